"""What the doctor finds: one thing looked at, how it is, what that means, how to mend it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How something is; `WARNING` works for now."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        name: stable, such as `disk`.
        meaning: a sentence about how it is and what follows from that.
        remedy: the one command that mends it; empty when it is well.
    """

    name: str
    state: State
    meaning: str
    remedy: str = ""


def well(name: str, meaning: str) -> Finding:
    """Nothing to do."""
    return Finding(name=name, state=State.OK, meaning=meaning)


def warning(name: str, meaning: str, remedy: str) -> Finding:
    """It works, but not well, or not for long."""
    return Finding(name=name, state=State.WARNING, meaning=meaning, remedy=remedy)


def broken(name: str, meaning: str, remedy: str) -> Finding:
    """It does not work."""
    return Finding(name=name, state=State.BROKEN, meaning=meaning, remedy=remedy)
