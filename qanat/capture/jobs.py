"""What captured leads leave behind, cleared away."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from qanat.capture.hosted.knocks import forget_knocks


@app.periodic(cron="17 * * * *")
@app.task(name="capture.forget_knocks", queueing_lock="capture.forget_knocks")
def forget_old_knocks(timestamp: int) -> None:
    """Every hour; `timestamp` is when it was due, in seconds since 1970."""
    forget_knocks(now=datetime.fromtimestamp(timestamp, UTC))
