"""What the words of the command have in common: Django set up, the database up and migrated."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

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
