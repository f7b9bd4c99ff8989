"""What the timeline does by itself: months are there before their first event."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from qanat.platform.actor import acting, system_actor
from qanat.timeline.bulk import prepare_months


@app.periodic(cron="17 2 * * *")
@app.task(name="timeline.prepare_coming_months", queueing_lock="timeline.prepare_coming_months")
def prepare_coming_months(timestamp: int) -> None:
    """Every night; `timestamp` is when it was due, in seconds since 1970."""
    with acting(system_actor("timeline")):
        prepare_months(now=datetime.fromtimestamp(timestamp, UTC))
