"""The guard: a small process of its own that is the parent of the embedded server.

It keeps the server up while any process holds the `users` lock, and stops it when nobody has
held it for a moment. So the server goes when the last user goes, even one killed with -9, and
it comes back when it died under its users. It decides by locks and by the answering socket, never
by a pid file alone. Should the guard itself be killed, the next user starts a new one, which
adopts the running server.

Runs as `python -m qanat.platform.postgres.guard ORDER` and imports only the standard library
and `locks`, to be small and quick to start.
"""

import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from qanat.platform.postgres.locks import exclusive, held, taken

POLL_SECONDS = 0.2
EMPTY_SECONDS = 1.5
"""How long nobody must have used the server before it is stopped: commands often follow commands."""
PROVEN_SECONDS = 10.0
"""A server that has run this long is started again for as long as anybody uses it."""
TRIES = 7
"""Starts of an unproven server, 6 s in all: backends of a killed one may still be going away."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a guard is told: the paths of `Places`, and how to start the server."""

    cluster: str
    socket: str
    lock: str
    users: str
    guard: str
    command: list[str]
    environment: dict[str, str]
    account: dict[str, Any]

    def text(self) -> str:
        """The order as the guard's one argument."""
        return json.dumps(asdict(self))


class Server(Protocol):
    """A running postmaster."""

    def alive(self) -> bool:
        """Whether it still runs."""

    def stop(self) -> None:
        """Shut it down fast (transactions are rolled back, a checkpoint is written) and wait."""


class Child:
    """A server that this guard started."""

    def __init__(self, order: Order) -> None:
        environment = dict(order.environment)
        impostor = pid_of_impostor(Path(order.cluster))
        if impostor is not None:
            # PostgreSQL takes any living process of that number for its predecessor and refuses
            # to start, except its own grandparent; the check for used shared memory stays on.
            environment["PG_GRANDPARENT_PID"] = str(impostor)
        self.program = subprocess.Popen(
            order.command,
            env=environment,
            cwd="/",
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            **order.account,
        )

    def alive(self) -> bool:
        return self.program.poll() is None

    def stop(self) -> None:
        self.program.send_signal(signal.SIGINT)
        self.program.wait()


class Adopted:
    """A server whose guard was killed, held by a descriptor that no other process can take over."""

    def __init__(self, pid: int) -> None:
        self.descriptor = os.pidfd_open(pid)

    def alive(self) -> bool:
        ended, _, _ = select.select([self.descriptor], [], [], 0)
        return not ended

    def stop(self) -> None:
        signal.pidfd_send_signal(self.descriptor, signal.SIGINT)
        select.select([self.descriptor], [], [])


def pid_in_file(cluster: Path) -> int | None:
    """The process that the pid file names: a hint, which may be stale."""
    try:
        return int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def pid_of_impostor(cluster: Path) -> int | None:
    """The living process that the pid file names though it is not this cluster's server, if any.

    After a crash or in a restarted container the number belongs to somebody else. Known by
    the folder that a PostgreSQL server works in, which is its cluster.
    """
    pid = pid_in_file(cluster)
    if pid is None:
        return None
    try:
        return None if Path(f"/proc/{pid}/cwd").readlink() == cluster.resolve() else pid
    except OSError:  # not running, or not ours to look at: PostgreSQL judges both rightly
        return None


def adopt(order: Order) -> Server | None:
    """The server that answers on the socket and is the one that the pid file names, if any."""
    pid = pid_in_file(Path(order.cluster))
    if pid is None:
        return None
    try:
        server = Adopted(pid)
        answering = listener(order.socket)
    except OSError:
        return None
    if answering != pid:
        os.close(server.descriptor)
        return None
    return server


def listener(path: str) -> int:
    """The process that listens on the socket, as the kernel says.

    Raises:
        OSError: nobody listens there.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(path)
        credentials = connection.getsockopt(
            socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")
        )
    pid: int = struct.unpack("3i", credentials)[0]
    return pid


class Guard:
    """The watch over one cluster."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.ending = False
        self.users = Path(order.users)

    def end(self, _number: int, _frame: object) -> None:
        """Take note that the system asks for the end, as it does when the machine shuts down."""
        self.ending = True

    def watch(self) -> None:
        """Keep the server up as long as somebody uses it, then stop it."""
        deaths, proven = 0, False
        while not self.ending and held(self.users):
            began = time.monotonic()
            server = adopt(self.order) or Child(self.order)
            if self._used_up(server):
                return
            lasted = time.monotonic() - began > PROVEN_SECONDS
            proven = proven or lasted
            deaths = 1 if lasted else deaths + 1
            if not proven and (deaths >= TRIES or pid_in_file(Path(self.order.cluster)) is None):
                return  # it refuses to start; whoever waits for it reads the reason in the log
            time.sleep(min(0.1 * 2 ** (deaths - 1), 5.0))

    def _used_up(self, server: Server) -> bool:
        """Wait until nobody uses the server and stop it, or, with False, until it died."""
        last_used = time.monotonic()
        while server.alive():
            time.sleep(POLL_SECONDS)
            if self._in_use():
                last_used = time.monotonic()
                continue
            unused = self.ending or time.monotonic() - last_used >= EMPTY_SECONDS
            if unused and self._stopped(server):
                return True
        return False

    def _in_use(self) -> bool:
        try:
            return not self.ending and held(self.users)
        except OSError:  # the home was removed; there is nobody left to serve
            self.ending = True
            return False

    def _stopped(self, server: Server) -> bool:
        """Stop the server, unless a user came at the last moment; users take `users` before `lock`."""
        if self.ending:
            server.stop()
            return True
        with exclusive(Path(self.order.lock)):
            if self._in_use():
                return False
            server.stop()
            return True


def main() -> None:
    """Become the guard, unless there is one. Returns once there is a guard either way."""
    order = Order(**json.loads(sys.argv[1]))
    lock = taken(Path(order.guard), patience_seconds=1)
    if lock is None or os.fork():
        return  # the lock lives on in the forked guard
    os.setsid()
    guard = Guard(order)
    signal.signal(signal.SIGTERM, guard.end)
    guard.watch()


if __name__ == "__main__":
    main()
