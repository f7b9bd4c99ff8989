"""What holds for people whatever is asked: the order of lifecycles, and built-in statuses."""

from typing import Final

LIFECYCLES: Final = ("subscriber", "lead", "mql", "sql", "opportunity", "customer")
"""How far a person has come, in order."""

BUILT_IN_STATUSES: Final = ("open", "contacted", "qualified", "unqualified", "nurture")
"""Statuses that come with Qanat; they may be renamed and gated, but not deleted."""


def goes_forward(before: str, after: str) -> bool:
    """Whether `after` is further along than `before`."""
    return LIFECYCLES.index(after) > LIFECYCLES.index(before)
