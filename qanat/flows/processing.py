"""Getting held submissions through the intake, so that no lead harms another and none is lost."""

import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from itertools import groupby
from typing import Final

import structlog
from django.db import DatabaseError, InterfaceError, OperationalError

from qanat.flows.intake import cause_of, run_intake
from qanat.kernel.clock import now as this_instant
from qanat.kernel.errors import Fault, Invalid, Unavailable
from qanat.people.public import KeyTaken
from qanat.platform import inbox
from qanat.platform.models import Submission

log = structlog.get_logger(__name__)

BATCH: Final = 500
"""How many submissions a worker takes at once."""

ATTEMPTS: Final = 5
"""How often those are tried again who met the same people in another transaction."""

MET_ANOTHER: Final = frozenset({"40001", "40P01"})
"""What PostgreSQL says of two transactions that cannot both go on: serialization, deadlock."""


def this_process() -> str:
    """The name under which this process holds submissions."""
    return f"{socket.gethostname()}:{os.getpid()}"


def intake_turn() -> int:
    """Process what waits, once; how many submissions that were. One turn of a worker's loop."""
    submissions = inbox.take(BATCH, worker=this_process(), now=this_instant())
    process(submissions, now=this_instant())
    return len(submissions)


def process(submissions: Sequence[Submission], *, now: datetime, told: bool = False) -> None:
    """Get the submissions through; each ends done, or set aside with its faults.

    They go together, and one by one if they do not get through together. One that was in a crash
    before always goes alone.

    Raises:
        Unavailable: the database is away; what has not ended is given back, or taken from this
            process when its lease ends.
    """
    try:
        _process(submissions, now=now, told=told)
    except Unavailable:
        with suppress(DatabaseError, InterfaceError):
            inbox.release([one.pk for one in submissions], worker=this_process())
        raise


def _process(submissions: Sequence[Submission], *, now: datetime, told: bool) -> None:
    for _, group in groupby(sorted(submissions, key=cause_of), key=cause_of):
        together = list(group)
        alone = [one for one in together if one.crashes]
        healthy = [one for one in together if not one.crashes]
        if len(healthy) == 1 or (healthy and not _got_through(healthy, now=now, told=told)):
            alone += healthy
        for one in alone:
            _process_alone(one, now=now, told=told)


def _got_through(submissions: Sequence[Submission], *, now: datetime, told: bool) -> bool:
    try:
        _try(submissions, now=now, told=told)
    except Unavailable:
        raise
    except Exception:
        log.exception("intake.batch_failed", submissions=[one.pk for one in submissions])
        return False
    return True


def _process_alone(submission: Submission, *, now: datetime, told: bool) -> None:
    """A mistake of ours must not lose the lead: it is parked, and the log has the trace."""
    try:
        _try([submission], now=now, told=told)
    except Unavailable:
        raise
    except Invalid as error:
        inbox.set_aside({submission.pk: error.faults}, [submission], told=told)
    except Exception:
        log.exception("intake.failed", submission=submission.pk)
        message = "Something went wrong inside Qanat; the log has the details."
        fault = Fault((), message, "unexpected")
        inbox.set_aside({submission.pk: (fault,)}, [submission], told=False)


def _try(submissions: Sequence[Submission], *, now: datetime, told: bool) -> None:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return run_intake(submissions, now=now, told=told)
        except KeyTaken:
            if attempt == ATTEMPTS:
                raise
        except InterfaceError as error:
            raise Unavailable("The database is away.") from error
        except OperationalError as error:
            met_another = getattr(error.__cause__, "sqlstate", "") in MET_ANOTHER
            if not met_another or attempt == ATTEMPTS:
                raise Unavailable("The database is away or busy.") from error
    return None
