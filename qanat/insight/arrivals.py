"""How many people came, month by month: the line beside a figure, for which a whole report would cost too much."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from django.db import transaction

from qanat.insight.asking import EVERYBODY, Ask, Only
from qanat.insight.periods import units
from qanat.insight.rows import rows_of
from qanat.insight.running import ask_of
from qanat.kernel.sql import Sql, filled
from qanat.platform.actor import Actor

ARRIVALS = (Path(__file__).parent / "sql" / "arrivals.sql").read_text()


def arrivals_by_month(
    *,
    actor: Actor,
    now: datetime,
    start: date,
    end: date,
    only: Only = EVERYBODY,
    calendar: str = "",
) -> list[int]:
    """The leads of each month that has any, as the report of conversion counts them, in order.

    Counts the entries of an index, a range for each month; months are those of `calendar`, or of the
    organisation's.

    Raises:
        NotAllowed: `actor` may not view reports.
    """
    actor.require("reports.view")
    with transaction.atomic():
        ask = ask_of(actor, now=now, start=start, end=end, by="month", only=only, calendar=calendar)
        rows = rows_of(_by_month(ask, start=start, end=end))
    return [row["leads"] for row in rows]


def _by_month(ask: Ask, *, start: date, end: date) -> Sql:
    months = units("month", calendar=ask.calendar, start=start, end=end)
    begins = [
        datetime.combine(month.first_day, time.min, ask.zone).astimezone(UTC) for month in months
    ]
    return filled(
        ARRIVALS,
        months=Sql("%s::timestamptz[], %s::timestamptz[]", (begins, [*begins[1:], None])),
        people=ask.alive("p") + " AND " + ask.during("p.came_at"),
    )
