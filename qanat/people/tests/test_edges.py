"""The ends of what each function takes: nothing at all, too much, and just missed."""

from datetime import datetime
from threading import Event, Thread

import pytest
from django.db import connection

from qanat.kernel.errors import Conflict, Invalid, NotFound
from qanat.people import custom_fields as definitions
from qanat.people.custom_values import FieldRule, read_value
from qanat.people.entry import account_draft, read_account, read_person
from qanat.people.jobs import build_index, clear_fields
from qanat.people.models import CustomField, Identifier, Person
from qanat.people.public import (
    LIFECYCLES,
    Move,
    PersonDraft,
    account_card,
    add_identifiers,
    change_account,
    change_person,
    change_status,
    create_account,
    create_person,
    define_field,
    delete_field,
    delete_people,
    find_accounts,
    goes_forward,
    index_field,
    insert_accounts,
    insert_people,
    lock_people,
    mark_converted,
    move_lifecycles,
    move_owners,
    move_statuses,
    person_card,
    put_tags,
    restore_people,
    search_accounts,
    search_people,
    update_accounts,
    update_people,
)
from qanat.people.readers import Place
from qanat.people.tests.conftest import NOW, SYSTEM
from qanat.platform.actor import acting

PLACE = Place(country="SA", now=NOW)


def test_nothing_to_do_asks_the_database_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert insert_people([], actor=SYSTEM, now=NOW) == []
        assert insert_accounts([], now=NOW) == []
        assert update_people([], now=NOW) == []
        assert update_accounts([], now=NOW) == []
        assert add_identifiers([], now=NOW) == {}
        assert find_accounts([]) == []
        assert put_tags([], now=NOW) == 0
        assert lock_people([]) == []
        assert move_lifecycles([], actor=SYSTEM, now=NOW) == []
        assert move_owners([], actor=SYSTEM, now=NOW) == []
        assert search_people(SYSTEM, " ") == []
        assert search_accounts(SYSTEM, "") == []


def test_an_unknown_status_in_a_set_is_told_with_its_place(db, add):
    (sara,) = add({})
    with pytest.raises(Invalid) as refusal:
        move_statuses(
            [Move(person_id=sara, to="open", at=NOW), Move(person_id=sara, to="hot", at=NOW)],
            actor=SYSTEM,
            now=NOW,
        )
    assert refusal.value.faults[0].path == (1, "to")


def test_a_change_with_a_fault_changes_nothing(admin):
    sara = create_person({"full_name": "Sara"}, actor=admin, now=NOW)
    acme = create_account({"name": "ACME"}, actor=admin, now=NOW)
    for attempt, path in (
        (
            lambda: change_person(sara, {"city": "Riyadh", "email": "x"}, actor=admin, now=NOW),
            ("email",),
        ),
        (
            lambda: change_account(acme, {"city": "Riyadh", "size": -1}, actor=admin, now=NOW),
            ("size",),
        ),
        (
            lambda: change_account(acme, {"name": " ", "city": "Riyadh"}, actor=admin, now=NOW),
            ("name",),
        ),
    ):
        with pytest.raises(Invalid) as refusal:
            attempt()
        assert refusal.value.faults[0].path == path
    assert person_card(sara, admin).city == account_card(acme, admin).city == ""


def test_a_person_is_converted_once(add):
    sara, omar = add({}, {})
    assert mark_converted([sara], at=NOW) == 1
    assert mark_converted([sara, omar], at=NOW) == 1
    assert Person.objects.filter(converted_at=NOW).count() == 2


@pytest.mark.parametrize(
    ("reader", "values", "code"),
    [
        (read_person, {"email": 7}, "email_at"),
        (read_person, {"full_name": True}, "wrong_type"),
        (read_person, {"website": "x" * 2001}, "too_long"),
        (read_person, {"website": "http://[1"}, "url_invalid"),
        (read_person, {"language": "Arabic"}, "language_unknown"),
        (read_person, {"country": "Atlantis"}, "country_unknown"),
        (read_person, {"emails": ["a@example.com"] * 21}, "too_long"),
        (read_account, {"name": "A", "size": [1]}, "wrong_type"),
        (read_account, {"name": "A", "domain": "not a domain"}, "url_invalid"),
    ],
)
def test_what_cannot_be_read_is_refused(reader, values, code):
    entry = reader(values, now=NOW)
    assert entry.faults[0].code == code


@pytest.mark.parametrize(
    "name", ["website", "country", "language", "time_zone", "phone", "email", "came_at", "emails"]
)
def test_nothing_is_not_a_fault(name):
    for nothing in (None, "" if name != "emails" else []):
        entry = read_person({"full_name": "Sara", name: nothing}, now=NOW)
        assert entry.faults == ()
        assert not entry.values.get(name)


def test_a_number_from_a_spreadsheet_is_a_phone():
    entry = read_person({"phone": 966501234567}, now=NOW)
    assert entry.keys == (("phone", "+966501234567"),)


def test_an_entry_with_faults_makes_no_account():
    with pytest.raises(Invalid):
        account_draft(read_account({"name": "A", "size": -1}, now=NOW))


def test_a_moment_is_stored_as_its_date_and_a_list_is_no_number():
    moment = datetime(2024, 2, 29, 12)  # noqa: DTZ001 a wall clock
    assert read_value(moment, FieldRule(key="x", kind="date"), PLACE) == "2024-02-29"
    with pytest.raises(Invalid):
        read_value([1], FieldRule(key="x", kind="number"), PLACE)
    assert read_value(7, FieldRule(key="x", kind="text"), PLACE) == "7"


def test_there_are_as_many_fields_as_can_be_kept(db, monkeypatch):
    monkeypatch.setattr(definitions, "MOST_FIELDS", 1)
    define_field("person", "a", kind="text", labels={"en": "A"}, actor=SYSTEM, now=NOW)
    with pytest.raises(Invalid) as refusal:
        define_field("person", "b", kind="text", labels={"en": "B"}, actor=SYSTEM, now=NOW)
    assert refusal.value.faults[0].code == "too_many_fields"
    with pytest.raises(Invalid):
        define_field("account", "a", kind="text", labels={"en": "A" * 201}, actor=SYSTEM, now=NOW)


def test_the_jobs_of_fields_may_run_twice(real_commits):
    define_field("person", "size", kind="number", labels={"en": "Size"}, actor=SYSTEM, now=NOW)
    for _ in range(2):
        build_index("person", "size")
    assert CustomField.objects.get().indexed
    delete_field("person", "size", actor=SYSTEM, now=NOW)
    for _ in range(2):
        clear_fields(timestamp=0)
    assert not CustomField.objects.exists()
    build_index("person", "size")
    with pytest.raises(NotFound):
        index_field("person", "size", actor=SYSTEM)


def test_a_status_is_renamed(db):
    assert change_status("nurture", labels={"en": "Keep warm"}, actor=SYSTEM).labels == {
        "en": "Keep warm"
    }


def test_the_order_of_lifecycles_is_total():
    assert all(
        goes_forward(before, after) == (LIFECYCLES.index(before) < LIFECYCLES.index(after))
        for before in LIFECYCLES
        for after in LIFECYCLES
    )


def test_an_identifier_given_away_at_the_very_moment_is_a_conflict(real_commits):
    keys = (("email", "sara@example.com"),)
    with acting(SYSTEM):
        (sara,) = insert_people([PersonDraft(full_name="Sara", keys=keys)], actor=SYSTEM, now=NOW)
    delete_people([sara], actor=SYSTEM, now=NOW)
    begun, outcome = Event(), []

    def restore():
        begun.set()
        try:
            outcome.append(restore_people([sara], actor=SYSTEM, now=NOW))
        except Conflict as conflict:
            outcome.append(conflict)
        connection.close()

    thread = Thread(target=restore)
    with acting(SYSTEM):
        insert_people([PersonDraft(full_name="Heir", keys=keys)], actor=SYSTEM, now=NOW)
        thread.start()
        begun.wait()
        wait_for_a_waiter()
    thread.join()

    assert isinstance(outcome[0], Conflict)
    assert Identifier.objects.get(deleted_at=None).person_id != sara


def wait_for_a_waiter():
    """Until another session waits for a lock that this one holds."""
    for _ in range(1000):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")
