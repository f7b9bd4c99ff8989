"""Which deals the board shows, as its address says: whose, named how, closing when, and any criteria."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from qanat.kernel.errors import Invalid
from qanat.kernel.sql import Sql
from qanat.listing.public import Asked, condition_of, read_criteria
from qanat.web.page import PageRequest

CLOSING: Final = {
    "week": _("in 7 days"),
    "month": _("in 30 days"),
    "quarter": _("in 90 days"),
    "late": _("should have closed"),
}
_DAYS: Final = {"week": 7, "month": 30, "quarter": 90}
_FIELD: Final = "opportunity.expected_close_on"
_EVER: Final = 3650


@dataclass(frozen=True, kw_only=True)
class BoardAsked:
    """What narrows the board.

    Attributes:
        where: a condition over the table `opportunity o`; None when nothing narrows it but the owner.
        faulty: the criteria cannot be asked, so that they are left out.
    """

    owner_id: int | None
    search: str
    closing: str
    criteria: str
    where: Sql | None
    faulty: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return self.owner_id is not None or self.where is not None


def asked_of(request: PageRequest, *, now: datetime) -> BoardAsked:
    """What the address asks for; what it cannot mean is left out."""
    given = request.GET
    closing = given.get("closing", "") if given.get("closing", "") in CLOSING else ""
    criteria, search = given.get("criteria", ""), given.get("q", "").strip()
    parts: list[Mapping[str, Any]] = [_closing(closing)] if closing else []
    chosen = read_criteria(criteria)
    faulty = False
    where = _where(search, [*parts, chosen] if chosen else parts, request, now)
    if where is None and chosen:
        faulty = True
        where = _where(search, parts, request, now)
    return BoardAsked(
        owner_id=_owner(request),
        search=search,
        closing=closing,
        criteria=criteria if chosen else "",
        where=where if search or parts or (chosen and not faulty) else None,
        faulty=faulty,
    )


def _where(
    search: str, parts: list[Mapping[str, Any]], request: PageRequest, now: datetime
) -> Sql | None:
    """The condition; None where the criteria cannot be asked."""
    criteria = {"all": parts} if parts else None
    try:
        asked = Asked(subject="deals", criteria=criteria, search=search)
        return condition_of(asked, actor=request.actor, now=now)
    except Invalid:
        return None


def _closing(closing: str) -> dict[str, Any]:
    if closing == "late":
        return {"field": _FIELD, "is": "within_last", "value": _EVER}
    return {"field": _FIELD, "is": "within_next", "value": _DAYS[closing]}


def _owner(request: PageRequest) -> int | None:
    text = request.GET.get("owner", "")
    if text == "me":
        return int(request.user.pk)
    return int(text) if text.isdecimal() else None
