from datetime import timedelta

import pytest

from qanat.kernel.errors import Conflict, NotAllowed, NotFound
from qanat.people.models import Identifier, Person
from qanat.people.public import (
    create_account,
    create_person,
    delete_accounts,
    delete_people,
    list_accounts,
    list_people,
    person_card,
    restore_accounts,
    restore_people,
    trashed_accounts,
    trashed_people,
)
from qanat.people.tests.conftest import NOW

LATER = NOW + timedelta(hours=1)
SARA = {"full_name": "Sara", "email": "sara@example.com"}


@pytest.fixture
def sara(admin):
    return create_person(SARA, actor=admin, now=NOW)


def test_a_deleted_person_is_in_the_trash_and_nowhere_else(admin, sara):
    assert delete_people([sara], actor=admin, now=NOW) == 1

    assert [row.id for row in trashed_people(admin)] == [sara]
    assert list_people(admin) == []
    with pytest.raises(NotFound):
        person_card(sara, admin)


def test_a_restored_person_has_their_identifiers_again(admin, sara):
    delete_people([sara], actor=admin, now=NOW)
    restore_people([sara], actor=admin, now=LATER)

    assert person_card(sara, admin).identifiers == [{"kind": "email", "value": "sara@example.com"}]
    assert trashed_people(admin) == []


def test_an_identifier_given_up_before_stays_free(admin, sara):
    Identifier.objects.create(person_id=sara, kind="email", value="old@example.com", deleted_at=NOW)
    delete_people([sara], actor=admin, now=LATER)
    restore_people([sara], actor=admin, now=LATER)
    assert person_card(sara, admin).identifiers == [{"kind": "email", "value": "sara@example.com"}]


def test_who_got_the_identifier_meanwhile_is_named_and_nobody_comes_back(admin, sara):
    other = create_person({"full_name": "Other"}, actor=admin, now=NOW)
    delete_people([sara, other], actor=admin, now=NOW)
    heir = create_person(SARA, actor=admin, now=NOW)

    with pytest.raises(Conflict) as refusal:
        restore_people([sara, other], actor=admin, now=LATER)

    assert refusal.value.record == f"people/{heir}"
    assert "sara@example.com" in str(refusal.value)
    assert Person.objects.exclude(deleted_at=None).count() == 2
    assert Identifier.objects.get(deleted_at=None).person_id == heir


def test_two_of_the_trash_who_share_an_identifier_do_not_both_come_back(admin, sara):
    delete_people([sara], actor=admin, now=NOW)
    heir = create_person(SARA, actor=admin, now=NOW)
    delete_people([heir], actor=admin, now=LATER)

    with pytest.raises(Conflict):
        restore_people([sara, heir], actor=admin, now=LATER)
    assert restore_people([heir], actor=admin, now=LATER) == 1


def test_the_trash_is_for_those_who_may_delete_and_see(owner, stranger, admin):
    sara = create_person(SARA, actor=owner, now=NOW)
    with pytest.raises(NotAllowed):
        delete_people([sara], actor=owner, now=NOW)
    with pytest.raises(NotAllowed):
        trashed_people(owner)
    assert Person.objects.get().deleted_at is None


def test_the_trash_is_paged_by_key(admin):
    ids = [create_person({"full_name": f"P{number}"}, actor=admin, now=NOW) for number in range(5)]
    delete_people(ids, actor=admin, now=NOW)

    first = trashed_people(admin, limit=3)
    rest = trashed_people(admin, before=(first[-1].deleted_at, first[-1].id), limit=3)
    assert [row.id for row in first + rest] == ids[::-1]


def test_an_account_goes_to_the_trash_and_its_people_stay(admin):
    acme = create_account({"name": "ACME"}, actor=admin, now=NOW)
    sara = create_person(SARA, account_id=acme, actor=admin, now=NOW)

    delete_accounts([acme], actor=admin, now=NOW)
    assert [row.name for row in trashed_accounts(admin)] == ["ACME"]
    assert (list_accounts(admin), person_card(sara, admin).account) == ([], None)

    restore_accounts([acme], actor=admin, now=LATER)
    assert person_card(sara, admin).account == {"id": acme, "name": "ACME", "domain": ""}
