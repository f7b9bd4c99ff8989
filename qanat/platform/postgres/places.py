"""Where the embedded PostgreSQL keeps its things: a pure function of the home folder."""

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Places:
    """Paths of one embedded cluster.

    Attributes:
        cluster: PostgreSQL's data folder.
        socket_folder: short, because a socket path may have at most 107 bytes; made with mode 700.
        lock: held with flock while starting.
        users: held shared by each process that uses the database; the last one out stops it.
        log: PostgreSQL's own log.
    """

    cluster: Path
    socket_folder: Path
    lock: Path
    users: Path
    log: Path


def places(home: Path) -> Places:
    """The places of the cluster under `home`."""
    folder = home / "postgres"
    short = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    return Places(
        cluster=folder / "cluster",
        socket_folder=Path("/tmp") / f"qanat-{short}",  # noqa: S108 made with mode 700, owner checked
        lock=folder / "start.lock",
        users=folder / "users.lock",
        log=folder / "postgres.log",
    )
