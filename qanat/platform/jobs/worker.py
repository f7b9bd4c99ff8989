"""The worker process: a few loops that take work in batches, beside procrastinate's worker.

Every loop goes on by itself when the database was away. A loop that hangs longer than
`hang_seconds` ends the process: the supervisor starts another, and what hung counts as crashed.
"""

import asyncio
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from procrastinate import BaseConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from psycopg_pool import PoolClosed, PoolTimeout

from qanat.kernel.clock import now
from qanat.platform import outbox
from qanat.platform.jobs.rescue import rescue_stalled

log = structlog.get_logger(__name__)

IDLE_SECONDS = 0.25
AWAY_SECONDS = 1.0
EXIT_HUNG = 70


@dataclass(frozen=True, kw_only=True)
class Loop:
    """Work taken again and again.

    Attributes:
        turn: does one batch and says how many items it held; 0 means there is nothing to do.
        every: seconds between turns that found nothing.
        hang_seconds: a turn that takes longer ends the process.
    """

    name: str
    turn: Callable[[], int]
    every: float = IDLE_SECONDS
    hang_seconds: float = 900


def run_worker(
    stop: threading.Event, *, loops: Sequence[Loop], crash_limit: int, concurrency: int = 2
) -> None:
    """Work until `stop` is set, then finish what is in hand.

    `loops` are the batches that the caller brings (the intake); the outbox, the rescue of stalled
    jobs and procrastinate's own worker are added here.
    """
    everything = [
        *loops,
        Loop(name="outbox", turn=lambda: outbox.deliver_due(20, now=now())),
        Loop(name="rescue", turn=lambda: _rescue(crash_limit), every=10),
    ]
    runners = [_Runner(loop, stop) for loop in everything]
    for runner in runners:
        runner.start()
    threading.Thread(target=_watch, args=(runners, stop), daemon=True).start()
    _run_jobs(stop, concurrency)
    for runner in runners:
        runner.join()


def _rescue(crash_limit: int) -> int:
    done = rescue_stalled(now=now(), crash_limit=crash_limit)
    return 0 * len(done.resumed)


class _Runner(threading.Thread):
    """One loop in a thread of its own; `busy_since` is None between turns."""

    def __init__(self, loop: Loop, stop: threading.Event) -> None:
        super().__init__(name=f"loop-{loop.name}")
        self.loop = loop
        self.halt = stop
        self.busy_since: float | None = None

    def run(self) -> None:
        while not self.halt.is_set():
            pause = self._turn()
            if pause:
                self.halt.wait(pause)

    def _turn(self) -> float:
        """One turn; the seconds to wait before the next."""
        self.busy_since = time.monotonic()
        try:
            close_old_connections()
            return 0 if self.loop.turn() else self.loop.every
        except (DatabaseError, InterfaceError, PoolTimeout, PoolClosed) as error:
            log.warning("worker.database_away", loop=self.loop.name, error=str(error))
            connection.close()
            return AWAY_SECONDS
        except Exception:  # the worker loop is the one place that goes on after anything
            log.exception("worker.turn_failed", loop=self.loop.name)
            connection.close()
            return AWAY_SECONDS
        finally:
            self.busy_since = None


def _watch(runners: Sequence[_Runner], stop: threading.Event) -> None:
    while not stop.wait(1):
        for runner in runners:
            since = runner.busy_since
            if since is not None and time.monotonic() - since > runner.loop.hang_seconds:
                log.error("worker.hung", loop=runner.loop.name)
                os._exit(EXIT_HUNG)


def _run_jobs(stop: threading.Event, concurrency: int) -> None:
    """The worker of procrastinate, started again whenever it ends (it does in some outages)."""
    while not stop.is_set():
        try:
            asyncio.run(_jobs_until(stop, concurrency))
        except Exception:  # an outage must not end the worker
            log.exception("worker.jobs_ended")
        stop.wait(AWAY_SECONDS)


def _worker_connector() -> BaseConnector:
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError("the worker needs procrastinate's Django connector")
    return connector.get_worker_connector()


async def _jobs_until(stop: threading.Event, concurrency: int) -> None:
    # A second app, not `replace_connector`: that would hand the worker's asynchronous connections
    # to the rescue and to tasks that defer others, which run in other threads.
    worker_app = app.with_connector(_worker_connector())
    async with worker_app.open_async():
        job_worker = asyncio.create_task(
            worker_app.run_worker_async(
                concurrency=concurrency,
                install_signal_handlers=False,
                fetch_job_polling_interval=1,
                shutdown_graceful_timeout=20,
            )
        )
        while not stop.is_set():
            ended, _ = await asyncio.wait({job_worker}, timeout=0.5)
            if ended:
                break
        job_worker.cancel()
        await asyncio.gather(job_worker, return_exceptions=True)
