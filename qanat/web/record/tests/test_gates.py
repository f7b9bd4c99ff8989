"""Gates: what is missing is asked for, and filled in the record goes on; facts of the organisation."""

from datetime import date
from html import unescape

import pytest

from qanat.kernel import clock
from qanat.people.public import define_field, person_card, set_status_gate
from qanat.pipeline.public import change_stage, list_pipelines, opportunity_card
from qanat.platform.actor import system_actor

SYSTEM = system_actor("test")
CITY = {"field": "person.city", "is": "is_known"}


def seen(answer):
    return unescape(answer.content.decode())


def renewal(kind, **more):
    labels = {"en": "Renewal", "ar": "التجديد", "fa": "تمدید"}
    define_field(
        "person", "renewal", kind=kind, labels=labels, actor=SYSTEM, now=clock.now(), **more
    )


def test_a_status_asks_for_what_its_gate_misses_and_is_entered_with_it(company, as_user, add):
    person = add(company)
    set_status_gate("qualified", CITY, actor=SYSTEM)
    client = as_user(company, "owner", htmx=True)
    refused = client.post(f"/people/{person}/status/", {"status": "qualified"})
    assert refused.status_code == 422
    assert refused["HX-Retarget"] == "#dialog"
    assert 'name="city"' in seen(refused)
    assert person_card(person, SYSTEM).status != "qualified"

    empty = client.post(
        f"/people/{person}/status/", {"status": "qualified", "fill": "city", "city": ""}
    )
    assert empty.status_code == 422
    filled = client.post(
        f"/people/{person}/status/", {"status": "qualified", "fill": "city", "city": "الرياض"}
    )
    assert filled.status_code == 204
    card = person_card(person, SYSTEM)
    assert (card.status, card.city) == ("qualified", "الرياض")
    client.post(filled["HX-Trigger"].split('"undo": "')[1].split('"')[0])
    card = person_card(person, SYSTEM)
    assert (card.status == "qualified", card.city) == (False, "")


def test_a_fault_of_what_is_filled_in_keeps_it_and_writes_nothing(company, as_user, add):
    person = add(company)
    gate = {"all": [CITY, {"field": "person.website", "is": "is_known"}]}
    set_status_gate("qualified", gate, actor=SYSTEM)
    given = {
        "status": "qualified",
        "fill": ["city", "website"],
        "city": "جدة",
        "website": "no site",
    }
    refused = as_user(company, "owner", htmx=True).post(f"/people/{person}/status/", given)
    assert refused.status_code == 422
    assert 'value="جدة"' in seen(refused)
    assert person_card(person, SYSTEM).city == ""


def test_a_stage_asks_for_the_amount_and_the_day(company, as_user, add, add_deal):
    deal = add_deal(company, add(company), amount=None)
    stage = list_pipelines(actor=SYSTEM)[0].stages[1].stage_id
    gate = {
        "all": [
            {"field": "opportunity.amount", "is": "is_known"},
            {"field": "opportunity.expected_close_on", "is": "is_known"},
        ]
    }
    change_stage(stage, {"gate": gate}, actor=SYSTEM)
    client = as_user(company, "owner", htmx=True)
    refused = client.post(f"/deals/{deal}/move/", {"stage": stage})
    assert refused.status_code == 422
    given = {
        "stage": stage,
        "fill": ["amount", "expected_close_on"],
        "amount": "١٨٤٬٠٠٠",
        "expected_close_on": "2027-01-31",
    }
    assert client.post(f"/deals/{deal}/move/", given).status_code == 204
    card = opportunity_card(deal, actor=SYSTEM, now=clock.now())
    assert (card.stage_id, card.amount, card.expected_close_on) == (
        stage,
        184_000,
        date(2027, 1, 31),
    )


@pytest.mark.parametrize(
    "case",
    [
        ("text", {}, "شهريًا", "شهريًا", "شهريًا"),
        ("number", {}, "١٢", 12, "12"),
        ("date", {}, "2027-01-31", "2027-01-31", "31 Jan 2027"),
        ("yes_no", {}, "no", False, "No"),
        ("choice", {"choices": ["A", "B"]}, "B", "B", "B"),
        ("choices", {"choices": ["A", "B", "C"]}, ["A", "C"], ["A", "C"], "A, C"),
    ],
)
def test_a_field_of_the_organisation_is_edited_in_place(company, as_user, add, case):
    kind, more, typed, stored, shown = case
    person = add(company)
    renewal(kind, **more)
    client = as_user(company, "owner", htmx=True)
    url = f"/people/{person}/custom/renewal/"
    assert "Renewal" in seen(client.get(f"/people/{person}/"))
    assert 'name="value"' in seen(client.get(url))
    saved = client.post(url, {"value": typed, "was": ""})
    assert saved.status_code == 200
    assert shown in seen(saved)
    assert person_card(person, SYSTEM).custom == {"renewal": stored}


def test_two_who_edit_one_field_see_both_values_and_none_is_lost(company, as_user, add):
    person = add(company)
    renewal("text")
    url = f"/people/{person}/custom/renewal/"
    as_user(company, "manager", htmx=True).post(url, {"value": "Theirs", "was": ""})
    mine = as_user(company, "owner", htmx=True)
    clash = mine.post(url, {"value": "Mine", "was": ""})
    assert clash.status_code == 409
    assert "Mine" in seen(clash)
    assert "Theirs" in seen(clash)
    assert person_card(person, SYSTEM).custom == {"renewal": "Theirs"}
    assert mine.post(url, {"value": "Mine", "was": "Theirs"}).status_code == 200
    assert person_card(person, SYSTEM).custom == {"renewal": "Mine"}


def test_a_stranger_edits_no_field(company, as_user, add):
    person = add(company)
    renewal("text")
    url = f"/people/{person}/custom/renewal/"
    for who in ("stranger", "reader"):
        answer = as_user(company, who, htmx=True).post(url, {"value": "x", "was": ""})
        assert answer.status_code in {403, 404}
    assert person_card(person, SYSTEM).custom == {}
