"""Keeping several processes up as one: started together, restarted when they die, stopped together."""

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from qanat.platform.processes.rules import deaths_in_a_row, restart_delay

log = structlog.get_logger(__name__)

POLL_SECONDS = 0.1
STOP_SECONDS = 40.0
"""Longer than a worker gives itself to finish what it has in hand."""


@dataclass(frozen=True)
class Part:
    """One of the processes: its name in the log, and the command that starts it."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Chore:
    """Something small to do again and again while the processes run; it must not raise."""

    do: Callable[[], None]
    every_seconds: float


def supervise(
    parts: Sequence[Part], stop: threading.Event, *, chores: Sequence[Chore] = ()
) -> None:
    """Run the parts until `stop` is set, then end them all, each within 40 s.

    A part that ends is started again whatever its exit code says: a worker may end with 0 in an
    outage. What dies again and again is started after ever longer pauses, up to 30 s.
    """
    kept = [_Kept(part) for part in parts]
    due = {chore: time.monotonic() + chore.every_seconds for chore in chores}
    try:
        while not stop.wait(POLL_SECONDS):
            for one in kept:
                one.keep()
            for chore in chores:
                if time.monotonic() >= due[chore]:
                    chore.do()
                    due[chore] = time.monotonic() + chore.every_seconds
    finally:
        _end(kept)


class _Kept:
    """A part and its present process, if it has one."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.process: subprocess.Popen[bytes] | None = None
        self.began = 0.0
        self.deaths = 0
        self.start_at = 0.0

    def keep(self) -> None:
        """Start it when it is due; take note when it has died."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_at:
                self.process = subprocess.Popen(self.part.command, stdin=subprocess.DEVNULL)
                self.began = now
                log.info("process.started", part=self.part.name, pid=self.process.pid)
            return
        code = self.process.poll()
        if code is None:
            return
        self.deaths = deaths_in_a_row(self.deaths, now - self.began)
        self.start_at = now + restart_delay(self.deaths)
        self.process = None
        log.warning(
            "process.died",
            part=self.part.name,
            exit_code=code,
            restarts_in=round(self.start_at - now, 1),
        )


def _end(kept: Sequence[_Kept]) -> None:
    running = [one.process for one in kept if one.process is not None]
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            log.warning("process.killed", pid=process.pid)
