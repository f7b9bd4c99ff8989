"""What the words of the command have in common: Django set up, the database up and migrated."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import orjson
import typer

from qanat.kernel.errors import Refused

AsJson = Annotated[bool, typer.Option("--json", help="Print only JSON.")]


def setup_django() -> None:
    """Load settings and models; this needs no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qanat.project.settings")
    import django

    django.setup()


@contextmanager
def django_ready(*, migrated: bool = True) -> Iterator[None]:
    """The database is up inside this context, and its schema is that of this code.

    Connections are closed when it is entered and left, so that the caller may fork.
    """
    from django.db import connections

    from qanat.platform.config import config
    from qanat.platform.postgres.running import running
    from qanat.platform.processes.garbage import spare_what_stays
    from qanat.platform.schema import bring_up_to_date

    with running(config, report=tell):
        if migrated:
            bring_up_to_date(report=tell)
        close_connections()
        spare_what_stays()
        try:
            yield
        finally:
            connections.close_all()
            close_connections()


@contextmanager
def database_ready(*, migrated: bool = True) -> Iterator[None]:
    """The same for a process that only looks after others, and so never loads Django.

    The schema is brought up to date by a process of its own, which is gone afterwards.

    Raises:
        Refused: that process could not.
    """
    from qanat.platform.config import config
    from qanat.platform.logs import configure_logs
    from qanat.platform.postgres.running import running
    from qanat.platform.processes.garbage import spare_what_stays

    configure_logs(config.log_level)
    with running(config, report=tell):
        if migrated:
            _bring_up_to_date_beside()
        spare_what_stays()
        yield


def _bring_up_to_date_beside() -> None:
    done = subprocess.run(
        (*python(), "migrate", "--json"),
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )
    if done.returncode:
        try:
            told = str(orjson.loads(done.stdout)["error"])
        except (orjson.JSONDecodeError, KeyError):  # it ended otherwise, and said why on stderr
            sys.exit(done.returncode)
        raise Refused(told)


def python() -> tuple[str, ...]:
    """The beginning of a command line of `qanat`, as this process was started."""
    safe_path = ("-P",) if sys.flags.safe_path else ()
    return (sys.executable, *safe_path, "-m", "qanat")


def close_connections() -> None:
    """Close every connection to the database, those that wait in the pool too."""
    from django.db import connection

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # missing in the stubs


def tell(sentence: str) -> None:
    """Say something to the person at the terminal, beside the result."""
    sys.stderr.write(sentence + "\n")


def share_metrics(folder: str) -> None:
    """Let the processes of one web server count into one folder; before prometheus_client is imported."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
