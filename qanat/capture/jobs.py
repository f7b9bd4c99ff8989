"""What forms and imports leave behind, cleared away."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from qanat.capture.drafts import forget_drafts
from qanat.capture.hosted.knocks import forget_knocks


@app.periodic(cron="17 * * * *")
@app.task(name="capture.forget_knocks", queueing_lock="capture.forget_knocks")
def forget_old_knocks(timestamp: int) -> None:
    """Every hour; `timestamp` is when it was due, in seconds since 1970."""
    forget_knocks(now=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="31 3 * * *")
@app.task(name="capture.forget_drafts", queueing_lock="capture.forget_drafts")
def forget_old_drafts(timestamp: int) -> None:
    """Every night; `timestamp` is when it was due, in seconds since 1970."""
    forget_drafts(now=datetime.fromtimestamp(timestamp, UTC))
