"""How Django reaches PostgreSQL: the server given by `DATABASE_URL`, or the embedded one."""

from typing import Any

from django.db.backends.utils import CursorWrapper
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from qanat.kernel.errors import Refused
from qanat.platform.config import Config
from qanat.platform.postgres.cluster import DATABASE, ROLE
from qanat.platform.postgres.memory import bulk_work_memory, machine_memory
from qanat.platform.postgres.places import PORT, places

CONNECT_SECONDS = 3
POOL_WAIT_SECONDS = 3
"""A request that waits longer than this for a connection is answered with 503."""
DJANGO_NAMES = {
    "dbname": "NAME",
    "user": "USER",
    "password": "PASSWORD",
    "host": "HOST",
    "port": "PORT",
}


def database_settings(config: Config) -> dict[str, Any]:
    """Django's DATABASES entry. Pooled: a new connection costs 5 ms, a pooled query 0.4 ms."""
    options: dict[str, Any] = {
        "pool": {"min_size": 1, "max_size": config.pool_size, "timeout": POOL_WAIT_SECONDS},
        "connect_timeout": CONNECT_SECONDS,
        # Lets platform/statements.py prepare; Django's own cursors never do.
        "prepare_threshold": 5,
    }
    entry: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
    if not config.database_url:
        socket_folder = str(places(config.home).socket_folder)
        return entry | {"NAME": DATABASE, "USER": ROLE, "HOST": socket_folder, "PORT": str(PORT)}
    for name, value in _parts(config.database_url).items():
        if name in DJANGO_NAMES:
            entry[DJANGO_NAMES[name]] = value
        else:
            options[name] = value
    return entry


def _parts(url: str) -> dict[str, str]:
    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except ProgrammingError as error:
        raise Refused(
            "DATABASE_URL must look like postgresql://user:password@host:5432/database."
        ) from error


def bulk_session(cursor: CursorWrapper) -> None:
    """Give the statements of this transaction the memory that bulk work needs.

    It is the lever for statements over a million rows: 15 s instead of 38-51 s.
    """
    kilobytes = bulk_work_memory(machine_memory()) // 1024
    cursor.execute("SELECT set_config('work_mem', %s, true)", (f"{kilobytes}kB",))
