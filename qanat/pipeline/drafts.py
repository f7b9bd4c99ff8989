"""An opportunity that lived elsewhere, as it is about to be brought over by `history.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, kw_only=True)
class OpportunityDraft:
    """An opportunity as it was elsewhere, not written yet.

    Attributes:
        stage_id: where it is; the closed stage of its pipeline when it is won or lost.
        lost_reason: key of a reason; empty when none was given.
        opened_at, closed_at: `closed_at` is None exactly for open ones.
        entered: earlier stages and when each was entered, in order, the first at `opened_at`,
            and last the present one unless it is the closed stage. Empty when not known: then it
            lay in `stage_id`, or in the first stage until it was closed.
    """

    name: str
    stage_id: int
    owner_id: int
    opened_at: datetime
    closed_at: datetime | None = None
    outcome: str = "open"
    lost_reason: str = ""
    person_id: int | None = None
    account_id: int | None = None
    campaign_id: int | None = None
    amount: Decimal | None = None
    currency: str
    chance: int | None = None
    kind: str = ""
    expected_close_on: date | None = None
    custom: Mapping[str, Any] = field(default_factory=dict)
    entered: tuple[tuple[int, datetime], ...] = ()
