"""What is measured of events: how often, first, last, total.

One person is measured by a subselect that an index answers; all people by one pass over the
events for all measures of all criteria together. Both make their SQL from the same `Measure`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from qanat.criteria.registry import Source
from qanat.kernel.sql import Sql, joined

FUNCTIONS = {
    "count": "count(*)",
    "total": "sum(e.amount)",
    "first": "min(e.at)",
    "last": "max(e.at)",
}
ZERO_WITHOUT = frozenset({"count", "total"})


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One number or time, of the events of a person.

    Attributes:
        function: `count`, `total` of the amounts, or the time of the `first` or `last`.
        happened: the condition on an event `e`, its kind included.
        kind: the only kind of event that can fulfil it; empty for any kind.
        since, until: the first instant that counts and the first that does not any more.
    """

    function: str
    happened: Sql
    kind: str = ""
    since: datetime | None = None
    until: datetime

    @property
    def condition(self) -> Sql:
        """Which events count; times first, as they cost least and a FILTER is read in order."""
        return self.condition_within(None, None)

    def condition_within(self, since: datetime | None, until: datetime | None) -> Sql:
        """Which of the events from `since` until before `until` count; None is any time."""
        parts = [self.happened]
        if self.since is not None and self.since != since:
            parts.insert(0, Sql("e.at >= %s", (self.since,)))
        if self.until != until:
            parts.insert(0, Sql("e.at < %s", (self.until,)))
        return joined(" AND ", parts)


class Measuring(Protocol):
    """A way to measure."""

    def value(self, measure: Measure, source: Source) -> Sql:
        """The measure of a record of the source; counts and totals are 0 where nothing happened."""

    def once(self, measure: Measure, source: Source) -> Sql:
        """Whether it happened at all; true or false."""

    def text_key(self, text: Sql) -> Sql | None:
        """The key of a text of the record; None to have it computed where it stands."""


class Correlated:
    """A subselect per record."""

    def value(self, measure: Measure, source: Source) -> Sql:
        """The measure of a record of the source."""
        function = FUNCTIONS[measure.function]
        if measure.function == "total":
            function = f"COALESCE({function}, 0)"
        start = f"(SELECT {function} FROM event e WHERE {source.events} AND "
        return start + measure.condition + ")"

    def once(self, measure: Measure, source: Source) -> Sql:
        """Whether it happened at all."""
        return f"EXISTS (SELECT 1 FROM event e WHERE {source.events} AND " + measure.condition + ")"

    def text_key(self, text: Sql) -> Sql | None:  # noqa: ARG002 whatever the text
        """Computed where it stands, so that an index on it serves."""
        return None


@dataclass
class OnePass:
    """Columns of one pass over all events, collected while conditions are compiled.

    So are the texts of the records, each of which is keyed once.
    """

    measures: list[Measure] = field(default_factory=list)
    texts: list[Sql] = field(default_factory=list)

    def value(self, measure: Measure, source: Source) -> Sql:  # noqa: ARG002 always of a person
        """The column of the measure."""
        if measure not in self.measures:
            self.measures.append(measure)
        column = f"m{self.measures.index(measure)}"
        if measure.function in ZERO_WITHOUT:
            return Sql(f"COALESCE(happened.{column}, 0)")
        return Sql(f"happened.{column}")

    def once(self, measure: Measure, source: Source) -> Sql:
        """Whether it happened at all."""
        return self.value(measure, source) + " > 0"

    def text_key(self, text: Sql) -> Sql | None:
        """The column of the key."""
        if text not in self.texts:
            self.texts.append(text)
        return Sql(f"keyed{self.texts.index(text)}.key")

    def keyed(self, select: Sql) -> Sql:
        """The joins that key the texts whose keys the select mentions.

        The planner remembers the key of a text it has met (Memoize), so that a job title that
        many people have is keyed once in all: over 100,000 people the keys of 28 rules took 5 s
        when each condition made its own.
        """
        return joined(
            "",
            [
                " CROSS JOIN LATERAL (SELECT qanat_matching_key("
                + text
                + f") AS key OFFSET 0) keyed{index}"
                for index, text in enumerate(self.texts)
                if f"keyed{index}.key" in select.text
            ],
        )

    def join(self) -> str:
        """How the rows of the pass come to `person p`; empty when nothing is measured."""
        return " LEFT JOIN happened ON happened.person_id = p.id" if self.measures else ""

    def select(self, people: str) -> Sql:
        """One row per person with events that count, one column per measure."""
        since, until = self._span()
        columns = [
            Sql(f"{FUNCTIONS[measure.function]} FILTER (WHERE ")
            + measure.condition_within(since, until)
            + f") AS m{index}"
            for index, measure in enumerate(self.measures)
        ]
        return (
            "SELECT e.person_id, "
            + joined(", ", columns)
            + " FROM event e WHERE "
            + joined(" AND ", self._bounds(since, until))
            + f" AND {people} GROUP BY e.person_id"
        )

    def _span(self) -> tuple[datetime | None, datetime]:
        """The time outside of which no event counts for any measure."""
        sinces = [measure.since for measure in self.measures]
        known = [since for since in sinces if since is not None]
        since = min(known) if len(known) == len(sinces) else None
        return since, max(measure.until for measure in self.measures)

    def _bounds(self, since: datetime | None, until: datetime) -> list[Sql]:
        """What no event that counts for any measure lies outside of."""
        bounds = [Sql("e.at < %s", (until,))]
        if since is not None:
            bounds.append(Sql("e.at >= %s", (since,)))
        kinds = {measure.kind for measure in self.measures}
        if "" not in kinds:
            bounds.append(Sql("e.kind = ANY(%s)", (sorted(kinds),)))
        return bounds


class OnePassUnlessOnce(OnePass):
    """One pass for what must be counted; whether it happened at all, a semi-join finds faster."""

    def once(self, measure: Measure, source: Source) -> Sql:
        """Whether it happened at all."""
        return Correlated().once(measure, source)

    def text_key(self, text: Sql) -> Sql | None:
        """Computed where it stands."""
        return Correlated().text_key(text)
