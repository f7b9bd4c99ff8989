"""The signed ticket in a hosted form: which page it was, when it was made, which consent it showed.

It stands for the session that a stranger does not have: a form that was not made here is not taken,
one sent at once or much later is asked for again, and one sent twice is one lead.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.core.signing import BadSignature, Signer

SOONEST: Final = timedelta(seconds=1.5)
"""Nobody fills in a form faster."""
LATEST: Final = timedelta(hours=24)
_SIGNER: Final = Signer(salt="qanat.forms")


class Standing(StrEnum):
    """How a ticket stands."""

    GOOD = "good"
    TOO_SOON = "too_soon"
    TOO_LATE = "too_late"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """What a page says of itself.

    Attributes:
        wording_id: the version of the consent that it shows; 0 when it asks for none.
        made_at: in seconds since 1970.
        serial: its own, and nobody else's.
    """

    form_id: int
    wording_id: int
    made_at: float
    serial: str

    @classmethod
    def made(cls, form_id: int, wording_id: int, *, now: datetime) -> "Ticket":
        """A new one."""
        serial = secrets.token_urlsafe(12)
        return cls(form_id=form_id, wording_id=wording_id, made_at=now.timestamp(), serial=serial)

    @classmethod
    def read(cls, text: str) -> "Ticket | None":
        """The ticket in the text; None when we have not signed it."""
        try:
            form_id, wording_id, made_at, serial = _SIGNER.unsign_object(text)
        except (BadSignature, ValueError, TypeError):
            return None
        return cls(form_id=form_id, wording_id=wording_id, made_at=made_at, serial=serial)

    def __str__(self) -> str:
        return _SIGNER.sign_object([self.form_id, self.wording_id, self.made_at, self.serial])

    def standing(self, form_id: int, *, now: datetime) -> Standing:
        """Whether the form may be taken with it now."""
        age = timedelta(seconds=now.timestamp() - self.made_at)
        if self.form_id != form_id:
            return Standing.UNKNOWN
        if age < SOONEST:
            return Standing.TOO_SOON
        return Standing.GOOD if age <= LATEST else Standing.TOO_LATE
