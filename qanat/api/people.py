"""People: lists, the record, and what can be changed of it."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from qanat.api.asked import (
    CriteriaText,
    Search,
    asked_criteria,
    both,
    by_instant,
    instant_after,
)
from qanat.api.needs import actor_of, needs
from qanat.api.paging import After, Limit, Page, Paged, key_after, paged
from qanat.api.person_answers import PersonFileOut, PersonOut, ScoreStepOut, file_out
from qanat.api.schemas import Body, Id, MadeOut
from qanat.flows.public import add_person, edit_person, move_status, person_file
from qanat.kernel import clock
from qanat.kernel.sql import Sql
from qanat.people.public import (
    COUNT_CAP,
    PersonRow,
    count_people,
    delete_people,
    list_people,
    people_search,
    restore_people,
    set_lifecycle,
)
from qanat.platform.actor import Actor
from qanat.routing.public import assign_to
from qanat.scoring.public import ScoreStep, score_history

router = Router(tags=["people"])

Order = Literal["came_at", "score"]
Reason = Annotated[str, Field(max_length=500)]
Text = Annotated[str, Field(max_length=500)]


class PersonFields(Body):
    """What can be said about a person; in a change, what is not named stays."""

    given_name: Text | None = None
    family_name: Text | None = None
    full_name: Text | None = None
    email: Text | None = None
    phone: Text | None = None
    emails: Annotated[list[Text], Field(max_length=20)] | None = None
    phones: Annotated[list[Text], Field(max_length=20)] | None = None
    job_title: Text | None = None
    company: Text | None = None
    industry: Text | None = None
    website: Annotated[str, Field(max_length=2000)] | None = None
    country: Text | None = None
    city: Text | None = None
    language: Text | None = None
    time_zone: Text | None = None
    source: Text | None = None
    medium: Text | None = None
    custom: dict[str, Any] | None = None


class PersonIn(PersonFields):
    """A person to add by hand; without an owner they belong to whoever adds them."""

    owner_id: Id | None = None
    account_id: Id | None = None


class StatusIn(Body):
    """Another status, by its key."""

    status: Text
    reason: Reason = ""


class LifecycleIn(Body):
    """Another lifecycle; `back` lets it go back."""

    lifecycle: Text
    back: bool = False
    reason: Reason = ""


class OwnerIn(Body):
    """Another owner."""

    owner_id: Id
    note: Reason = ""


class WantedPeople(Schema):
    """Which people: all that are asked for, and hold the words."""

    criteria: CriteriaText = ""
    search: Search = ""


class CountOut(Schema):
    """How many there are; `capped` when there are more than `count`."""

    count: int
    capped: bool


@router.get("/people", response=Page[PersonOut], operation_id="list_people")
@needs("people.view")
def people(
    request: HttpRequest,
    wanted: Query[WantedPeople],
    order: Order = "came_at",
    after: After = "",
    limit: Limit = 50,
) -> Paged:
    """People, the newest first, or those with the highest score first."""
    actor, name = actor_of(request), f"people by {order}"
    rows = list_people(
        actor,
        _where(wanted, actor),
        order=order,
        after=_after(after, name, order),
        limit=limit + 1,
    )

    def key_of(row: PersonRow) -> tuple[Any, ...]:
        return by_instant(row.came_at, row.id) if order == "came_at" else (row.score, row.id)

    return paged(rows, limit=limit, name=name, key=key_of)


@router.get("/people/count", response=CountOut, operation_id="count_people")
@needs("people.view")
def counted(request: HttpRequest, wanted: Query[WantedPeople]) -> dict[str, object]:
    """How many people there are, counted up to 10,000."""
    actor = actor_of(request)
    number = count_people(actor, _where(wanted, actor))
    return {"count": min(number, COUNT_CAP), "capped": number > COUNT_CAP}


@router.post("/people", response={201: MadeOut}, operation_id="create_person")
@needs("people.add")
def create(request: HttpRequest, body: PersonIn) -> dict[str, int]:
    """Add a person by hand. Leads from outside are sent to /leads instead."""
    values = body.dict(exclude_unset=True)
    owner_id, account_id = values.pop("owner_id", None), values.pop("account_id", None)
    made = add_person(
        values,
        owner_id=owner_id,
        account_id=account_id,
        actor=actor_of(request),
        now=clock.now(),
    )
    return {"id": made}


@router.get("/people/{person_id}", response=PersonFileOut, operation_id="show_person")
@needs("people.view")
def show(request: HttpRequest, person_id: Id) -> dict[str, Any]:
    """All that is known of a person."""
    actor = actor_of(request)
    return file_out(person_file(person_id, actor=actor, now=clock.now()), actor.language)


@router.patch("/people/{person_id}", response={204: None}, operation_id="change_person")
@needs("people.change")
def change(request: HttpRequest, person_id: Id, body: PersonFields) -> None:
    """Write the given fields over the person's; the others stay."""
    values = body.dict(exclude_unset=True)
    edit_person(person_id, values, actor=actor_of(request), now=clock.now())


@router.delete("/people/{person_id}", response={204: None}, operation_id="delete_person")
@needs("people.delete")
def delete(request: HttpRequest, person_id: Id) -> None:
    """Move the person to the trash."""
    delete_people([person_id], actor=actor_of(request), now=clock.now())


@router.post("/people/{person_id}/restore", response={204: None}, operation_id="restore_person")
@needs("people.delete")
def restore(request: HttpRequest, person_id: Id) -> None:
    """Take the person out of the trash."""
    restore_people([person_id], actor=actor_of(request), now=clock.now())


@router.put("/people/{person_id}/status", response={204: None}, operation_id="set_status")
@needs("people.change")
def put_status(request: HttpRequest, person_id: Id, body: StatusIn) -> None:
    """Bring the person to another status, if its gate lets them in."""
    actor, now = actor_of(request), clock.now()
    move_status(person_id, body.status, reason=body.reason, actor=actor, now=now)


@router.put("/people/{person_id}/lifecycle", response={204: None}, operation_id="set_lifecycle")
@needs("people.change")
def put_lifecycle(request: HttpRequest, person_id: Id, body: LifecycleIn) -> None:
    """Bring the person to another lifecycle."""
    actor, now = actor_of(request), clock.now()
    set_lifecycle(
        [person_id],
        body.lifecycle,
        back=body.back,
        at=now,
        now=now,
        actor=actor,
        reason=body.reason,
    )


@router.put("/people/{person_id}/owner", response={204: None}, operation_id="set_owner")
@needs("routing.assign")
def put_owner(request: HttpRequest, person_id: Id, body: OwnerIn) -> None:
    """Give the person to another owner, by hand."""
    actor = actor_of(request)
    assign_to([person_id], body.owner_id, actor=actor, now=clock.now(), note=body.note)


@router.get(
    "/people/{person_id}/score/history",
    response=list[ScoreStepOut],
    operation_id="show_score_history",
)
@needs("people.view")
def history(request: HttpRequest, person_id: Id) -> list[ScoreStep]:
    """How the total came about, newest first, at most 200 steps."""
    return score_history(person_id, actor_of(request))


def _where(wanted: WantedPeople, actor: Actor) -> Sql | None:
    asked = asked_criteria(wanted.criteria, subject="person", actor=actor, now=clock.now())
    return both(asked, people_search(wanted.search))


def _after(cursor: str, name: str, order: Order) -> tuple[Any, int] | None:
    if order == "came_at":
        return instant_after(cursor, name)
    key = key_after(cursor, name)
    return None if key is None else (key[0], key[1])
