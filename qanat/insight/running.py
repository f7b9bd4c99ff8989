"""Running a report by its name."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from qanat.insight.asking import EVERYBODY, Ask, Only
from qanat.insight.registry import Report, reports
from qanat.insight.table import Table
from qanat.kernel.errors import Invalid, NotFound
from qanat.platform.actor import Actor
from qanat.platform.organisation import the_organisation


def run_report(
    name: str,
    *,
    actor: Actor,
    now: datetime,
    start: date | None = None,
    end: date | None = None,
    by: str = "",
    only: Only = EVERYBODY,
    calendar: str = "",
    language: str = "en",
) -> Table:
    """The report over what `actor` may see, for the days `start` to `end`, both included.

    `calendar` is the one whose months, quarters and years rows are of; empty for the organisation's.
    `language` is that of stages and pipelines.

    Raises:
        NotAllowed: `actor` may not view reports.
        NotFound: no report has that name.
        Invalid: the period is upside down, or the report cannot be grouped like that.
    """
    actor.require("reports.view")
    report = reports.get(name)
    if report is None:
        raise NotFound("report", name)
    if start and end and start > end:
        raise Invalid("The period ends before it begins.", ("from",), code="period_reversed")
    _check_grouping(report, by)
    with transaction.atomic():
        asked = ask_of(
            actor,
            now=now,
            start=start,
            end=end,
            by=by or _first(report),
            only=only,
            calendar=calendar,
        )
        return report.run(replace(asked, language=language))


def _check_grouping(report: Report, by: str) -> None:
    if by and by not in report.groupings:
        known = ", ".join(report.groupings) or "nothing"
        raise Invalid(
            f"The report {report.name} can be grouped by {known}.", ("by",), code="unknown_grouping"
        )


def _first(report: Report) -> str:
    return report.groupings[0] if report.groupings else ""


def ask_of(
    actor: Actor,
    *,
    now: datetime,
    start: date | None,
    end: date | None,
    by: str,
    only: Only,
    calendar: str,
) -> Ask:
    """The question in the zone and currency of the organisation, and in its calendar if none is named."""
    organisation = the_organisation()
    return Ask(
        actor=actor,
        at=now,
        zone=ZoneInfo(organisation.time_zone),
        currency=organisation.currency,
        calendar=calendar or organisation.calendar,
        start=start,
        end=end,
        by=by,
        only=only,
    )
