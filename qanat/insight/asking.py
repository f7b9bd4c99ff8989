"""What a report is asked: by whom, for which days, grouped by what."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Only:
    """To whom a report is restricted, beside what its reader may see.

    Attributes:
        source: people of this source and what belongs to them; empty for those without one, None
            for all.
        owner_ids: records of these users; None for everybody's.
    """

    source: str | None = None
    owner_ids: frozenset[int] | None = None


EVERYBODY = Only()

# How a row is of a source, by the alias of its table; all others have a column `person_id`.
_OF_SOURCE = {
    "p": "p.source = %s",
    "a": "EXISTS (SELECT FROM person s WHERE s.account_id = a.id AND s.source = %s)",
}


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question put to a report.

    Attributes:
        start, end: first and last day, both included, in the organisation's zone.
        at: the instant of asking; ages are counted to it.
        calendar: gregorian, jalali or hijri; months, quarters and years are its.
        language: of the names that the organisation gave in several languages.
    """

    actor: Actor
    at: datetime
    zone: ZoneInfo
    currency: str
    calendar: str = "gregorian"
    start: date | None = None
    end: date | None = None
    by: str = ""
    only: Only = EVERYBODY
    language: str = "en"

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
        """The condition that the row is not in the trash, its owner visible, and it is asked for."""
        owner = f"{alias}.owner_id"
        condition = Sql(f"{alias}.deleted_at IS NULL AND ") + self.actor.visible(owner)
        if self.only.owner_ids is not None:
            condition += Sql(f" AND {owner} = ANY(%s)", (sorted(self.only.owner_ids),))
        if self.only.source is not None:
            of_source = _OF_SOURCE.get(
                alias,
                f"EXISTS (SELECT FROM person s WHERE s.id = {alias}.person_id AND s.source = %s)",
            )
            condition += Sql(f" AND {of_source}", (self.only.source,))
        return condition

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.zone).astimezone(UTC)
