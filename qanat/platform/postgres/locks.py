"""File locks between processes (flock): they end with the process that holds them, however it ends.

A lock is never inherited by a program that the holder starts, because Python opens files
close-on-exec. The guard stands on this file alone, so it imports nothing but the standard library.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BETWEEN_TRIES_SECONDS = 0.02


def _opened(path: Path) -> int:
    """The lock file, made when absent; root gives it to the owner of its folder, who may come later."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.fchown(handle, owner.st_uid, owner.st_gid)
    return handle


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Wait for the lock and hold it alone."""
    handle = _opened(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def shared(path: Path) -> Iterator[None]:
    """Hold the lock together with others."""
    handle = _opened(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def taken(path: Path, *, patience_seconds: float) -> int | None:
    """The lock, held alone until the returned file is closed; None when another keeps it."""
    handle = _opened(path)
    deadline = time.monotonic() + patience_seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                os.close(handle)
                return None
            time.sleep(BETWEEN_TRIES_SECONDS)
        else:
            return handle


def held(path: Path) -> bool:
    """Whether any process holds the lock, alone or with others."""
    handle = taken(path, patience_seconds=0)
    if handle is None:
        return True
    os.close(handle)
    return False
