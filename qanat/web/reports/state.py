"""What a reader asks of a report or of the dashboard; the whole of it stands in the address."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict

from qanat.access.public import team_row
from qanat.insight.public import EVERYBODY, Only
from qanat.kernel.dates import read_date
from qanat.kernel.errors import Invalid, NotFound
from qanat.platform.actor import Actor
from qanat.web.reports.periods import CUSTOM, DEFAULT, LABELS, Days, days_before, days_of

ALL_SOURCES: Final = ""
NO_SOURCE: Final = "-"


@dataclass(frozen=True, kw_only=True)
class State:
    """A question as it stands in an address.

    Attributes:
        period: a name of LABELS; `start` and `end` are read for `custom` only.
        by: what rows are grouped by; empty for the report's first.
        source: empty for all, `-` for those without.
        team, owner: ids; None for all.
        compare: whether the period before is shown too.
        measure: which column the chart shows; empty for the report's first.
    """

    period: str = DEFAULT
    start: date | None = None
    end: date | None = None
    by: str = ""
    source: str = ALL_SOURCES
    team: int | None = None
    owner: int | None = None
    compare: bool = True
    measure: str = ""

    def days(self, *, today: date, calendar: str) -> Days:
        """The days of the period."""
        if self.period == CUSTOM:
            return Days(self.start, self.end)
        return days_of(self.period, today=today, calendar=calendar)

    def before(self, *, today: date, calendar: str) -> Days | None:
        """The days that they are compared with; None when they are not, or have no beginning."""
        if not self.compare:
            return None
        days = self.days(today=today, calendar=calendar)
        return days_before(self.period, days, calendar=calendar)

    def only(self, actor: Actor) -> Only:
        """To whom it is restricted, within what the actor sees."""
        owner_ids = None if self.owner is None else frozenset({self.owner})
        if self.team is not None and owner_ids is None and actor.may("users.view"):
            owner_ids = _members(self.team, actor)
        if owner_ids is None and not self.source:
            return EVERYBODY
        source = None if not self.source else "" if self.source == NO_SOURCE else self.source
        return Only(source=source, owner_ids=owner_ids)

    @property
    def query(self) -> str:
        """The part of an address that says it; what is as usual is left out."""
        usual = State()
        kept: dict[str, Any] = {}
        for name in ("period", "by", "source", "team", "owner", "measure"):
            if getattr(self, name) != getattr(usual, name):
                kept[name] = getattr(self, name)
        if self.period == CUSTOM:
            kept["from"] = self.start.isoformat() if self.start else ""
            kept["to"] = self.end.isoformat() if self.end else ""
        if not self.compare:
            kept["compare"] = "0"
        return urlencode(kept)

    def changed(self, **changes: Any) -> "State":
        """The same question with some of it changed."""
        return replace(self, **changes)


def read_state(query: QueryDict, *, calendar: str, groupings: tuple[str, ...] = ()) -> State:
    """The question in an address; what is not understood there counts as not said.

    Raises:
        Invalid: a day that is no date, or a period that ends before it begins.
    """
    period = query.get("period", DEFAULT)
    by = query.get("by", "")
    start, end = _day(query, "from", calendar), _day(query, "to", calendar)
    if period not in LABELS:
        period = DEFAULT
    if period == CUSTOM and start and end and start > end:
        raise Invalid("The period ends before it begins.", ("from",), code="period_reversed")
    return State(
        period=period,
        start=start if period == CUSTOM else None,
        end=end if period == CUSTOM else None,
        by=by if by in groupings else "",
        source=query.get("source", "")[:200],
        team=_number(query.get("team", "")),
        owner=_number(query.get("owner", "")),
        compare=query.get("compare", "1") != "0",
        measure=query.get("measure", "")[:50],
    )


def _day(query: QueryDict, name: str, calendar: str) -> date | None:
    written = query.get(name, "").strip()
    if not written or query.get("period") != CUSTOM:
        return None
    try:
        return read_date(written, calendar=calendar)
    except Invalid as error:
        raise Invalid(str(error), (name,), code=error.faults[0].code) from error


def _number(written: str) -> int | None:
    return int(written) if written.isdecimal() and written.isascii() and len(written) < 18 else None  # noqa: PLR2004 bigint


def _members(team_id: int, actor: Actor) -> frozenset[int]:
    try:
        return frozenset(team_row(team_id, actor).user_ids)
    except NotFound:
        return frozenset()
