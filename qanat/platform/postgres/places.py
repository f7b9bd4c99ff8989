"""Where the embedded PostgreSQL keeps its things: a pure function of the home folder."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

PORT = 5432
"""Names the socket file only: the embedded server listens on no network port."""
SOCKET = f".s.PGSQL.{PORT}"
LONGEST_SOCKET_PATH = 103
"""Bytes that every system's socket addresses hold; Linux has 107."""


@dataclass(frozen=True)
class Places:
    """Paths of one embedded cluster.

    Attributes:
        folder: holds all the others but the socket.
        cluster: PostgreSQL's data folder.
        socket_folder: made with mode 700; beside the data unless its path would be too long.
        lock: held with flock while starting and while stopping.
        users: held shared by each process that uses the database; the last one out stops it.
        guard: held by the guard, the process that stops the server when nobody uses it.
        log: PostgreSQL's own log.
    """

    folder: Path
    cluster: Path
    socket_folder: Path
    lock: Path
    users: Path
    guard: Path
    log: Path

    @property
    def socket(self) -> Path:
        """The socket that the server answers on."""
        return self.socket_folder / SOCKET


def places(home: Path) -> Places:
    """The places of the cluster under `home`."""
    folder = home / "postgres"
    return Places(
        folder=folder,
        cluster=folder / "cluster",
        socket_folder=_socket_folder(folder),
        lock=folder / "start.lock",
        users=folder / "users.lock",
        guard=folder / "guard.lock",
        log=folder / "postgres.log",
    )


def _socket_folder(folder: Path) -> Path:
    beside = folder / "socket"
    if len(bytes(beside / SOCKET)) <= LONGEST_SOCKET_PATH:
        return beside
    short = hashlib.sha256(bytes(folder)).hexdigest()[:12]
    return Path("/tmp") / f"qanat-{short}"  # noqa: S108 made with mode 700, owner checked
