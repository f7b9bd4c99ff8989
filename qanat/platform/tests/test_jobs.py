"""A crash counts as an attempt; what keeps crashing is parked, shown and can be replayed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django import app

from qanat.kernel.errors import NotFound
from qanat.platform.jobs.rescue import parked_jobs, replay_job, rescue_stalled
from qanat.platform.jobs.rules import FIRST_DELAY, LONGEST_DELAY, retry_delay

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@app.task(name="test.nothing")
def nothing(number: int) -> None:
    """A job for these tests."""


def rescue(**options):
    """`rescue_stalled` in a thread of its own, as in the worker: a browser test before this one
    leaves its event loop in the main thread."""

    def run():
        try:
            return rescue_stalled(**options)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def job_row(job_id):
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, attempts FROM procrastinate_jobs WHERE id = %s", (job_id,))
        return cursor.fetchone()


def take_and_die(job_id):
    """What the killing of a worker leaves: the job doing, its worker gone."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", (job_id,))


@pytest.mark.usefixtures("real_commits")
def test_the_job_of_a_dead_worker_goes_on_and_the_crash_counts():
    job_id = nothing.defer(number=1)
    take_and_die(job_id)

    done = rescue(now=NOW, crash_limit=3)

    assert (done.resumed, done.parked) == ((job_id,), ())
    assert job_row(job_id) == ("todo", 1)


@pytest.mark.usefixtures("real_commits")
def test_a_job_that_keeps_crashing_is_parked_after_the_stated_number():
    job_id = nothing.defer(number=1)
    for _ in range(2):
        take_and_die(job_id)
        assert rescue(now=NOW, crash_limit=3).resumed == (job_id,)
    take_and_die(job_id)

    assert rescue(now=NOW, crash_limit=3).parked == (job_id,)

    (parked,) = parked_jobs()
    assert (parked.id, parked.task, parked.arguments) == (job_id, "test.nothing", {"number": 1})
    assert parked_jobs(after=job_id) == []


@pytest.mark.usefixtures("real_commits")
def test_a_parked_job_can_be_replayed_once():
    job_id = nothing.defer(number=1)
    take_and_die(job_id)
    rescue(now=NOW, crash_limit=1)

    replay_job(job_id, now=NOW)

    assert job_row(job_id) == ("todo", 0)
    with pytest.raises(NotFound):
        replay_job(job_id, now=NOW)


@pytest.mark.usefixtures("real_commits")
def test_jobs_of_living_workers_are_left_alone():
    job_id = nothing.defer(number=1)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            (cursor.fetchone()[0], job_id),
        )

    assert rescue(now=NOW, crash_limit=3).resumed == ()
    assert job_row(job_id) == ("doing", 0)


@given(st.integers(min_value=1, max_value=10_000))
def test_delays_never_shrink_and_stay_within_their_bounds(attempts):
    assert FIRST_DELAY <= retry_delay(attempts) <= retry_delay(attempts + 1) <= LONGEST_DELAY


def test_the_first_delays_double():
    assert [retry_delay(n) for n in (1, 2, 3)] == [timedelta(seconds=s) for s in (5, 10, 20)]
