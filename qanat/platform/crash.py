"""Dying on purpose, so that tests can show that nothing is lost: only in a process under test."""

import os
import signal
from collections.abc import Iterable

from qanat.platform.config import config
from qanat.platform.models import Submission


def crash_point(name: str, submissions: Iterable[Submission]) -> None:
    """Die here as by kill -9, if `QANAT_CRASH_AT` names this point, or this point and a word.

    `score` dies after that step; `score@poison` only when a submission has the word in its payload.
    """
    if not config.crash_at:
        return
    point, _, word = config.crash_at.partition("@")
    if point == name and any(word in str(one.payload) for one in submissions):
        os.kill(os.getpid(), signal.SIGKILL)
