import pytest

from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.people.models import Person, StatusChange
from qanat.people.public import (
    change_status,
    create_status,
    delete_status,
    order_statuses,
    set_status,
    set_status_gate,
    statuses,
)
from qanat.people.tests.conftest import NOW, SYSTEM

GATE = {
    "all": [
        {"field": "person.email", "is": "is_known"},
        {"field": "person.city", "is": "is", "value": "Riyadh"},
    ]
}


def keys():
    return [status.key for status in statuses()]


def test_five_statuses_come_built_in_with_names_in_three_languages(db):
    assert keys() == ["open", "contacted", "qualified", "unqualified", "nurture"]
    assert [status.key for status in statuses() if status.closed] == ["unqualified", "nurture"]
    assert all(status.labels.keys() == {"en", "ar", "fa"} for status in statuses())


def test_a_gate_keeps_out_and_says_what_is_missing(owner, admin, add):
    ready, unready = add(
        {
            "owner_id": owner.user_id,
            "email": "a@example.com",
            "keys": (("email", "a@example.com"),),
            "city": "Riyadh",
        },
        {
            "owner_id": owner.user_id,
            "email": "b@example.com",
            "keys": (("email", "b@example.com"),),
        },
    )
    set_status_gate("qualified", GATE, actor=admin)

    with pytest.raises(Invalid) as refusal:
        set_status([ready, unready], "qualified", at=NOW, now=NOW, actor=owner)

    (fault,) = refusal.value.faults
    assert (fault.path, fault.code) == (("city",), "gate_unmet")
    assert "Riyadh" in fault.message
    (closed,) = refusal.value.closed
    assert (closed.record_id, closed.gate.kind, closed.gate.key) == (unready, "status", "qualified")
    assert closed.gate.labels["fa"]
    assert closed.fields == ("person.city",)
    (unmet,) = closed.unmet
    assert all("Riyadh" in words for words in (unmet.sentence.ar, unmet.sentence.fa))
    assert set(Person.objects.values_list("status", flat=True)) == {"open"}
    assert StatusChange.objects.exclude(from_status="").count() == 0

    moved = set_status([ready], "qualified", at=NOW, now=NOW, actor=owner)
    assert [(move.person_id, move.after) for move in moved] == [(ready, "qualified")]


def test_a_gate_that_asks_for_something_not_to_be_so_says_that(owner, admin, add):
    (sara,) = add({"owner_id": owner.user_id, "city": "Riyadh"})
    set_status_gate("qualified", {"not": GATE["all"][1]}, actor=admin)
    with pytest.raises(Invalid) as refusal:
        set_status([sara], "qualified", at=NOW, now=NOW, actor=owner)
    (fault,) = refusal.value.faults
    assert (fault.path, fault.code) == (("city",), "gate_unmet")
    assert "not" in fault.message


def test_an_unknown_status_is_refused(owner, add):
    (sara,) = add({"owner_id": owner.user_id})
    with pytest.raises(Invalid) as refusal:
        set_status([sara], "hot", at=NOW, now=NOW, actor=owner)
    assert refusal.value.faults[0].code == "unknown_status"


def test_an_organisation_has_statuses_of_its_own_in_its_own_order(admin):
    create_status("on_hold", labels={"en": "On hold", "ar": "معلّق"}, actor=admin)
    order_statuses(
        ["on_hold", "open", "contacted", "qualified", "unqualified", "nurture"], actor=admin
    )
    changed = change_status("on_hold", closed=True, actor=admin)

    assert keys()[0] == "on_hold"
    assert changed.closed
    with pytest.raises(Conflict):
        create_status("on_hold", labels={"en": "Again"}, actor=admin)
    with pytest.raises(Invalid):
        order_statuses(["open"], actor=admin)


def test_a_status_that_somebody_has_or_that_comes_with_qanat_stays(admin, add):
    create_status("on_hold", labels={"en": "On hold"}, actor=admin)
    add({"status": "on_hold"})
    with pytest.raises(Conflict):
        delete_status("on_hold", actor=admin)
    with pytest.raises(Invalid):
        delete_status("open", actor=admin)
    with pytest.raises(NotFound):
        delete_status("gone", actor=admin)

    Person.objects.update(status="open")
    delete_status("on_hold", actor=admin)
    assert "on_hold" not in keys()


def test_a_gate_is_checked_before_it_is_kept(admin):
    with pytest.raises(Invalid) as refusal:
        set_status_gate("qualified", {"field": "person.shoe", "is": "known"}, actor=admin)
    assert refusal.value.faults[0].path == ("field",)
    assert all(status.gate is None for status in statuses())


def test_only_those_who_change_settings_change_statuses(owner):
    for attempt in (
        lambda: create_status("x", labels={"en": "X"}, actor=owner),
        lambda: set_status_gate("open", GATE, actor=owner),
        lambda: delete_status("x", actor=owner),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert len(keys()) == 5


def test_the_system_is_not_held_by_a_gate(add):
    from qanat.people.public import Move, move_statuses
    from qanat.platform.actor import acting

    (sara,) = add({})
    set_status_gate("qualified", GATE, actor=SYSTEM)
    with acting(SYSTEM):
        moved = move_statuses([Move(person_id=sara, to="qualified", at=NOW)], actor=SYSTEM, now=NOW)
    assert len(moved) == 1
