"""The installation that is measured: a home of its own, normal durable settings, real processes."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.scale import Scale
from bench.stock import Stock
from qanat.platform.actor import Actor

CHECKOUT = Path(__file__).resolve().parent.parent
REPRESENTATIVES = 10
PATIENCE_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a measurement stands on.

    Attributes:
        now: the instant at which everything is asked.
        token: of the admin, for the API.
        representatives: ten users who sell, each seeing what they own.
    """

    home: Path
    scale: Scale
    now: datetime
    token: str
    stock: Stock
    admin: Actor
    representatives: tuple[Actor, ...]


def qanat(*words: str, answer: bool = True) -> Any:
    """What a command of Qanat prints as JSON, run as anybody would run it."""
    done = subprocess.run(
        command(*words), cwd=CHECKOUT, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"qanat {' '.join(words)} failed: {done.stderr[-2000:]}")
    return json.loads(done.stdout) if answer else None


def command(*words: str) -> list[str]:
    """The command line of `qanat WORDS` on this checkout."""
    return [sys.executable, "-m", "qanat", *words]


@dataclass(frozen=True, kw_only=True)
class Serving:
    """A running `qanat serve`."""

    pid: int
    port: int


@contextmanager
def serving(home: Path) -> Iterator[Serving]:
    """`qanat serve` with its web, worker and supervisor, up and answering."""
    port = _free_port()
    with (home / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            command("serve", "--port", str(port)),
            cwd=CHECKOUT,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    try:
        _wait_until_it_answers(process, port)
        yield Serving(pid=process.pid, port=port)
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("qanat serve does not answer; see serve.log in the home")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def rows(text: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """What a query gives, over Django's connection."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return list(cursor.fetchall())


def environment(home: Path) -> None:
    """This process, and all that it starts, use the installation in `home` and nothing else."""
    for name in [name for name in os.environ if name.startswith("QANAT_")]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    os.environ["QANAT_HOME"] = str(home)
