"""What the flows do by themselves: rescoring every night, importing files, deeds for all of a list."""

from contextlib import suppress
from datetime import UTC, datetime

from procrastinate.contrib.django import app

from qanat.access.public import actor_of_user
from qanat.flows.bulk_all import do_to_all, undo_for_all
from qanat.flows.noticing import tell_tasks_due
from qanat.flows.rehearsing import rehearse_kept
from qanat.flows.rescoring import rescore_everybody, switch_model
from qanat.flows.undoing import undo_import
from qanat.flows.uploading import import_kept
from qanat.kernel import clock
from qanat.kernel.errors import NotFound
from qanat.platform.actor import system_actor
from qanat.platform.jobs.again import WHEN_AWAY


@app.periodic(cron="43 2 * * *")
@app.task(name="flows.rescore_daily", queueing_lock="flows.rescore_daily")
def rescore_daily(timestamp: int) -> None:
    """Every night, since "within 30 days" ends by itself; `timestamp` is when it was due, in seconds since 1970."""
    rescore_everybody(actor=system_actor("scoring"), now=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="* * * * *")
@app.task(name="flows.tell_tasks_due", queueing_lock="flows.tell_tasks_due")
def tell_of_due_tasks(timestamp: int) -> None:
    """Every minute; `timestamp` is when it was due, in seconds since 1970."""
    tell_tasks_due(now=datetime.fromtimestamp(timestamp, UTC))


@app.task(name="flows.switch_model")
def switch_to(model_id: int, user_id: int) -> None:
    """Activate a score model as whoever asked for it; may run twice."""
    switch_model(model_id, actor=actor_of_user(user_id), now=clock.now())


@app.task(name="flows.import_upload", retry=WHEN_AWAY)
def import_upload(run_id: int) -> None:
    """Import a file that came in by the API or a page; may run twice."""
    import_kept(run_id, now=clock.now())


@app.task(name="flows.rehearse_import", retry=WHEN_AWAY)
def rehearse_import(run_id: int, user_id: int) -> None:
    """Tell what importing a file would do; may run twice."""
    rehearse_kept(run_id, user_id=user_id, now=clock.now())


@app.task(name="flows.undo_import", retry=WHEN_AWAY)
def undo_large_import(run_id: int, user_id: int) -> None:
    """Take a large import back, as whoever asked for it; done once, it is found undone."""
    with suppress(NotFound):
        undo_import(run_id, actor=actor_of_user(user_id), now=clock.now())


@app.task(name="flows.do_to_all", retry=WHEN_AWAY)
def do_to_all_of_list(deed_id: int) -> None:
    """Do something to all that a list goes through; may run twice."""
    do_to_all(deed_id, now=clock.now())


@app.task(name="flows.undo_for_all", retry=WHEN_AWAY)
def undo_for_all_of_list(deed_id: int) -> None:
    """Take back what was done to all of a list; may run twice."""
    undo_for_all(deed_id, now=clock.now())
