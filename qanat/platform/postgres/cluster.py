"""The data of the embedded PostgreSQL: made once, with the locale and databases that Qanat needs."""

import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql

from qanat.kernel.errors import Refused
from qanat.platform.postgres.account import Account
from qanat.platform.postgres.binaries import Binaries
from qanat.platform.postgres.places import PORT, Places

SUPERUSER = "postgres"
ROLE = "qanat"
DATABASE = "qanat"
EXTENSIONS = ("pg_trgm", "btree_gin")
PLAIN_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
"""Nothing of the caller's environment (PGDATA, PGPORT, a language) reaches the server."""
FIRST_MAJOR_WITH_BUILTIN_LOCALE = 17


def make_folders(here: Places, account: Account) -> None:
    """Make the folders that the server's account needs to enter.

    Raises:
        Refused: it cannot enter them, or the socket folder is somebody else's.
    """
    here.folder.mkdir(parents=True, exist_ok=True)
    _open_own_folders(here, account)
    try:
        here.socket_folder.mkdir(mode=0o700)
        account.owns(here.socket_folder)
    except FileExistsError:
        _check_socket_folder(here.socket_folder, account)


def _open_own_folders(here: Places, account: Account) -> None:
    """Let the server's account in. Qanat's own folders are opened for that, their parents never."""
    if account.enters(here.folder):
        return
    for folder in (here.folder.parent, here.folder):
        folder.chmod(folder.stat().st_mode | 0o011)
    if not account.enters(here.folder):
        raise Refused(
            f"PostgreSQL does not run as root, and account {account.uid} cannot enter {here.folder}: "
            "set QANAT_HOME to a folder whose parents everybody may enter, such as /var/lib/qanat."
        )


def _check_socket_folder(folder: Path, account: Account) -> None:
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid != account.uid or found.st_mode & 0o077:
        raise Refused(
            f"{folder} must be a folder of account {account.uid} that nobody else can enter: "
            "see who made it, and remove it."
        )


def make_cluster(here: Places, binaries: Binaries, account: Account, *, durable: bool) -> None:
    """Make the data folder, unless it is there. One that was left half made is made anew."""
    if here.cluster.exists():
        return
    draft = here.folder / "cluster.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    account.owns(draft)
    made = subprocess.run(
        [
            binaries.path("initdb"),
            f"--pgdata={draft}",
            f"--username={SUPERUSER}",
            "--encoding=UTF8",
            *_locale(binaries.major),
            # Only the server's account and root get through the folder of the socket.
            "--auth-local=trust",
            "--auth-host=scram-sha-256",
            *([] if durable else ["--no-sync"]),
        ],
        env=PLAIN_ENVIRONMENT,
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **account.drop(),
    )
    if made.returncode:
        raise Refused(f"PostgreSQL could not make its data folder: {made.stderr.strip()}")
    draft.rename(here.cluster)


def _locale(major: int) -> tuple[str, ...]:
    if major < FIRST_MAJOR_WITH_BUILTIN_LOCALE:
        return ("--locale=C.UTF-8",)
    return (
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--lc-collate=C",
        "--lc-ctype=C.UTF-8",
    )


def make_database(here: Places) -> None:
    """Make Qanat's role and database, unless they are there. Every new database has the extensions."""
    with connected(here, "postgres") as connection:
        (ready,) = connection.execute(
            "SELECT count(*) = 1 FROM pg_database WHERE datname = %s", (DATABASE,)
        ).fetchone() or (False,)
        if ready:
            return
        role = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (ROLE,)).fetchone()
        if role is None:
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(ROLE))
            )
        with connected(here, "template1") as template:
            for name in EXTENSIONS:
                template.execute(
                    sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name))
                )
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(
                sql.Identifier(DATABASE), sql.Identifier(ROLE)
            )
        )


def connected(here: Places, database: str) -> psycopg.Connection:
    """A connection as the server's administrator, each statement its own transaction."""
    return psycopg.connect(address(here, user=SUPERUSER, database=database), autocommit=True)


def address(here: Places, *, user: str = ROLE, database: str = DATABASE) -> str:
    """How to reach the embedded server, as a libpq connection string."""
    return psycopg.conninfo.make_conninfo(
        host=str(here.socket_folder), port=PORT, user=user, dbname=database, connect_timeout=10
    )
