"""Sample data: brought by a worker, the same when it is brought twice, and removed whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from qanat.access.public import actor_of_user
from qanat.capture.models import ImportRun
from qanat.capture.public import run_of, sample_run
from qanat.demo import bringing_in
from qanat.demo.sample import PEOPLE, begin_sample, bring_sample
from qanat.flows.public import add_person, found, process, undo_import
from qanat.kernel.errors import NotAllowed
from qanat.people.models import Account, Person
from qanat.pipeline.models import Opportunity
from qanat.platform.actor import Actor
from qanat.platform.inbox import take
from qanat.timeline.models import Campaign
from qanat.work.models import Call, Meeting, Note, Task
from qanat.work.public import Subject, add_note

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
TABLES = (Person, Account, Opportunity, Campaign, Task, Call, Meeting, Note)


def standing():
    """How many rows of each kind there are that are not in the trash."""
    return {model.__name__: model.objects.filter(deleted_at=None).count() for model in TABLES}


@pytest.fixture
def admin(db):
    return actor_of_user(found(now=NOW, email="admin@example.com", currency="SAR").user_id)


@pytest.fixture
def sample(admin):
    """The id of the import that brought it."""
    run_id = begin_sample("Sample data", actor=admin, now=NOW)
    bring_sample(run_id, now=NOW, watch=lambda: NOW)
    return run_id


def test_it_is_a_small_company_of_whoever_asked(admin, sample):
    run = run_of(sample, actor=admin)
    assert (run.state, run.counts["read"], run.kind) == ("done", PEOPLE, "sample")
    there = standing()
    assert there["Person"] == PEOPLE
    assert all(there.values()), there
    assert set(Person.objects.values_list("owner_id", flat=True)) == {admin.user_id}
    assert set(Opportunity.objects.values_list("currency", flat=True)) == {"SAR"}
    assert set(Opportunity.objects.values_list("outcome", flat=True)) == {"open", "won", "lost"}


def test_a_slow_machine_keeps_what_it_claimed_from_other_workers(admin, monkeypatch):
    late = NOW + timedelta(minutes=1)

    def process_late(submissions, **how):
        assert take(10, worker="another", now=late) == []
        process(submissions, **how)

    monkeypatch.setattr(bringing_in, "process", process_late)
    run_id = begin_sample("Sample data", actor=admin, now=NOW)
    bring_sample(run_id, now=NOW, watch=lambda: late)
    assert standing()["Person"] == PEOPLE


def test_asked_for_or_done_twice_it_is_there_once(admin, sample):
    before = standing()
    assert begin_sample("Sample data", actor=admin, now=NOW) == sample
    ImportRun.objects.filter(pk=sample).update(state="running")
    bring_sample(sample, now=NOW + timedelta(minutes=2), watch=lambda: NOW)
    assert standing() == before


def test_two_clicks_at_the_same_moment_begin_one(real_commits):
    admin = actor_of_user(found(now=NOW, email="admin@example.com").user_id)
    start = Barrier(2)

    def click(_):
        try:
            start.wait()
            return begin_sample("Sample data", actor=admin, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(click, range(2))
    assert first == second == ImportRun.objects.get().pk
    assert ProcrastinateJob.objects.filter(task_name="demo.bring_sample").count() == 1


def test_it_is_removed_whole_and_what_is_ones_own_stays(admin, sample):
    later = NOW + timedelta(hours=1)
    account = Account.objects.order_by("id").first()
    mine = add_person(
        {"given_name": "Sara", "email": "sara@acme.com"},
        owner_id=admin.user_id,
        account_id=account.pk,
        actor=admin,
        now=later,
    )
    add_note("Mine", about=Subject(person_id=mine), actor=admin, now=later)
    tried = Person.objects.exclude(pk=mine).first()
    Person.objects.filter(pk=tried.pk).update(job_title="Changed while trying out")
    undo_import(sample, actor=admin, now=later)
    assert sample_run() is None
    assert standing() == dict.fromkeys(standing(), 0) | {
        "Person": 1,
        "Account": 1,
        "Note": 1,
        "Task": standing()["Task"],
    }
    assert set(Task.objects.filter(deleted_at=None).values_list("person_id", flat=True)) <= {mine}
    assert Account.objects.get(deleted_at=None).pk == account.pk
    assert run_of(sample, actor=admin).state == "undone"


def test_it_can_come_again_after_it_was_removed(admin, sample):
    undo_import(sample, actor=admin, now=NOW)
    again = begin_sample("Sample data", actor=admin, now=NOW)
    bring_sample(again, now=NOW, watch=lambda: NOW)
    assert again != sample
    assert standing()["Person"] == PEOPLE


def test_only_who_sets_things_up_may_bring_it(db):
    with pytest.raises(NotAllowed):
        begin_sample("Sample data", actor=Actor(name="user:1"), now=NOW)
    assert sample_run() is None
