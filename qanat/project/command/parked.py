"""`qanat parked`: leads that could not be processed, to be seen, mended, replayed or dropped."""

from typing import Annotated, Any

import orjson
import typer

from qanat.kernel.errors import Invalid
from qanat.platform import inbox
from qanat.platform.actor import system_actor
from qanat.platform.models import Submission
from qanat.project.command.output import show
from qanat.project.command.plumbing import AsJson, django_ready

command = typer.Typer(help="Leads that could not be processed.", no_args_is_help=True)

OPERATOR = system_actor("command")

Ids = Annotated[list[int], typer.Argument(help="Submissions, by the ids that `list` shows.")]
After = Annotated[int, typer.Option(help="Begin after this id.", min=0)]
Limit = Annotated[int, typer.Option(help="How many at most.", min=1, max=inbox.PAGE)]
Set = Annotated[
    list[str],
    typer.Option(
        "--set",
        help="field=value; the value as text, or as JSON in brackets or quotes; empty to take it away.",
    ),
]


@command.command("list")
def list_parked(*, after: After = 0, limit: Limit = 50, as_json: AsJson = False) -> None:
    """List what is parked, oldest first, with the reasons."""
    with django_ready():
        rows = inbox.parked_submissions(OPERATOR, after=after, limit=limit)
        show([_line(row) if not as_json else _whole(row) for row in rows], as_json=as_json)


@command.command("show")
def show_parked(submission_id: int, *, as_json: AsJson = False) -> None:
    """Show one submission as it arrived, and why it is parked."""
    with django_ready():
        row = inbox.find_submission(submission_id, actor=OPERATOR)
        show(_whole(row), as_json=as_json)


@command.command()
def replay(ids: Ids, *, as_json: AsJson = False) -> None:
    """Let workers process parked submissions again."""
    with django_ready():
        show({"replayed": inbox.replay(ids, actor=OPERATOR)}, as_json=as_json)


@command.command()
def drop(ids: Ids, *, as_json: AsJson = False) -> None:
    """Close parked submissions for good; what arrived is kept."""
    with django_ready():
        show({"dropped": inbox.drop(ids, actor=OPERATOR)}, as_json=as_json)


@command.command()
def mend(submission_id: int, *, changes: Set, as_json: AsJson = False) -> None:
    """Change fields of what arrived, before it is replayed."""
    values = dict(map(_change, changes))
    with django_ready():
        row = inbox.mend(submission_id, values, actor=OPERATOR)
        show(_whole(row), as_json=as_json)


def _change(text: str) -> tuple[str, Any]:
    """The field and its value; None for one to take away.

    Raises:
        Invalid: it is not `field=value`.
    """
    field, equals, value = text.partition("=")
    if not (field and equals):
        raise Invalid(f"Write field=value instead of {text!r}.", ("set",), code="wrong_form")
    if not value:
        return field, None
    if value[0] not in '[{"':
        return field, value
    try:
        return field, orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise Invalid(f"The value of {field} is no JSON.", ("set",), code="wrong_form") from error


def _line(row: Submission) -> dict[str, Any]:
    faults = row.problem or [{"path": [], "message": ""}]
    where = ".".join(map(str, faults[0]["path"]))
    return {
        "id": row.pk,
        "door": row.door,
        "received_at": row.received_at,
        "crashes": row.crashes,
        "where": where,
        "why": faults[0]["message"],
    }


def _whole(row: Submission) -> dict[str, Any]:
    return {
        "id": row.pk,
        "state": row.state,
        "door": row.door,
        "key": row.key,
        "position": row.position,
        "sent_by": row.sent_by,
        "received_at": row.received_at,
        "crashes": row.crashes,
        "payload": row.payload,
        "faults": row.problem or [],
    }
