"""`qanat migrate`: bring the database to the schema of this code."""

from qanat.platform.schema import bring_up_to_date, pending_migrations
from qanat.project.command.output import show
from qanat.project.command.plumbing import AsJson, django_ready, tell


def command(*, as_json: AsJson = False) -> None:
    """Bring the database to the newest schema; safe to run twice and at the same time."""
    with django_ready(migrated=False):
        pending = pending_migrations()
        bring_up_to_date(report=tell)
        show({"applied": pending}, as_json=as_json)
