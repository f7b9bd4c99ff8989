"""What can be consented to, and when somebody may be written to."""

from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from qanat.kernel.errors import Fault

CHANNELS: Final = ("email", "sms", "whatsapp", "phone", "post")
PURPOSES: Final = ("marketing", "service")
"""Marketing is opt-in. Service is what a person asked for, such as an answer or a download."""
STATES: Final = ("granted", "withdrawn")
EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
CLOCK_TOLERANCE: Final = timedelta(days=1)


class Statement(Protocol):
    """What `faults_of` looks at."""

    @property
    def channel(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def at(self) -> datetime: ...


def faults_of(consent: Statement, index: int, *, now: datetime) -> list[Fault]:
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
