from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import connection

from qanat.people.models import Identifier, LifecycleChange, OwnerChange, Person, StatusChange
from qanat.people.public import (
    Changes,
    KeyTaken,
    Move,
    PersonDraft,
    add_identifiers,
    insert_people,
    move_lifecycles,
    move_statuses,
    update_people,
)
from qanat.platform.actor import acting, system_actor
from qanat.platform.models import AuditEntry

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
PAST = datetime(2024, 2, 29, 8, tzinfo=UTC)
ACTOR = system_actor("test")


def draft(name="Sara Ahmadi", *keys, **more):
    return PersonDraft(full_name=name, keys=keys, **more)


def insert(*drafts):
    with acting(ACTOR):
        return insert_people(drafts, actor=ACTOR, now=NOW)


@pytest.mark.django_db
def test_people_are_written_in_order_with_identifiers_and_histories():
    sara, omar = insert(
        draft(
            "سارة أحمدي", ("email", "sara@example.com"), ("phone", "+966501234567"), came_at=PAST
        ),
        draft("Omar", custom={"budget": {"amount": "12.50", "currency": "SAR"}}),
    )

    assert sara < omar
    person = Person.objects.get(pk=sara)
    assert (person.full_name, person.name_key) == ("سارة أحمدي", "ساره احمدي")
    assert (person.came_at, person.created_at) == (PAST, NOW)
    assert Person.objects.get(pk=omar).custom == {"budget": {"amount": "12.50", "currency": "SAR"}}
    assert set(Identifier.objects.values_list("person_id", "kind", "value")) == {
        (sara, "email", "sara@example.com"),
        (sara, "phone", "+966501234567"),
    }
    lifecycle = LifecycleChange.objects.get(person_id=sara)
    assert (lifecycle.from_lifecycle, lifecycle.to_lifecycle, lifecycle.at) == ("", "lead", PAST)
    assert lifecycle.actor == "system:test"
    assert StatusChange.objects.get(person_id=omar).to_status == "open"
    assert not OwnerChange.objects.exists()


@pytest.mark.django_db
def test_a_new_lead_is_one_statement(django_assert_num_queries):
    with acting(ACTOR), django_assert_num_queries(1):
        insert_people([draft("Sara", ("email", "s@example.com"))], actor=ACTOR, now=NOW)


@pytest.mark.django_db
def test_a_held_identifier_names_its_holder_and_leaves_no_trace():
    (sara,) = insert(draft("Sara", ("email", "s@example.com")))

    with pytest.raises(KeyTaken) as refusal:
        insert(draft("Omar"), draft("Sara again", ("email", "s@example.com"), ("phone", "+1")))

    assert refusal.value.holders == {("email", "s@example.com"): sara}
    assert refusal.value.record == f"people/{sara}"
    assert Person.objects.count() == 1
    assert Identifier.objects.count() == 1


@pytest.mark.django_db
def test_two_drafts_with_one_identifier_are_our_mistake():
    with pytest.raises(ValueError, match="given twice"):
        insert(draft("A", ("email", "s@example.com")), draft("B", ("email", "s@example.com")))


def test_the_same_lead_twenty_times_at_once_is_one_person(real_commits):
    barrier = Barrier(20)
    outcomes = []

    def come_in():
        barrier.wait()
        try:
            outcomes.append(insert(draft("Sara", ("email", "s@example.com"), ("phone", "+1")))[0])
        except KeyTaken as taken:
            outcomes.append(taken.holders["email", "s@example.com"])
        finally:
            connection.close()

    threads = [Thread(target=come_in) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (person,) = Person.objects.all()
    assert outcomes == [person.pk] * 20


def test_batches_with_the_same_keys_in_another_order_do_not_block_each_other(real_commits):
    keys = [("email", f"{number}@example.com") for number in range(200)]
    barrier = Barrier(2)
    outcomes = []

    def come_in(order):
        barrier.wait()
        try:
            outcomes.append(len(insert(*(draft("X", key) for key in order))))
        except KeyTaken:
            outcomes.append(0)
        finally:
            connection.close()

    threads = [Thread(target=come_in, args=(order,)) for order in (keys, keys[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == [0, 200]
    assert Person.objects.count() == 200


@pytest.mark.django_db
def test_filling_leaves_what_is_known():
    (sara,) = insert(
        PersonDraft(given_name="Sara", full_name="Sara", city="Jeddah", custom={"size": 3})
    )
    values = {"city": "Riyadh", "job_title": "CEO", "custom": {"size": 9, "need": "demo"}}

    with acting(ACTOR):
        changed = update_people([Changes(id=sara, values=values)], policy="fill", now=NOW)

    person = Person.objects.get(pk=sara)
    assert changed == [sara]
    assert (person.city, person.job_title) == ("Jeddah", "CEO")
    assert person.custom == {"size": 3, "need": "demo"}


@pytest.mark.django_db
def test_filling_a_given_name_leaves_the_full_name():
    known, unknown = insert(
        PersonDraft(full_name="Dr Sara Ahmadi"), PersonDraft(email="x@example.com")
    )
    with acting(ACTOR):
        update_people(
            [Changes(id=pk, values={"given_name": "Sara"}) for pk in (known, unknown)], now=NOW
        )
    assert [Person.objects.get(pk=pk).full_name for pk in (known, unknown)] == [
        "Dr Sara Ahmadi",
        "Sara",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("policy", "city", "custom"),
    [("fill", "Riyadh", {"a": 1, "b": 2}), ("overwrite", "Jeddah", {"a": 9, "b": 2})],
)
def test_two_changes_of_one_person_do_what_they_would_one_by_one(policy, city, custom):
    together, apart = insert(draft(), draft())
    values = [
        {"city": "", "custom": {"a": 1}},
        {"city": "Riyadh"},
        {"city": "Jeddah", "custom": {"a": 9, "b": 2}},
    ]
    with acting(ACTOR):
        update_people(
            [Changes(id=together, values=each) for each in values], policy=policy, now=NOW
        )
        for each in values:
            update_people([Changes(id=apart, values=each)], policy=policy, now=NOW)

    for person in Person.objects.filter(pk__in=[together, apart]):
        assert (person.city, person.custom) == (city, custom)


@pytest.mark.django_db
def test_overwriting_renames_the_person_and_takes_custom_values_away():
    (sara,) = insert(
        PersonDraft(
            given_name="Sara", family_name="Ahmadi", full_name="Sara Ahmadi", custom={"a": 1}
        )
    )
    values = {"family_name": "كريمي", "custom": {"a": None, "b": 2}}

    with acting(ACTOR):
        update_people([Changes(id=sara, values=values)], policy="overwrite", now=NOW)

    person = Person.objects.get(pk=sara)
    assert (person.full_name, person.name_key) == ("Sara كريمي", "sara كريمي")
    assert person.custom == {"b": 2}


@pytest.mark.django_db
def test_an_update_that_changes_nothing_writes_nothing():
    (sara,) = insert(draft("Sara", city="Jeddah"))
    with acting(ACTOR):
        assert (
            update_people(
                [Changes(id=sara, values={"city": "Jeddah"})], policy="overwrite", now=NOW
            )
            == []
        )


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["lifecycle", "status", "owner_id", "name_key", "deleted_at"])
def test_columns_with_a_history_are_not_updated_in_passing(column):
    with pytest.raises(ValueError, match=column):
        update_people([Changes(id=1, values={column: "x"})], now=NOW)


@pytest.mark.django_db
def test_an_added_identifier_stays_with_whoever_holds_it():
    sara, omar = insert(draft("Sara", ("email", "s@example.com")), draft("Omar"))
    with acting(ACTOR):
        holders = add_identifiers(
            [(omar, ("email", "s@example.com")), (omar, ("email", "o@example.com"))], now=NOW
        )
    assert holders == {("email", "s@example.com"): sara, ("email", "o@example.com"): omar}


@pytest.mark.django_db
def test_lifecycle_goes_forward_only():
    (sara,) = insert(draft())
    with acting(ACTOR):
        moved = move_lifecycles(
            [Move(person_id=sara, to="sql", at=PAST), Move(person_id=sara, to="mql", at=NOW)],
            actor=ACTOR,
            now=NOW,
        )
        again = move_lifecycles([Move(person_id=sara, to="lead", at=NOW)], actor=ACTOR, now=NOW)

    assert [(move.before, move.after) for move in moved] == [("lead", "sql")]
    assert again == []
    assert Person.objects.get(pk=sara).lifecycle == "sql"
    assert Person.objects.get(pk=sara).cycle == 1


@pytest.mark.django_db
def test_going_back_begins_a_new_cycle_and_keeps_both_clocks():
    (sara,) = insert(draft(lifecycle="sql"))
    with acting(ACTOR):
        move_lifecycles(
            [Move(person_id=sara, to="lead", at=PAST, reason="recycled")],
            actor=ACTOR,
            now=NOW,
            back=True,
        )

    person = Person.objects.get(pk=sara)
    assert (person.lifecycle, person.cycle) == ("lead", 2)
    change = LifecycleChange.objects.filter(person_id=sara).latest("id")
    assert (change.from_lifecycle, change.to_lifecycle, change.reason) == (
        "sql",
        "lead",
        "recycled",
    )
    assert change.at == PAST
    assert change.recorded_at > PAST


@pytest.mark.django_db
def test_only_a_change_of_status_is_kept():
    sara, omar = insert(draft(), draft(status="contacted"))
    with acting(ACTOR):
        moved = move_statuses(
            [Move(person_id=person, to="contacted", at=NOW) for person in (sara, omar)],
            actor=ACTOR,
            now=NOW,
        )
    assert [move.person_id for move in moved] == [sara]
    assert StatusChange.objects.filter(person_id=omar).count() == 1


def test_every_history_is_a_chain_however_many_change_it_at_once(real_commits):
    sara, omar = insert(draft(), draft())
    to = ["contacted", "qualified", "unqualified", "nurture", "open"]
    barrier = Barrier(10)

    def change(number):
        barrier.wait()
        order = [sara, omar] if number % 2 else [omar, sara]
        for step in range(5):
            with acting(ACTOR):
                moves = [Move(person_id=pk, to=to[(number + step) % 5], at=NOW) for pk in order]
                move_statuses(moves, actor=ACTOR, now=NOW)
        connection.close()

    threads = [Thread(target=change, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for person_id in (sara, omar):
        chain = list(
            StatusChange.objects.filter(person_id=person_id)
            .order_by("id")
            .values_list("from_status", "to_status")
        )
        assert [before for before, _ in chain] == ["", *(after for _, after in chain[:-1])]
        assert chain[-1][1] == Person.objects.get(pk=person_id).status


def test_updates_of_the_same_people_at_once_lose_nothing(real_commits):
    ids = insert(*(draft() for _ in range(5)))
    barrier = Barrier(8)

    def change(number):
        barrier.wait()
        order = ids if number % 2 else ids[::-1]
        with acting(ACTOR):
            update_people(
                [Changes(id=pk, values={"custom": {f"k{number}": number}}) for pk in order],
                policy="overwrite",
                now=NOW,
            )
        connection.close()

    threads = [Thread(target=change, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    wanted = {f"k{number}": number for number in range(8)}
    assert [person.custom for person in Person.objects.all()] == [wanted] * 5


@pytest.mark.django_db
def test_the_audit_leaves_out_what_the_database_works_out_by_itself():
    (pk,) = insert(draft("Sara", job_title="مدیر"))
    with acting(ACTOR):
        update_people([Changes(id=pk, values={"job_title": "CEO"})], policy="overwrite", now=NOW)

    entry = AuditEntry.objects.get(table="person", row_id=pk, action="U")
    assert (entry.before["job_title"], entry.after["job_title"]) == ("مدیر", "CEO")
    assert "job_title_key" not in entry.after
    assert Person.objects.get(pk=pk).job_title_key == "ceo"
