"""What a report is asked: by whom, for which days, grouped by what."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question put to a report.

    Attributes:
        start, end: first and last day, both included, in the organisation's zone.
        at: the instant of asking; ages are counted to it.
        calendar: gregorian, jalali or hijri; months, quarters and years are its.
    """

    actor: Actor
    at: datetime
    zone: ZoneInfo
    currency: str
    calendar: str = "gregorian"
    start: date | None = None
    end: date | None = None
    by: str = ""

    def during(self, column: str) -> Sql:
        """The condition that the instant in `column` (our own SQL) lies in the period."""
        parts = []
        if self.start is not None:
            parts.append(Sql(f"{column} >= %s", (self._midnight(self.start),)))
        if self.end is not None:
            next_day = self.end + timedelta(days=1)
            parts.append(Sql(f"{column} < %s", (self._midnight(next_day),)))
        condition = Sql("true")
        for part in parts:
            condition = condition + " AND " + part
        return condition

    def alive(self, alias: str) -> Sql:
        """The condition that the row is not in the trash and its owner is visible."""
        return Sql(f"{alias}.deleted_at IS NULL AND ") + self.actor.visible(f"{alias}.owner_id")

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.zone).astimezone(UTC)
