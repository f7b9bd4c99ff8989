"""Using PostgreSQL: `running` brings the embedded server up for as long as it is used."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from psycopg.pq import PGconn, Ping

import qanat
from qanat.kernel.errors import Unavailable
from qanat.platform.config import Config
from qanat.platform.postgres import guard
from qanat.platform.postgres.account import Account, server_account
from qanat.platform.postgres.binaries import Binaries, find_binaries
from qanat.platform.postgres.cluster import (
    PLAIN_ENVIRONMENT,
    SUPERUSER,
    address,
    make_cluster,
    make_database,
    make_folders,
)
from qanat.platform.postgres.fitness import require_fit
from qanat.platform.postgres.locks import exclusive, held, shared
from qanat.platform.postgres.memory import machine_memory, memory_settings
from qanat.platform.postgres.places import PORT, Places, places

POLL_SECONDS = 0.05
REPORT_SECONDS = 2.0
GUARDS = 2
"""Guards tried in one start: the first found may be just about to leave."""
LOG_BYTES = 10 * 1024 * 1024
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "lc_messages": "C",
    "log_line_prefix": "%m [%p] %u@%d ",
    "log_checkpoints": "off",
}


def _silent(_sentence: str) -> None:
    """The report of whoever does not want one."""


@contextmanager
def running(
    config: Config,
    *,
    report: Callable[[str], None] = _silent,
    settings: Mapping[str, str] | None = None,
) -> Iterator[None]:
    """PostgreSQL answers and fits inside this context, whoever else uses it.

    Embedded: started when it is not up, stopped shortly after its last user, which need not be
    this process. With `DATABASE_URL`: only checked.

    Args:
        config: names the home, or the server to use instead.
        report: gets a sentence now and then while the server recovers from a crash, which can
            take minutes; there is no limit.
        settings: PostgreSQL settings over ours; they hold when this call is the one that starts it.

    Raises:
        Unavailable: it does not come up; the sentence has the end of its log.
        Refused: something about it must be mended first; the sentence says what.
    """
    if config.database_url:
        require_fit(config.database_url)
        yield
        return
    here = places(config.home)
    account = server_account(here.cluster)
    make_folders(here, account)
    with shared(here.users):
        with exclusive(here.lock):
            _bring_up(here, account, config.postgres_bin, settings or {}, report)
            make_database(here)
        require_fit(address(here))
        yield


def keep_guarded(config: Config) -> None:
    """Start a guard again when it was killed; the one to call now and then from long-lived users."""
    if config.database_url:
        return
    here = places(config.home)
    if not held(here.guard):
        with running(config):
            pass


def stopped(config: Config, *, within_seconds: float) -> bool:
    """Wait for the embedded server to be gone after its last user.

    False when it still runs then, and at once while anybody uses it.
    """
    here = places(config.home)
    deadline = time.monotonic() + within_seconds
    while here.guard.exists() and held(here.guard):
        if held(here.users) or time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def _bring_up(
    here: Places,
    account: Account,
    given: str,
    settings: Mapping[str, str],
    report: Callable[[str], None],
) -> None:
    if held(here.guard) and _ping(here) == Ping.OK:
        return
    binaries = find_binaries(given=given, cluster=here.cluster, copies=here.folder, account=account)
    if not here.cluster.exists():
        report("Making the database.")
        make_cluster(here, binaries, account, durable=settings.get("fsync") != "off")
    order = _order(here, binaries, account, settings)
    guards, began, told = 0, time.monotonic(), time.monotonic()
    while not held(here.guard) or _ping(here) != Ping.OK:
        if not held(here.guard):
            if guards == GUARDS:
                raise Unavailable(f"PostgreSQL does not start. {_end_of(here.log)}")
            _start_guard(order, here.log)
            guards += 1
        time.sleep(POLL_SECONDS)
        if time.monotonic() - told > REPORT_SECONDS:
            told = time.monotonic()
            report(f"PostgreSQL is recovering; {told - began:.0f} s so far. {_end_of(here.log)}")


def _ping(here: Places) -> Ping:
    return Ping(PGconn.ping(address(here, user=SUPERUSER, database="postgres").encode()))


def _order(
    here: Places, binaries: Binaries, account: Account, settings: Mapping[str, str]
) -> guard.Order:
    chosen = (
        SETTINGS
        | memory_settings(machine_memory())
        | {"unix_socket_directories": str(here.socket_folder)}
        | dict(settings)
    )
    options = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
    return guard.Order(
        cluster=str(here.cluster),
        socket=str(here.socket),
        lock=str(here.lock),
        users=str(here.users),
        guard=str(here.guard),
        command=[binaries.path("postgres"), "-D", str(here.cluster), *options],
        environment=PLAIN_ENVIRONMENT,
        account=account.drop(),
    )


def _start_guard(order: guard.Order, log: Path) -> None:
    """Start a guard and wait until it, or one that was quicker, holds its lock."""
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
    # Closed to others: an error of PostgreSQL quotes the values of the row.
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as output:
        subprocess.run(
            [sys.executable, "-m", guard.__name__, order.text()],
            env=PLAIN_ENVIRONMENT | {"PYTHONPATH": str(Path(qanat.__file__).parent.parent)},
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            check=True,
        )


def _end_of(log: Path) -> str:
    """The last thing that PostgreSQL wrote."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - 1000))
            lines = file.read().decode(errors="replace").strip().splitlines()
    except FileNotFoundError:
        return ""
    return f"It last said: {lines[-1]}" if lines else ""
