"""When to try again."""

from datetime import timedelta

FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(hours=6)


def retry_delay(attempts: int) -> timedelta:
    """How long to wait after the given number of failed attempts, at least 1: 5 s, doubling, at most 6 h."""
    doublings = min(max(attempts, 1) - 1, 20)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)
