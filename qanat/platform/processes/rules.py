"""When to start again what died."""

FIRST_DELAY_SECONDS = 0.2
LONGEST_DELAY_SECONDS = 30.0
SETTLED_SECONDS = 30.0
"""A process that ran this long was well; its next death counts as the first."""


def deaths_in_a_row(before: int, lived_seconds: float) -> int:
    """How many times it has died by now without having been well in between, at least 1."""
    return 1 if lived_seconds >= SETTLED_SECONDS else before + 1


def restart_delay(deaths: int) -> float:
    """Seconds to wait before starting what died that many times in a row: 0.2, doubling, at most 30."""
    doublings = min(max(deaths, 1) - 1, 20)
    return min(FIRST_DELAY_SECONDS * (1 << doublings), LONGEST_DELAY_SECONDS)
