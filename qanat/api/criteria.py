"""The criteria language asked by programs: count, describe, explain."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from qanat.api.asked import under
from qanat.api.needs import actor_of, needs
from qanat.api.schemas import Body, Id
from qanat.criteria.public import Explanation, count, describe, explain
from qanat.kernel import clock
from qanat.kernel.errors import Invalid, NotFound
from qanat.kernel.sql import Sql
from qanat.people.public import COUNT_CAP, list_people
from qanat.platform.actor import Actor

router = Router(tags=["criteria"])

Subject = Literal["person", "account", "opportunity"]
LANGUAGES = ("en", "ar", "fa")


class CriteriaIn(Body):
    """Criteria about people, accounts or opportunities."""

    criteria: dict[str, Any]
    subject: Subject = "person"


class ExplainIn(Body):
    """Criteria, and the people about whom to explain them."""

    criteria: dict[str, Any]
    person_ids: Annotated[list[Id], Field(min_length=1, max_length=100)]


class CountedOut(Schema):
    """For how many they hold; `capped` when there are more than `count`."""

    count: int
    capped: bool
    sentence: dict[str, str]


class ReasonOut(Schema):
    """One condition, and whether it held."""

    path: list[str | int]
    held: bool
    sentence: str


class ExplanationOut(Schema):
    """Whether the criteria hold for one person, and why."""

    id: int
    held: bool
    reasons: list[ReasonOut]


@router.post("/criteria/count", response=CountedOut, operation_id="count_criteria")
@needs("people.view")
def counted(request: HttpRequest, body: CriteriaIn) -> dict[str, Any]:
    """For how many records that one may see they hold, counted up to 10,000; writes nothing."""
    try:
        number = count(
            body.criteria,
            at=clock.now(),
            actor=actor_of(request),
            subject=body.subject,
            cap=COUNT_CAP + 1,
        )
        sentence = _sentences(body)
    except Invalid as error:
        raise under("criteria", error) from error
    return {
        "count": min(number, COUNT_CAP),
        "capped": number > COUNT_CAP,
        "sentence": sentence,
    }


@router.post("/criteria/describe", response=dict[str, str], operation_id="describe_criteria")
@needs("people.view")
def described(request: HttpRequest, body: CriteriaIn) -> dict[str, str]:
    """The criteria as a sentence in English, Arabic and Persian; writes nothing."""
    try:
        return _sentences(body)
    except Invalid as error:
        raise under("criteria", error) from error


@router.post("/criteria/explain", response=list[ExplanationOut], operation_id="explain_criteria")
@needs("people.view")
def explained(request: HttpRequest, body: ExplainIn) -> list[Explanation]:
    """Whether they hold for each person, condition by condition; writes nothing."""
    actor = actor_of(request)
    _require_seen(body.person_ids, actor)
    try:
        return explain(
            body.criteria,
            body.person_ids,
            at=clock.now(),
            language=actor.language,
            user_id=actor.user_id,
        )
    except Invalid as error:
        raise under("criteria", error) from error


def _require_seen(ids: list[int], actor: Actor) -> None:
    wanted = Sql("p.id = ANY(%s)", (ids,))
    seen = {row.id for row in list_people(actor, wanted, limit=len(ids))}
    for person_id in ids:
        if person_id not in seen:
            raise NotFound("person", person_id)


def _sentences(body: CriteriaIn) -> dict[str, str]:
    return {
        language: describe(body.criteria, language, subject=body.subject) for language in LANGUAGES
    }
