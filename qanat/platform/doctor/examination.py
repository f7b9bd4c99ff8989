"""The whole examination: the machine, then the database as far as it can be reached."""

from collections.abc import Callable, Iterator
from datetime import datetime

import psycopg

from qanat.kernel.errors import QanatError
from qanat.platform.config import Config
from qanat.platform.doctor.finding import Finding, broken, well
from qanat.platform.doctor.machine import MACHINE_CHECKS, port
from qanat.platform.doctor.stock import STOCK_CHECKS
from qanat.platform.postgres.cluster import address
from qanat.platform.postgres.places import places
from qanat.platform.postgres.running import running


def examine(
    config: Config, *, web_port: int, now: datetime, pending: Callable[[], list[str]]
) -> Iterator[Finding]:
    """Everything that was looked at, in an order in which causes come before what they cause.

    Args:
        config: the installation.
        web_port: where the web answers or would.
        now: this machine's time.
        pending: gives the migrations that the database lacks; called once it is up.
    """
    for check in MACHINE_CHECKS:
        yield check(config)
    yield port(web_port)
    try:
        with running(config):
            yield from _database(config, now, pending)
    except QanatError as error:
        yield broken("database", str(error), _look(config))
    except OSError as error:
        yield broken("database", f"PostgreSQL cannot be started: {error}.", _look(config))


def _database(config: Config, now: datetime, pending: Callable[[], list[str]]) -> Iterator[Finding]:
    where = config.database_url or address(places(config.home))
    with psycopg.connect(where, connect_timeout=10, autocommit=True) as connection:
        version = connection.info.parameter_status("server_version")
        yield well(
            "database",
            f"PostgreSQL {version} answers, knows Arabic letters and has the extensions.",
        )
        missing = pending()
        if missing:
            yield broken(
                "schema",
                f"The database lacks {len(missing)} steps of this code, the first {missing[0]}.",
                "qanat migrate",
            )
            return
        yield well("schema", "The database's schema is that of this code.")
        for check in STOCK_CHECKS:
            yield check(connection, now)


def _look(config: Config) -> str:
    if config.database_url:
        return 'psql "$DATABASE_URL"'
    return f"tail -n 50 {places(config.home).log}"
