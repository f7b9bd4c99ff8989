"""`qanat criteria`: how many records fulfil criteria, what they say, and why one does or does not."""

import sys
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from qanat.access.public import actor_of_user, user_id_of
from qanat.criteria.public import (
    check,
    count,
    describe,
    explain,
    matching_ids,
    refreshed_guide,
)
from qanat.kernel.clock import now
from qanat.kernel.errors import Invalid, NotFound
from qanat.platform.actor import Actor, system_actor
from qanat.project.command.output import show
from qanat.project.command.plumbing import AsJson, django_ready

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "criteria.md"
LANGUAGES = ("en", "ar", "fa")
LONGEST_TEXT = 1_000_000

Text = Annotated[str, typer.Argument(help="Criteria as JSON; - reads them from standard input.")]
Subject = Annotated[str, typer.Option(help="person, account or opportunity.")]
As = Annotated[str, typer.Option("--as", help="E-mail of the user who asks; everything without.")]

command = typer.Typer(help="Ask by criteria (docs/criteria.md).", no_args_is_help=True)


@command.command("count")
def count_matching(
    criteria: Text, *, subject: Subject = "person", user: As = "", as_json: AsJson = False
) -> None:
    """Count the records for which the criteria hold."""
    with django_ready():
        asked = _read(criteria, subject)
        counted = count(asked, at=now(), actor=_actor(user), subject=subject)
        show({"count": counted, "sentence": _sentences(asked, subject)}, as_json=as_json)


@command.command("describe")
def describe_criteria(
    criteria: Text, *, subject: Subject = "person", as_json: AsJson = False
) -> None:
    """Say the criteria in English, Arabic and Persian."""
    with django_ready():
        asked = _read(criteria, subject)
        show({"sentence": _sentences(asked, subject)}, as_json=as_json)


@command.command("explain")
def explain_record(
    criteria: Text,
    record: Annotated[str, typer.Argument(help="The number of the record, or a person's e-mail.")],
    *,
    subject: Subject = "person",
    language: Annotated[str, typer.Option(help="en, ar or fa.")] = "en",
    user: As = "",
    as_json: AsJson = False,
) -> None:
    """Say for each condition whether it holds for one record."""
    with django_ready():
        asked, actor, at = _read(criteria, subject), _actor(user), now()
        ids = matching_ids(_named(record, subject), at=at, actor=actor, subject=subject, limit=1)
        found = explain(
            asked, ids, at=at, subject=subject, language=language, user_id=actor.user_id
        )
        if not found:
            raise NotFound(subject, record)
        show(found[0], as_json=as_json)


@command.command("guide")
def write_guide() -> None:
    """Write the tables of docs/criteria.md anew, from what is registered."""
    GUIDE.write_text(refreshed_guide(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")


def _read(text: str, subject: str) -> dict[str, Any]:
    if subject not in {"person", "account", "opportunity"}:
        message = f"Please ask about person, account or opportunity, not {subject}."
        raise Invalid(message, ("subject",), code="unknown_subject")
    given = sys.stdin.read(LONGEST_TEXT) if text == "-" else text
    try:
        criteria = orjson.loads(given)
    except orjson.JSONDecodeError as error:
        raise Invalid(f"This is not JSON: {error}.", code="not_json") from error
    check(criteria, subject=subject)
    return dict(criteria)


def _sentences(criteria: dict[str, Any], subject: str) -> dict[str, str]:
    return {each: describe(criteria, each, subject=subject) for each in LANGUAGES}


def _actor(email: str) -> Actor:
    return actor_of_user(user_id_of(email)) if email else system_actor("command")


def _named(record: str, subject: str) -> dict[str, Any]:
    """Criteria that hold for the record that the text names."""
    if record.isascii() and record.isdigit():
        return {"field": f"{subject}.id", "is": "is", "value": int(record)}
    if subject != "person":
        raise Invalid("Please give the number of the record.", ("record",), code="not_a_number")
    return {"field": "person.email", "is": "is", "value": record}
