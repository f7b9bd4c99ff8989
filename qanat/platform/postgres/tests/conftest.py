"""A cluster of one's own, and processes that use it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from qanat.platform.config import read_config
from qanat.platform.postgres.cluster import address
from qanat.platform.postgres.guard import listener
from qanat.platform.postgres.places import places
from qanat.platform.postgres.running import stopped

CHECKOUT = Path(__file__).resolve().parents[4]
USE = """
import sys
from qanat.platform.config import read_config
from qanat.platform.postgres.running import running
with running(read_config({"QANAT_HOME": sys.argv[1]})):
    print("up", flush=True)
    sys.stdin.read()
"""


class Cluster:
    """An embedded cluster under test, and the processes that use it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.config = read_config({"QANAT_HOME": str(home)})
        self.places = places(home)
        self.started: list[subprocess.Popen[str]] = []

    def user(self) -> subprocess.Popen[str]:
        """A process that uses the cluster until its input ends; it may not have it yet."""
        process = subprocess.Popen(
            [sys.executable, "-c", USE, str(self.home)],
            env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.started.append(process)
        return process

    def ready_user(self) -> subprocess.Popen[str]:
        """A process that has the cluster."""
        process = self.user()
        assert process.stdout.readline() == "up\n"
        return process

    def server(self) -> int | None:
        """The process that listens on the socket; None when nobody does."""
        try:
            return listener(str(self.places.socket))
        except OSError:
            return None

    def guards(self) -> list[int]:
        """The guards of this cluster that run."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (folder / "cmdline").read_bytes()
                if b"postgres.guard" in words and str(self.places.guard).encode() in words:
                    found.append(int(folder.name))
        return found

    def connect(self, database: str = "qanat") -> psycopg.Connection:
        return psycopg.connect(address(self.places, database=database), autocommit=True)

    def gone(self) -> bool:
        """Whether server and guard end within a few seconds."""
        deadline = time.monotonic() + 20
        while not stopped(self.config, within_seconds=20):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)  # the last user is just leaving
        return self.server() is None

    def clear(self) -> None:
        for process in self.started:
            process.kill()
            process.communicate()
        self.started.clear()
        if not self.gone():
            server = self.server()
            if server is not None:  # a test lost its guard
                os.kill(server, signal.SIGQUIT)


@pytest.fixture(scope="session")
def _shared_home():
    home = Path(tempfile.mkdtemp(prefix="qanat-pg-", dir="/tmp"))
    home.chmod(0o755)
    yield home
    _remove(home)


def _remove(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(places(home).socket_folder, ignore_errors=True)


@pytest.fixture
def cluster(_shared_home):
    """A cluster that other tests leave as they found it: stopped and whole."""
    cluster = Cluster(_shared_home)
    yield cluster
    cluster.clear()


@pytest.fixture
def new_home():
    """A home in which nothing has been made yet."""
    home = Path(tempfile.mkdtemp(prefix="qanat-pg-", dir="/tmp"))
    home.chmod(0o755)
    yield home
    Cluster(home).clear()
    _remove(home)


@pytest.fixture
def eventually():
    """Wait until what is asked holds; an assertion error after 20 seconds."""

    def wait(holds):
        deadline = time.monotonic() + 20
        while not holds():
            assert time.monotonic() < deadline, "it never came about"
            time.sleep(0.05)

    return wait
