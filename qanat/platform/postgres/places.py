"""Where the embedded PostgreSQL keeps its things: a pure function of the home folder."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

PORT = 5432
"""Names the socket file only: the embedded server listens on no network port."""


@dataclass(frozen=True)
class Places:
    """Paths of one embedded cluster.

    Attributes:
        folder: holds all the others but the socket.
        cluster: PostgreSQL's data folder.
        socket_folder: short, because a socket path may have at most 107 bytes; made with mode 700.
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
        return self.socket_folder / f".s.PGSQL.{PORT}"


def places(home: Path) -> Places:
    """The places of the cluster under `home`."""
    folder = home / "postgres"
    short = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    return Places(
        folder=folder,
        cluster=folder / "cluster",
        socket_folder=Path("/tmp") / f"qanat-{short}",  # noqa: S108 made with mode 700, owner checked
        lock=folder / "start.lock",
        users=folder / "users.lock",
        guard=folder / "guard.lock",
        log=folder / "postgres.log",
    )
