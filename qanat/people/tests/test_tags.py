from threading import Barrier, Thread

import pytest
from django.db import connection

from qanat.kernel.errors import Conflict, Invalid, NotFound
from qanat.people.models import PersonTag, Tag
from qanat.people.public import (
    add_to_list,
    create_list,
    delete_list,
    person_card,
    put_tags,
    remove_from_list,
    static_lists,
    tag_names,
    tag_people,
    untag_people,
)
from qanat.people.tests.conftest import NOW, SYSTEM
from qanat.platform.actor import acting


def test_a_tag_is_the_same_in_any_spelling(admin, add):
    sara, omar = add({}, {})
    assert tag_people([sara], ["VIP", "مهمّ"], actor=admin, now=NOW) == 2
    assert tag_people([sara, omar], ["vip", "مهم"], actor=admin, now=NOW) == 2

    assert person_card(omar, admin).tags == ["VIP", "مهمّ"]
    assert untag_people([sara, omar], ["Vip"], actor=admin) == 2
    assert person_card(sara, admin).tags == ["مهمّ"]


def test_a_tag_needs_a_name(admin, add):
    (sara,) = add({})
    with pytest.raises(Invalid) as refusal:
        tag_people([sara], ["VIP", " ـ "], actor=admin, now=NOW)
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [((1,), "tag_name")]
    assert not Tag.objects.exists()


def test_nobody_tags_people_they_do_not_see(owner, stranger, add):
    (sara,) = add({"owner_id": owner.user_id})
    with pytest.raises(NotFound):
        tag_people([sara], ["VIP"], actor=stranger, now=NOW)
    assert not PersonTag.objects.exists()


def test_tags_are_suggested_by_their_beginning(admin, add):
    tag_people(add({}), ["Event 2026", "events", "VIP"], actor=admin, now=NOW)
    assert tag_names(prefix="EVENT") == ["Event 2026", "events"]


def test_two_who_use_a_new_tag_at_once_use_the_same(real_commits):
    from qanat.people.public import PersonDraft, insert_people

    with acting(SYSTEM):
        ids = insert_people(
            [PersonDraft(full_name=f"P{n}") for n in range(8)], actor=SYSTEM, now=NOW
        )
    barrier = Barrier(8)
    put = []

    def tag(person_id):
        barrier.wait()
        with acting(SYSTEM):
            put.append(put_tags([(person_id, "VIP"), (person_id, "New")], now=NOW))
        connection.close()

    threads = [Thread(target=tag, args=(person_id,)) for person_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert put == [2] * 8
    assert Tag.objects.count() == 2
    assert PersonTag.objects.count() == 16


def test_a_list_holds_each_person_once_and_counts_whom_one_sees(admin, owner, add):
    mine, other = add({"owner_id": owner.user_id}, {})
    fair = create_list("Trade fair", actor=admin, now=NOW)

    assert add_to_list(fair, [mine, other], actor=admin, now=NOW) == 2
    assert add_to_list(fair, [mine], actor=admin, now=NOW) == 0
    assert [row.people for row in static_lists(admin)] == [2]
    assert [row.people for row in static_lists(owner)] == [1]
    assert person_card(mine, owner).lists == [{"id": fair, "name": "Trade fair"}]

    assert remove_from_list(fair, [other], actor=admin) == 1
    assert [row.people for row in static_lists(admin)] == [1]
    delete_list(fair, actor=admin)
    assert static_lists(admin) == []


def test_a_list_of_the_same_name_is_named(admin):
    fair = create_list("Trade fair", actor=admin, now=NOW)
    with pytest.raises(Conflict) as refusal:
        create_list("trade  FAIR", actor=admin, now=NOW)
    assert refusal.value.record == f"lists/{fair}"


def test_a_list_that_is_not_there_takes_nobody(admin, add):
    with pytest.raises(NotFound):
        add_to_list(1, add({}), actor=admin, now=NOW)
