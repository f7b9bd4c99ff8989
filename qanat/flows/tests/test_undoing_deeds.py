"""Taking back what somebody did a moment ago."""

from datetime import timedelta

import pytest

from qanat.flows.public import edit_person, undo_deed, undo_deeds
from qanat.kernel import clock
from qanat.kernel.errors import NotFound
from qanat.people.public import create_person, delete_people, person_card, tag_people, untag_people
from qanat.platform.actor import system_actor
from qanat.scoring.public import ensure_default_model

ME = system_actor("test")
NOW = clock.now()  # the audit has the time of the database


@pytest.fixture
def sara(db):
    ensure_default_model(actor=ME, now=NOW)
    return create_person(
        {"given_name": "Sara", "email": "sara@example.com"},
        owner_id=None,
        account_id=None,
        actor=ME,
        now=NOW,
    )


def test_a_deleted_person_is_back_with_the_email(sara):
    delete_people([sara], actor=ME.because("web:1"), now=NOW)
    assert undo_deed("web:1", actor=ME, now=NOW) is False
    assert person_card(sara, ME).email == "sara@example.com"


def test_tags_that_were_taken_and_put_are_as_before(sara):
    tag_people([sara], ["old"], actor=ME, now=NOW)
    untag_people([sara], ["old"], actor=ME.because("web:2"))
    tag_people([sara], ["new"], actor=ME.because("web:2"), now=NOW)
    undo_deed("web:2", actor=ME, now=NOW)
    assert person_card(sara, ME).tags == ["old"]


def edited(sara, number, **values):
    edit_person(sara, values, actor=ME.because(f"web:{number}"), now=NOW)


def test_several_deeds_are_taken_back_newest_first(sara):
    edited(sara, 4, city="Riyadh")
    edited(sara, 5, city="Jeddah")
    assert undo_deeds(["web:5", "web:4"], actor=ME, now=NOW) is False
    assert person_card(sara, ME).city == ""


def test_what_another_changed_in_the_middle_stays_and_the_rest_is_taken_back(sara):
    edited(sara, 6, city="Riyadh")
    edited(sara, 7, job_title="Buyer")
    edited(sara, 8, company="Acme")
    edit_person(sara, {"job_title": "Head of buying"}, actor=system_actor("other"), now=NOW)
    assert undo_deeds(["web:8", "web:7", "web:6"], actor=ME, now=NOW) is True
    card = person_card(sara, ME)
    assert (card.city, card.job_title, card.company) == ("", "Head of buying", "")


def test_a_deed_whose_place_is_taken_keeps_no_other_from_being_taken_back(sara):
    edited(sara, 9, city="Riyadh")
    edited(sara, 10, email="new@example.com")
    other = {"given_name": "Other", "email": "sara@example.com"}
    create_person(other, owner_id=None, account_id=None, actor=ME, now=NOW)
    assert undo_deeds(["web:10", "web:9", "web:gone"], actor=ME, now=NOW) is True
    assert (person_card(sara, ME).city, person_card(sara, ME).email) == ("", "new@example.com")


def test_several_of_which_none_was_done_are_not_found(sara):
    with pytest.raises(NotFound):
        undo_deeds(["web:11", "web:12"], actor=ME, now=NOW)


def test_nobody_takes_back_what_another_did_or_what_is_long_past(sara):
    delete_people([sara], actor=ME.because("web:3"), now=NOW)
    for actor, when in ((system_actor("other"), NOW), (ME, NOW + timedelta(hours=1))):
        with pytest.raises(NotFound):
            undo_deed("web:3", actor=actor, now=when)
    with pytest.raises(NotFound):
        person_card(sara, ME)
