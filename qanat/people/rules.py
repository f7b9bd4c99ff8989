"""What holds for people whatever is asked: the order of lifecycles, and built-in statuses."""

from collections.abc import Iterable
from typing import Final

from qanat.kernel.errors import Invalid

LIFECYCLES: Final = ("subscriber", "lead", "mql", "sql", "opportunity", "customer")
"""How far a person has come, in order."""

BUILT_IN_STATUSES: Final = ("open", "contacted", "qualified", "unqualified", "nurture")
"""Statuses that come with Qanat; they may be renamed and gated, but not deleted."""


def goes_forward(before: str, after: str) -> bool:
    """Whether `after` is further along than `before`."""
    return LIFECYCLES.index(after) > LIFECYCLES.index(before)


def unknown_status(key: object, known: Iterable[str], *path: str | int) -> Invalid:
    """What is told to who names a status that is not there."""
    message = f"There is no status {key!r}; use one of {', '.join(known)}."
    return Invalid(message, path, code="unknown_status")
