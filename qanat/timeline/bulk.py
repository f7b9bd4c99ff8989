"""Writing events, touches and campaigns in sets: the hot path of intake, import and collector.

They ask for no permission, since the actions and flows that call them have; they run inside the
caller's `acting`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from qanat.criteria.public import find_event_kind
from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.text import matching_key
from qanat.platform.statements import as_json, fetch, statement
from qanat.timeline.rules import date_fault, months_of, next_months


@dataclass(frozen=True, kw_only=True)
class EventDraft:
    """Something that happened, not written yet.

    Attributes:
        kind: a registered kind of event, see `kinds.py`.
        person_id, visitor_id: who it was, as far as known; both may be unknown.
        amount: the number that sums are made of, such as seconds or money.
        key: makes one event of two deliveries with the same `at`; empty for none.
    """

    kind: str
    at: datetime
    person_id: int | None = None
    visitor_id: int | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)
    amount: Decimal | None = None
    source: str = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class TouchDraft:
    """One marketing contact that brought a person, not written yet.

    Attributes:
        campaign_id: as `ensure_campaigns` gives it.
        cycle: None for the person's cycle now.
        key: makes one touch of two deliveries of it; empty for none.
    """

    person_id: int
    at: datetime
    source: str = ""
    medium: str = ""
    campaign_id: int | None = None
    content: str = ""
    term: str = ""
    landing_page: str = ""
    referrer: str = ""
    direction: str = "inbound"
    response: str = ""
    cycle: int | None = None
    key: str = ""


_months_there: set[datetime] = set()
"""Months whose partition is committed, as far as this process knows; spares a statement."""


def append_events(drafts: Sequence[EventDraft], *, now: datetime) -> int:
    """How many events are new; one statement, and one more for months not known to be there.

    Raises:
        Invalid: `date_too_early`, `date_in_future`, `date_without_zone` or `unknown_event_kind`,
            before anything is written.
    """
    faults = [
        Fault((index, "at"), *fault)
        for index, draft in enumerate(drafts)
        if (fault := date_fault(draft.at, now=now))
    ]
    unknown = {kind for kind in {draft.kind for draft in drafts} if find_event_kind(kind) is None}
    faults += [
        Fault((index, "kind"), f"There is no kind of event {draft.kind!r}.", "unknown_event_kind")
        for index, draft in enumerate(drafts)
        if draft.kind in unknown
    ]
    if faults:
        raise Invalid.of(tuple(faults))
    if not drafts:
        return 0
    make_months([draft.at for draft in drafts])
    rows = fetch(
        statement(__file__, "append_events"),
        {"events": as_json(drafts), "now": now},
    )
    return int(rows[0][0])


def make_months(instants: Sequence[datetime]) -> None:
    """Have a partition for every month that holds one of the instants; at most one statement."""
    missing = months_of(instants) - _months_there
    if not missing:
        return

    def remember() -> None:
        _months_there.update(missing)

    fetch(statement(__file__, "make_months"), {"months": sorted(missing)})
    transaction.on_commit(remember)


def prepare_months(*, now: datetime, ahead: int = 3) -> None:
    """Have the partitions of this month and the `ahead` next ones, before events need them."""
    make_months(next_months(now, ahead=ahead))


def record_touches(drafts: Sequence[TouchDraft]) -> int:
    """How many touches are new; one statement."""
    if not drafts:
        return 0
    rows = fetch(
        statement(__file__, "record_touches"),
        {"touches": as_json(drafts)},
    )
    return int(rows[0][0])


def ensure_campaigns(names: Sequence[str], *, currency: str, now: datetime) -> dict[str, int]:
    """The id of the campaign of each name, made if there is none; one statement, two when some are new.

    Names are the same under `matching_key`; empty ones are left out.
    """
    keyed = {key: name for name in reversed(names) if (key := matching_key(name))}
    if not keyed:
        return {}
    ids: dict[str, int] = dict(fetch(_CAMPAIGNS, (list(keyed),)))
    if missing := keyed.keys() - ids.keys():
        rows = fetch(
            statement(__file__, "ensure_campaigns"),
            {
                "campaigns": as_json({"key": key, "name": keyed[key]} for key in sorted(missing)),
                "currency": currency,
                "now": now,
            },
        )
        ids |= dict(rows)
    return {name: ids[key] for name in names if (key := matching_key(name))}


_CAMPAIGNS: Final = (
    "SELECT key, id FROM campaign WHERE key = ANY(%s::text[]) AND deleted_at IS NULL"
)
"""Looked for first: a statement that may write costs three times as much, even when it writes nothing."""
