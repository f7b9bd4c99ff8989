"""A job that found the database away is tried again by itself, later and later; what else breaks it is not."""

from contextlib import suppress

import pytest
from django.db import OperationalError, connection
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from qanat.access.public import actor_of_user
from qanat.capture.public import run_of, spooled
from qanat.flows.founding import found
from qanat.flows.jobs import import_upload
from qanat.flows.public import Told, begin_import
from qanat.kernel import clock
from qanat.people.models import Person
from qanat.platform.jobs.again import AWAY, MOST_TRIES

TRIED_AGAIN = ("flows.import_upload", "flows.do_to_all", "flows.undo_import")


def decision(error, attempts):
    job = Job(
        id=1,
        queue="default",
        lock=None,
        queueing_lock=None,
        task_name="flows.import_upload",
        attempts=attempts,
    )
    return app.tasks["flows.import_upload"].retry_strategy.get_retry_decision(
        exception=error, job=job
    )


def test_an_import_goes_on_when_the_database_is_back(real_commits):
    now = clock.now()
    admin = actor_of_user(found(now=now, email="admin@example.com").user_id)
    with spooled([b"Name,E-mail\nSara,sara@example.com\n"]) as path:
        run_id, _ = begin_import(path, "leads.csv", Told(columns={}), actor=admin, now=now)
    with suppress(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(AWAY) as away:
        import_upload(run_id=run_id)

    assert decision(away.value, 0) is not None
    connection.close()
    import_upload(run_id=run_id)
    assert run_of(run_id, actor=admin).state == "done"
    assert Person.objects.get().email == "sara@example.com"


def test_it_is_given_up_at_last_and_a_mistake_of_ours_at_once():
    away = OperationalError("the database is away")
    assert [decision(away, tries) is not None for tries in (0, MOST_TRIES - 1)] == [True, True]
    assert decision(away, MOST_TRIES) is None
    assert decision(ValueError("a mistake"), 0) is None
    assert all(app.tasks[name].retry_strategy for name in TRIED_AGAIN)
