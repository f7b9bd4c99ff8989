"""What the notices do by themselves: old ones are forgotten."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from qanat.notices.actions import forget_old


@app.periodic(cron="27 2 * * *")
@app.task(name="notices.forget_old", queueing_lock="notices.forget_old")
def forget_old_notices(timestamp: int) -> None:
    """Every night; `timestamp` is when it was due, in seconds since 1970."""
    forget_old(now=datetime.fromtimestamp(timestamp, UTC))
