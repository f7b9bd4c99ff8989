"""How this installation stands, in numbers for its administrators: what waits, what failed, who works."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from qanat.platform.actor import Actor
from qanat.platform.config import config
from qanat.platform.jobs.rescue import ParkedJob, parked_jobs, replay_job
from qanat.platform.models import OutboxMessage
from qanat.platform.outbox import failed_messages, send_again
from qanat.platform.statements import fetch

STUCK_AFTER: Final = timedelta(minutes=10)
SILENT_AFTER: Final = timedelta(seconds=60)
_TEXT: Final = (Path(__file__).parent / "sql/standing.sql").read_text()


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What waits, what is stuck for ten minutes, what was given up, and who works.

    Attributes:
        workers: those heard of in the last minute.
        database_bytes, free_bytes: of the database, and free on the disk of the home.
    """

    arriving: int
    arriving_stuck: int
    parked: int
    leaving: int
    leaving_stuck: int
    failed: int
    jobs: int
    jobs_parked: int
    workers: int
    database_bytes: int
    database_version: str
    free_bytes: int

    @property
    def well(self) -> bool:
        """Whether nothing is stuck and somebody works."""
        return not (self.arriving_stuck or self.leaving_stuck) and self.workers > 0


def standing(actor: Actor) -> Standing:
    """How the installation stands now."""
    actor.require("settings.view")
    row = fetch(_TEXT, {"stuck": STUCK_AFTER, "silent": SILENT_AFTER})[0]
    names = [name for name in Standing.__dataclass_fields__ if name != "free_bytes"]
    return Standing(
        **dict(zip(names, row, strict=True)), free_bytes=shutil.disk_usage(config.home).free
    )


def given_up(actor: Actor) -> tuple[list[ParkedJob], list[OutboxMessage]]:
    """The jobs and the effects that were given up, the oldest first, a hundred of each."""
    actor.require("settings.view")
    return parked_jobs(), failed_messages()


def try_again(*, job_id: int = 0, message_id: int = 0, actor: Actor, now: datetime) -> None:
    """Give a job or an effect that was given up all its attempts once more.

    Raises:
        NotFound: it was not given up.
    """
    actor.require("settings.change")
    if job_id:
        replay_job(job_id, now=now)
    if message_id:
        send_again(message_id, now=now)
