"""The only place that reads the time. Everything else takes `now` or `at` as an argument."""

from datetime import UTC, datetime


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 the one place
