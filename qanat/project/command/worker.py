"""`qanat worker`: background work alone; as many as wanted may run, on one machine or several."""

import signal

from qanat.flows.public import intake_turn
from qanat.platform.config import config
from qanat.platform.jobs.worker import Loop, run_worker
from qanat.platform.processes.endings import end_with_parent, stop_on_signals
from qanat.project.command.plumbing import django_ready
from qanat.project.command.web import Parent

LAST_WORD_SECONDS = 30.0
"""What has not ended by then counts as crashed, and the next worker takes it over."""


def command(*, parent: Parent = 0) -> None:
    """Do the background work until told to stop, then finish what is in hand."""
    stop = stop_on_signals(last_word_seconds=LAST_WORD_SECONDS)
    if parent:
        end_with_parent(parent, signal.SIGTERM)
    with django_ready():
        run_worker(
            stop,
            loops=[Loop(name="intake", turn=intake_turn)],
            crash_limit=config.crash_limit,
        )
