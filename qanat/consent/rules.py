"""What can be consented to, and when somebody may be written to."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from qanat.kernel.errors import Fault, Invalid

CHANNELS: Final = ("email", "sms", "whatsapp", "phone", "post")
PURPOSES: Final = ("marketing", "service")
"""Marketing is opt-in. Service is what a person asked for, such as an answer or a download."""
STATES: Final = ("granted", "withdrawn")
EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
CLOCK_TOLERANCE: Final = timedelta(days=1)


class Statement(Protocol):
    """What `consent_faults` looks at."""

    @property
    def channel(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def at(self) -> datetime: ...


def consent_faults(consent: Statement, index: int, *, now: datetime) -> list[Fault]:
    """What is wrong with one statement, with paths from its place `index`."""
    faults = [
        Fault(
            (index, name),
            f"There is no {name} {value!r}; use one of {', '.join(known)}.",
            f"unknown_{name}",
        )
        for name, value, known in (
            ("channel", consent.channel, CHANNELS),
            ("purpose", consent.purpose, PURPOSES),
            ("state", consent.state, STATES),
        )
        if value not in known
    ]
    if consent.at < EARLIEST:
        faults.append(
            Fault(
                (index, "at"), "The date is before 1990; please check the year.", "date_too_early"
            )
        )
    if consent.at > now + CLOCK_TOLERANCE:
        message = "The date is in the future; consent must have been given already."
        faults.append(Fault((index, "at"), message, "date_in_future"))
    return faults


def require_known(channel: str, purpose: str) -> None:
    """Raise `Invalid` unless there is such a channel and such a purpose."""
    for name, value, known in (("channel", channel, CHANNELS), ("purpose", purpose, PURPOSES)):
        if value not in known:
            message = f"There is no {name} {value!r}; use one of {', '.join(known)}."
            raise Invalid(message, (name,), code=f"unknown_{name}")


def address_kind(channel: str) -> str:
    """The kind of address that a channel writes to: email, phone, or post."""
    return {"email": "email", "post": "post"}.get(channel, "phone")


class Reason(StrEnum):
    """Why somebody may or may not be written to."""

    GRANTED = "granted"
    ASKED_FOR = "asked_for"
    NO_CONSENT = "no_consent"
    WITHDRAWN = "withdrawn"
    SUPPRESSED = "suppressed"
    DELETED = "deleted"
    NO_ADDRESS = "no_address"


@dataclass(frozen=True)
class Verdict:
    """Whether somebody may be written to, and the reason that decided."""

    allowed: bool
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a person stands with one channel and purpose.

    Attributes:
        address: the one that would be written to; empty for none. No postal address is kept.
        state: granted, withdrawn, or empty when nothing was ever said.
        deleted: in the trash.
    """

    address: str
    suppressed: bool
    state: str
    deleted: bool


def verdict(standing: Standing | None, *, purpose: str) -> Verdict:
    """Whether the person may be written to; None stands for one who is not there.

    Marketing needs consent. Service, which the person asked for, may go out unless withdrawn.
    """
    if standing is None:
        return Verdict(allowed=False, reason=Reason.DELETED)
    hindrances = (
        (standing.deleted, Reason.DELETED),
        (not standing.address, Reason.NO_ADDRESS),
        (standing.suppressed, Reason.SUPPRESSED),
        (standing.state == "withdrawn", Reason.WITHDRAWN),
        (standing.state != "granted" and purpose == "marketing", Reason.NO_CONSENT),
    )
    for hinders, reason in hindrances:
        if hinders:
            return Verdict(allowed=False, reason=reason)
    granted = standing.state == "granted"
    return Verdict(allowed=True, reason=Reason.GRANTED if granted else Reason.ASKED_FOR)
