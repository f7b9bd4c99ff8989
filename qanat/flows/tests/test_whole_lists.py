"""Deeds for a whole list: in batches, each once whatever dies, and back the same way."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from qanat.access.public import RoleName, actor_of_user, create_user
from qanat.flows import bulk_all
from qanat.flows.bulk import Deed
from qanat.flows.founding import found
from qanat.flows.jobs import do_to_all_of_list, undo_for_all_of_list
from qanat.flows.public import begin_for_all, begin_undo_for_all, edit_person
from qanat.kernel import clock
from qanat.kernel.errors import Conflict, NotFound
from qanat.listing.models import ListDeed
from qanat.listing.public import Asked, deeds_of, notices_of
from qanat.people.models import Person, StaticList, StatusChange
from qanat.people.public import create_person
from qanat.platform.actor import system_actor

SYSTEM = system_actor("test")
EVERYBODY = Asked(subject="people")


@pytest.fixture
def admin(real_commits, monkeypatch):
    monkeypatch.setattr(bulk_all, "BATCH", 2)
    user_id = found(now=clock.now(), email="admin@example.com").user_id
    for number in range(5):
        values = {"given_name": f"N{number}", "email": f"n{number}@example.com"}
        create_person(values, owner_id=user_id, account_id=None, actor=SYSTEM, now=clock.now())
    return actor_of_user(user_id)


def begin(admin, deed=Deed.STATUS, value="contacted", cause="web:1"):
    return begin_for_all(EVERYBODY, deed, value, actor=admin.because(cause), now=clock.now())


def undo(deed_id, admin, now=None):
    begin_undo_for_all(deed_id, actor=admin, now=now or clock.now())


def contacted():
    return Person.objects.filter(status="contacted").count()


def how_far(deed_id):
    row = ListDeed.objects.get(pk=deed_id)
    return row.state, row.done, row.batches, row.back


def dying_at(monkeypatch, name, number):
    """Let the database lose the worker at its nth batch, when the batch is done but not committed."""
    real, calls = getattr(bulk_all, name), []

    def dies(*args, **kwargs):
        outcome = real(*args, **kwargs)
        calls.append(1)
        if len(calls) == number:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return outcome

    monkeypatch.setattr(bulk_all, name, dies)


def killed(job, deed_id):
    with pytest.raises(Exception, match=r"terminat|closed|lost") as died:
        job(deed_id=deed_id)
    assert isinstance(died.value, OperationalError)
    with suppress(Exception):
        connection.close()


def test_a_worker_that_dies_half_way_is_gone_on_with_and_it_ends_once(admin, monkeypatch):
    deed_id = begin(admin)
    with monkeypatch.context() as dying:
        dying_at(dying, "do_to_many", 2)
        killed(do_to_all_of_list, deed_id)
    assert (how_far(deed_id), contacted()) == (("doing", 2, 1, 0), 2)

    for _ in range(2):
        do_to_all_of_list(deed_id=deed_id)

    assert (how_far(deed_id), contacted()) == (("done", 5, 3, 0), 5)
    assert StatusChange.objects.filter(to_status="contacted").count() == 5
    (told,) = notices_of(admin)
    assert (told.kind, told.count, told.deed_state) == ("list_deed", 5, "done")


def test_an_undo_that_dies_half_way_is_gone_on_with_and_ends_once(admin, monkeypatch):
    deed_id = begin(admin)
    do_to_all_of_list(deed_id=deed_id)
    undo(deed_id, admin)
    with monkeypatch.context() as dying:
        dying_at(dying, "take_deed_back", 2)
        killed(undo_for_all_of_list, deed_id)
    assert (how_far(deed_id), contacted()) == (("undoing", 5, 3, 1), 4)

    for _ in range(2):
        undo_for_all_of_list(deed_id=deed_id)

    assert (how_far(deed_id), contacted()) == (("undone", 5, 3, 3), 0)
    assert [each.deed_state for each in notices_of(admin)] == ["undone", "done"]
    with pytest.raises(Conflict):
        undo(deed_id, admin)


def test_what_is_stopped_half_way_is_taken_back_as_far_as_it_came(admin, monkeypatch):
    deed_id = begin(admin, Deed.DELETE, "")
    with monkeypatch.context() as dying:
        dying_at(dying, "do_to_many", 2)
        killed(do_to_all_of_list, deed_id)
    assert Person.objects.filter(deleted_at=None).count() == 3
    undo(deed_id, admin)
    do_to_all_of_list(deed_id=deed_id)  # the next worker finds that it is to go no further
    undo_for_all_of_list(deed_id=deed_id)
    assert Person.objects.filter(deleted_at=None).count() == 5
    assert how_far(deed_id) == ("undone", 2, 1, 1)


def test_what_another_changed_since_stays(admin):
    deed_id = begin(admin)
    do_to_all_of_list(deed_id=deed_id)
    first = Person.objects.order_by("id").first()
    other = create_user(
        email="other@example.com", role=RoleName.ADMIN, actor=SYSTEM, now=clock.now()
    )
    Person.objects.filter(pk=first.pk).update(status="qualified")
    edit_person(first.pk, {"city": "Jeddah"}, actor=actor_of_user(other.id), now=clock.now())
    undo(deed_id, admin)
    undo_for_all_of_list(deed_id=deed_id)
    assert (contacted(), Person.objects.get(pk=first.pk).status) == (0, "qualified")
    (shown,) = deeds_of(admin, subject="people", now=clock.now())
    assert (shown.state, shown.kept, shown.waits) == ("undone", True, False)


def test_a_batch_whose_place_is_taken_stays_and_the_others_come_back(admin):
    deed_id = begin(admin, Deed.DELETE, "")
    do_to_all_of_list(deed_id=deed_id)
    values = {"given_name": "Newcomer", "email": "n0@example.com"}
    create_person(values, owner_id=None, account_id=None, actor=SYSTEM, now=clock.now())
    undo(deed_id, admin)
    undo_for_all_of_list(deed_id=deed_id)
    there = Person.objects.filter(deleted_at=None).order_by("given_name")
    assert [each.given_name for each in there] == ["N2", "N3", "N4", "Newcomer"]
    (shown,) = deeds_of(admin, subject="people", now=clock.now())
    assert (shown.state, shown.kept) == ("undone", True)


def test_a_new_list_is_made_once_for_all_batches(admin):
    deed_id = begin(admin, Deed.LIST, "+Trade show")
    do_to_all_of_list(deed_id=deed_id)
    assert (how_far(deed_id)[:2], StaticList.objects.count()) == (("done", 5), 1)


def test_what_is_refused_ends_it_and_says_so(admin):
    deed_id = begin(admin, Deed.STATUS, "no such status")
    do_to_all_of_list(deed_id=deed_id)
    assert (how_far(deed_id)[:2], contacted()) == (("failed", 0), 0)
    (told,) = notices_of(admin)
    assert told.deed_state == "failed"


def test_nobody_takes_back_what_another_did_or_what_is_long_past(admin):
    deed_id = begin(admin)
    do_to_all_of_list(deed_id=deed_id)
    other = create_user(
        email="other@example.com", role=RoleName.ADMIN, actor=SYSTEM, now=clock.now()
    )
    with pytest.raises(NotFound):
        undo(deed_id, actor_of_user(other.id))
    with pytest.raises(Conflict):
        undo(deed_id, admin, now=clock.now() + timedelta(days=2))
    assert contacted() == 5
