"""Taking back what somebody did a moment ago."""

from datetime import timedelta

import pytest

from qanat.flows.public import undo_deed
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


def test_nobody_takes_back_what_another_did_or_what_is_long_past(sara):
    delete_people([sara], actor=ME.because("web:3"), now=NOW)
    for actor, when in ((system_actor("other"), NOW), (ME, NOW + timedelta(hours=1))):
        with pytest.raises(NotFound):
            undo_deed("web:3", actor=actor, now=when)
    with pytest.raises(NotFound):
        person_card(sara, ME)
