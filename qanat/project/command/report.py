"""`qanat report NAME`: the numbers, as a table, JSON or CSV."""

import sys
from datetime import date
from typing import Annotated

import typer

from qanat.insight.public import reports, run_report
from qanat.kernel.clock import now
from qanat.kernel.errors import Invalid
from qanat.platform.actor import system_actor
from qanat.project.command.output import show
from qanat.project.command.plumbing import AsJson, django_ready

NAMES = ", ".join(reports.names())


def command(
    name: Annotated[str, typer.Argument(help=f"One of {NAMES}.")],
    *,
    start: Annotated[str, typer.Option("--from", help="First day, such as 2026-01-31.")] = "",
    end: Annotated[str, typer.Option("--to", help="Last day, included.")] = "",
    by: Annotated[str, typer.Option("--by", help="What rows are grouped by.")] = "",
    language: Annotated[str, typer.Option(help="Of the head of a CSV: en, ar, fa.")] = "en",
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print a report."""
    first, last = _day(start, "from"), _day(end, "to")
    with django_ready():
        table = run_report(
            name, actor=system_actor("command"), now=now(), start=first, end=last, by=by
        )
    if as_csv:
        sys.stdout.write(table.as_csv(language))
    elif as_json or table.single:
        show(table.as_dict(), as_json=as_json)
    else:
        show({"rows": table.as_dict()["rows"], "totals": table.as_dict()["totals"]}, as_json=False)


def _day(text: str, option: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(
            f"{text} is not a day: write it like 2026-01-31.", (option,), code="not_a_date"
        ) from error
