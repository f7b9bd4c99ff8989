from datetime import UTC, datetime

import pytest

from qanat.access.public import deactivate_user
from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.people.models import Identifier, OwnerChange, Person
from qanat.people.public import (
    change_person,
    create_account,
    create_person,
    define_field,
    link_to_account,
    person_card,
    set_lifecycle,
    set_owner,
)
from qanat.people.tests.conftest import NOW

SARA = {"full_name": "Sara Ahmadi", "email": "sara@example.com", "phone": "+966501234567"}


def keys_of(person_id):
    alive = Identifier.objects.filter(person_id=person_id, deleted_at=None)
    return set(alive.values_list("kind", "value"))


def test_a_person_added_by_hand_belongs_to_who_added_them(owner):
    sara = create_person(SARA, actor=owner, now=NOW)

    card = person_card(sara, owner)
    assert card.owner["id"] == owner.user_id
    assert keys_of(sara) == {("email", "sara@example.com"), ("phone", "+966501234567")}
    assert OwnerChange.objects.get().to_owner_id == owner.user_id


@pytest.mark.parametrize(
    ("who", "values", "error"),
    [
        pytest.param("reader", SARA, NotAllowed, id="no permission"),
        pytest.param("owner", SARA | {"email": "sara"}, Invalid, id="no address"),
        pytest.param("owner", SARA | {"custom": {"shoe": 42}}, Invalid, id="no such field"),
        pytest.param("owner", {}, Invalid, id="nobody"),
    ],
)
def test_a_refused_person_leaves_no_trace(request, who, values, error):
    with pytest.raises(error):
        create_person(values, actor=request.getfixturevalue(who), now=NOW)

    assert not Person.objects.exists()
    assert not Identifier.objects.exists()


def test_a_clash_names_the_holder_to_those_who_may_see_them(owner, stranger):
    sara = create_person(SARA, actor=owner, now=NOW)

    with pytest.raises(Conflict) as told:
        create_person({"email": "SARA@example.com"}, actor=owner, now=NOW)
    with pytest.raises(Conflict) as hidden:
        create_person({"email": "SARA@example.com"}, actor=stranger, now=NOW)

    assert told.value.record == f"people/{sara}"
    assert hidden.value.record == ""
    assert "sara" not in str(hidden.value)
    assert Person.objects.count() == 1


def test_a_change_writes_only_what_is_given(owner):
    sara = create_person(SARA | {"city": "Jeddah"}, actor=owner, now=NOW)
    change_person(sara, {"city": "Riyadh", "country": "السعودية"}, actor=owner, now=NOW)

    card = person_card(sara, owner)
    assert (card.city, card.country, card.full_name) == ("Riyadh", "SA", "Sara Ahmadi")


def test_a_new_primary_address_frees_the_old_one(owner):
    sara = create_person(SARA, actor=owner, now=NOW)
    change_person(
        sara, {"email": "new@example.com", "emails": ["third@example.com"]}, actor=owner, now=NOW
    )

    assert keys_of(sara) == {
        ("email", "new@example.com"),
        ("email", "third@example.com"),
        ("phone", "+966501234567"),
    }
    assert create_person({"email": "sara@example.com"}, actor=owner, now=NOW) != sara


def test_giving_the_same_address_again_keeps_it(owner):
    sara = create_person(SARA, actor=owner, now=NOW)
    change_person(sara, {"email": "sara@example.com"}, actor=owner, now=NOW)
    assert ("email", "sara@example.com") in keys_of(sara)


def test_an_address_of_somebody_else_is_refused_and_nothing_changes(owner):
    sara = create_person(SARA, actor=owner, now=NOW)
    omar = create_person({"email": "omar@example.com"}, actor=owner, now=NOW)

    with pytest.raises(Conflict) as refusal:
        change_person(omar, {"email": "sara@example.com", "city": "Riyadh"}, actor=owner, now=NOW)

    assert refusal.value.record == f"people/{sara}"
    assert keys_of(omar) == {("email", "omar@example.com")}
    assert person_card(omar, owner).city == ""


def test_a_custom_value_is_taken_away_by_null(owner, admin):
    define_field("person", "size", kind="number", labels={"en": "Size"}, actor=admin, now=NOW)
    sara = create_person(SARA | {"custom": {"size": "۱۲"}}, actor=owner, now=NOW)
    assert person_card(sara, owner).custom == {"size": 12}

    change_person(sara, {"custom": {"size": None}}, actor=owner, now=NOW)
    assert person_card(sara, owner).custom == {}


def test_a_person_of_somebody_else_does_not_exist(owner, stranger):
    sara = create_person(SARA, actor=owner, now=NOW)
    at = {"at": NOW, "now": NOW}

    for attempt in (
        lambda: change_person(sara, {"city": "X"}, actor=stranger, now=NOW),
        lambda: set_lifecycle([sara], "customer", actor=stranger, **at),
        lambda: person_card(sara, stranger),
    ):
        with pytest.raises(NotFound):
            attempt()

    person = Person.objects.get(pk=sara)
    assert (person.city, person.lifecycle) == ("", "lead")


def test_an_owner_is_given_by_those_who_may(owner, stranger, admin):
    sara = create_person(SARA, actor=owner, now=NOW)
    with pytest.raises(NotAllowed):
        set_owner([sara], stranger.user_id, at=NOW, now=NOW, actor=owner)

    moved = set_owner(
        [sara],
        stranger.user_id,
        at=datetime(2026, 1, 1, tzinfo=UTC),
        now=NOW,
        actor=admin,
        reason="holiday",
    )

    assert [(move.before, move.after) for move in moved] == [(owner.user_id, stranger.user_id)]
    assert person_card(sara, stranger).id == sara
    change = OwnerChange.objects.latest("id")
    assert (change.reason, change.actor) == ("holiday", admin.name)


def test_an_unknown_lifecycle_is_refused(owner):
    sara = create_person(SARA, actor=owner, now=NOW)
    with pytest.raises(Invalid) as refusal:
        set_lifecycle([sara], "king", at=NOW, now=NOW, actor=owner)
    assert refusal.value.faults[0].code == "unknown_lifecycle"


def test_people_are_linked_to_accounts_that_one_sees(owner, admin):
    sara = create_person(SARA, actor=owner, now=NOW)
    mine = create_account({"name": "ACME"}, actor=owner, now=NOW)
    theirs = create_account({"name": "Other"}, actor=admin, now=NOW)

    assert link_to_account([sara], mine, actor=owner, now=NOW) == [sara]
    with pytest.raises(Invalid) as refusal:
        link_to_account([sara], theirs, actor=owner, now=NOW)
    assert refusal.value.faults[0].code == "unknown_account"
    assert person_card(sara, owner).account["name"] == "ACME"

    assert link_to_account([sara], None, actor=owner, now=NOW) == [sara]
    assert person_card(sara, owner).account is None


@pytest.mark.parametrize(
    ("more", "code"),
    [({"owner_id": 999_999}, "unknown_owner"), ({"account_id": 999_999}, "unknown_account")],
)
def test_nobody_is_given_to_who_is_not_there(owner, more, code):
    with pytest.raises(Invalid) as refusal:
        create_person(SARA, actor=owner, now=NOW, **more)
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [
        ((next(iter(more)),), code)
    ]
    assert not Person.objects.exists()


def test_nobody_is_given_to_a_user_who_left(owner, stranger, admin):
    sara = create_person(SARA, actor=owner, now=NOW)
    deactivate_user(stranger.user_id, actor=admin, now=NOW)
    with pytest.raises(Invalid):
        set_owner([sara], stranger.user_id, at=NOW, now=NOW, actor=admin)
    assert person_card(sara, admin).owner["id"] == owner.user_id
