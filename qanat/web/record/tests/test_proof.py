"""What stands behind a record: consent with its proof, and what its facts were before."""

from html import unescape

import pytest

from qanat.consent.public import ledger_of
from qanat.flows.public import edit_person
from qanat.kernel import clock
from qanat.people.public import define_field
from qanat.platform.actor import system_actor

SYSTEM = system_actor("test")
AGREED = {
    "state": "granted",
    "channel": "whatsapp",
    "purpose": "marketing",
    "way": "call",
    "wording": "نعم، أرسلوا لي العروض",
}


def seen(answer):
    return unescape(answer.content.decode())


def test_what_a_person_says_is_recorded_with_its_proof(company, as_user, add):
    person = add(company)
    client = as_user(company, "owner", htmx=True)
    url = f"/people/{person}/consent/"
    assert client.post(url, AGREED).status_code == 204
    later = {**AGREED, "state": "withdrawn", "wording": ""}
    assert client.post(url, later).status_code == 204
    assert [(each.state, each.source, each.wording) for each in ledger_of(person, SYSTEM)] == [
        ("withdrawn", "hand:call", ""),
        ("granted", "hand:call", "نعم، أرسلوا لي العروض"),
    ]
    shown = seen(client.get(url))
    assert "نعم، أرسلوا لي العروض" in shown
    assert "On the phone" in shown
    assert "withdrawn" in seen(client.get(f"/people/{person}/"))


@pytest.mark.parametrize("wrong", [{"channel": "pigeon"}, {"on": "2999-01-01"}, {"on": "soon"}])
def test_what_is_wrong_is_told_in_the_dialog_and_nothing_recorded(company, as_user, add, wrong):
    person = add(company)
    refused = as_user(company, "owner", htmx=True).post(
        f"/people/{person}/consent/", AGREED | wrong
    )
    assert refused.status_code == 422
    assert 'role="alert"' in seen(refused)
    assert "نعم، أرسلوا لي العروض" in seen(refused)
    assert ledger_of(person, SYSTEM) == []


def test_consent_is_recorded_by_whoever_may(company, as_user, add):
    person = add(company)
    url = f"/people/{person}/consent/"
    reader = as_user(company, "reader", htmx=True)
    assert "Record it" not in seen(reader.get(url))
    assert reader.post(url, AGREED).status_code == 403
    assert as_user(company, "stranger", htmx=True).post(url, AGREED).status_code == 404
    assert as_user(company, "stranger", htmx=True).get(url).status_code == 404
    assert ledger_of(person, SYSTEM) == []


def test_the_history_of_facts_says_who_from_what_to_what(company, as_user, add):
    person = add(company)
    define_field(
        "person", "rooms", kind="number", labels={"en": "Rooms"}, actor=SYSTEM, now=clock.now()
    )
    owner = company.actor("owner")
    edit_person(person, {"job_title": "CFO", "country": "AE"}, actor=owner, now=clock.now())
    edit_person(person, {"custom": {"rooms": 9}}, actor=owner, now=clock.now())
    shown = seen(as_user(company, "owner", htmx=True).get(f"/people/{person}/history/"))
    for text in ("Operations director", "CFO", "Saudi Arabia", "United Arab Emirates", "Rooms"):
        assert text in shown
    assert shown.count("Sara Haddad") == 3
    stranger = as_user(company, "stranger", htmx=True)
    assert stranger.get(f"/people/{person}/history/").status_code == 404


def test_the_history_of_deals_and_accounts_is_for_whoever_sees_them(
    company, as_user, add, add_deal
):
    deal = add_deal(company, add(company))
    client = as_user(company, "owner", htmx=True)
    client.post(f"/deals/{deal}/cell/amount/", {"value": "200000", "was": "184000.00", "as": "dd"})
    assert "Value" in seen(client.get(f"/deals/{deal}/history/"))
    assert as_user(company, "stranger").get(f"/deals/{deal}/history/").status_code == 404
