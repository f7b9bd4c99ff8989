"""What the flows do by themselves: scores follow the calendar, since "within 30 days" ends by itself."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from qanat.flows.rescoring import rescore_everybody
from qanat.platform.actor import system_actor


@app.periodic(cron="43 2 * * *")
@app.task(name="flows.rescore_daily", queueing_lock="flows.rescore_daily")
def rescore_daily(timestamp: int) -> None:
    """Every night; `timestamp` is when it was due, in seconds since 1970."""
    rescore_everybody(actor=system_actor("scoring"), now=datetime.fromtimestamp(timestamp, UTC))
