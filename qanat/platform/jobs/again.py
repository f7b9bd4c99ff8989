"""Which jobs are tried again by themselves: those that may run twice and found the database away."""

from typing import Final

from django.db import InterfaceError, OperationalError
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job
from psycopg_pool import PoolClosed, PoolTimeout

from qanat.kernel.errors import Unavailable
from qanat.platform.jobs.rules import retry_delay

AWAY: Final = (OperationalError, InterfaceError, PoolClosed, PoolTimeout, Unavailable)
MOST_TRIES: Final = 8
"""With `retry_delay` between them, about ten minutes in all."""


class WhenAway(BaseRetryStrategy):
    """Try again, ever later, what ended because something was away; nothing else."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When the job is to be tried again; None to give it up."""
        if not isinstance(exception, AWAY) or job.attempts >= MOST_TRIES:
            return None
        seconds = int(retry_delay(job.attempts + 1).total_seconds())
        return RetryDecision(retry_in={"seconds": seconds})


WHEN_AWAY: Final = WhenAway()
