"""The account that the embedded server runs as: PostgreSQL refuses to run as root.

An ordinary user runs it as themselves. Root drops to the owner of the data once there is some,
else to the system's `postgres`, else to an account number of Qanat's own, which is therefore
chosen once and kept.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OWN_ACCOUNT = 28_947
"""Used by root where there is no `postgres` account: outside the ranges that systems give out."""


@dataclass(frozen=True)
class Account:
    """A user and group number."""

    uid: int
    gid: int

    def drop(self) -> dict[str, Any]:
        """The arguments with which `subprocess` starts a program as this account."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def owns(self, path: Path) -> None:
        """Give `path` to this account."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)

    def enters(self, folder: Path) -> bool:
        """Whether this account may enter the folder through all its parents."""
        answer = subprocess.run(
            ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            check=False,
            **self.drop(),
        )
        return answer.returncode == 0


def server_account(cluster: Path) -> Account:
    """The account for the server of the data in `cluster`, which need not exist yet."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if cluster.exists() and cluster.stat().st_uid != 0:
        return Account(cluster.stat().st_uid, cluster.stat().st_gid)
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        return Account(OWN_ACCOUNT, OWN_ACCOUNT)
    return Account(entry.pw_uid, entry.pw_gid)
