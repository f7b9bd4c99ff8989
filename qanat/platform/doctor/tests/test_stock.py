"""What the doctor says about what waits, is stuck or was given up."""

from datetime import timedelta

import pytest
from django.db import connection

from qanat.kernel.clock import now
from qanat.platform.doctor import stock
from qanat.platform.doctor.finding import State

pytestmark = pytest.mark.django_db

SUBMISSION = "INSERT INTO inbox_submission (door, key, payload, state, received_at) VALUES ('api', %s, '{}', %s, now() - make_interval(mins => %s))"
EFFECT = "INSERT INTO outbox_message (key, kind, payload, state, due_at) VALUES (%s, 'mail', '{}', %s, now() - make_interval(mins => %s))"


@pytest.fixture
def given():
    """Run a statement, and hand out the connection that the checks look through."""

    def run(statement, *values):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
        return connection.connection

    return run


def test_an_empty_stock_is_well(given):
    checked = [check(given("SELECT 1"), now()) for check in stock.STOCK_CHECKS]

    assert [(one.name, one.state) for one in checked if one.name != "workers"] == [
        ("clock", State.OK),
        ("inbox", State.OK),
        ("outbox", State.OK),
        ("jobs", State.OK),
    ]


@pytest.mark.parametrize(
    ("state", "minutes", "expected", "remedy"),
    [
        ("waiting", 9, State.OK, ""),
        ("waiting", 11, State.BROKEN, "qanat worker"),
        ("taken", 11, State.BROKEN, "qanat worker"),
        ("parked", 11, State.WARNING, "qanat parked list"),
        ("done", 11, State.OK, ""),
    ],
)
def test_submissions_that_wait_too_long_are_broken_and_parked_ones_a_warning(
    given, state, minutes, expected, remedy
):
    finding = stock.inbox(given(SUBMISSION, "k", state, minutes), now())

    assert (finding.state, finding.remedy) == (expected, remedy)


@pytest.mark.parametrize(
    ("state", "minutes", "expected", "remedy"),
    [
        ("waiting", 9, State.OK, ""),
        ("taken", 11, State.BROKEN, "qanat worker"),
        ("failed", 11, State.WARNING, "qanat jobs list"),
        ("sent", 11, State.OK, ""),
    ],
)
def test_effects_that_are_overdue_are_broken_and_failed_ones_a_warning(
    given, state, minutes, expected, remedy
):
    finding = stock.outbox(given(EFFECT, "k", state, minutes), now())

    assert (finding.state, finding.remedy) == (expected, remedy)


def test_jobs_of_a_worker_that_is_gone_are_broken(given):
    finding = stock.jobs(
        given(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('q', 't', 'doing')"
        ),
        now(),
    )

    assert (finding.state, finding.remedy) == (State.BROKEN, "qanat worker")


def test_jobs_that_were_given_up_are_a_warning(given):
    finding = stock.jobs(
        given(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('q', 't', 'failed')"
        ),
        now(),
    )

    assert (finding.state, finding.remedy) == (State.WARNING, "qanat jobs list")


def test_a_worker_without_a_heartbeat_for_a_minute_is_not_at_work(given):
    beat = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))"

    assert stock.workers(given(beat, 61), now()).state is State.WARNING
    assert stock.workers(given(beat, 30), now()).state is State.OK


def test_a_clock_that_is_an_hour_off_is_a_warning(given):
    assert stock.clock(given("SELECT 1"), now() - timedelta(hours=1)).state is State.WARNING


def test_a_clock_that_was_set_back_is_a_warning(given):
    finding = stock.clock(
        given(
            "INSERT INTO audit_entry (at, actor, table_name, row_id, action)"
            " VALUES (now() + interval '1 day', 'user:1', 'person', 1, 'U')"
        ),
        now(),
    )

    assert finding.state is State.WARNING
    assert "set back" in finding.meaning
