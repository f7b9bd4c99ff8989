"""Quick filters by what the records of a list have: counted, put in by one click, taken out by another."""

import json
import re

import pytest
from playwright.sync_api import expect

from qanat.flows.public import add_person
from qanat.kernel import clock
from qanat.people.models import Person
from qanat.people.public import create_person, tag_people
from qanat.pipeline.public import create_opportunity
from qanat.platform.actor import system_actor

SYSTEM = system_actor("test")


def a_lead(company, name, source, owner="owner"):
    values = {"given_name": name, "email": f"{name.lower()}@acme.com", "source": source}
    owner_id = company.id_of(owner)
    return create_person(values, owner_id=owner_id, account_id=None, actor=SYSTEM, now=clock.now())


@pytest.fixture
def leads(company):
    said = (("Alia", "Trade show"), ("Basma", "trade SHOW"), ("Celine", "Google"), ("Dana", ""))
    mine = [a_lead(company, name, source) for name, source in said]
    return [*mine, a_lead(company, "Emna", "Radio", "stranger")]


def choices(answer):
    """What the menu offers: by its words the count, whether it is on, and where it leads."""
    found = re.findall(
        r'<a class="menu__item" href="([^"]*)"( aria-current="true")?><bdi class="cut">([^<]*)</bdi>'
        r'<span class="push row">(?:<span class="views__count">([^<]*)</span>)?',
        answer.content.decode(),
    )
    return {said: (count, bool(on), link.replace("&amp;", "&")) for link, on, said, count in found}


def counts(answer):
    return {said: (count, on) for said, (count, on, _) in choices(answer).items()}


def people(answer):
    return sorted(
        re.findall(r'<bdi class="cut">(Alia|Basma|Celine|Dana|Emna)</bdi>', answer.content.decode())
    )


def test_sources_are_counted_for_whoever_looks_and_chosen_by_one_click(company, leads, as_user):
    client = as_user(company, "owner", htmx=True)
    offered = client.get("/leads/quick/source/?view=all")
    [show] = [said for said in choices(offered) if said.lower() == "trade show"]
    assert counts(offered) == {show: ("2", False), "Google": ("1", False)}
    link = choices(offered)[show][2]
    narrowed = client.get(link)
    assert people(narrowed) == ["Alia", "Basma"]
    assert 'popovertarget="quick-source" data-on' in narrowed.content.decode()

    again = client.get(f"/leads/quick/source/?view=all&{link.partition('?')[2]}")
    assert counts(again) == {show: ("2", True), "Google": ("1", False)}
    both = client.get(choices(again)["Google"][2])
    assert people(both) == ["Alia", "Basma", "Celine"]
    assert people(client.get(choices(again)[show][2])) == ["Alia", "Basma", "Celine", "Dana"]


def test_what_is_chosen_can_be_taken_out_even_where_no_record_has_it(company, leads, as_user):
    client = as_user(company, "owner", htmx=True)
    radio = json.dumps({"field": "person.source", "is": "one_of", "value": ["Radio"]})
    offered = client.get("/leads/quick/source/", {"criteria": radio})
    assert counts(offered)["Radio"] == ("", True)
    assert len(people(client.get(choices(offered)["Radio"][2]))) == 4


def test_tags_are_counted_within_the_rest_of_the_filter(company, leads, as_user):
    tag_people(leads[:3], ["vip"], actor=SYSTEM, now=clock.now())
    tag_people(leads[1:2], ["fair"], actor=SYSTEM, now=clock.now())
    client = as_user(company, "owner", htmx=True)
    assert counts(client.get("/leads/quick/tag/")) == {"vip": ("3", False), "fair": ("1", False)}
    google = json.dumps({"field": "person.source", "is": "one_of", "value": ["Google"]})
    offered = client.get("/leads/quick/tag/", {"criteria": google})
    assert counts(offered) == {"vip": ("1", False)}
    assert people(client.get(choices(offered)["vip"][2])) == ["Celine"]


def test_of_more_than_are_looked_at_a_count_is_a_least_one(
    company, leads, as_user, query_budget, monkeypatch
):
    monkeypatch.setattr("qanat.listing.facets.CAP", 3)
    client = as_user(company, "owner", htmx=True)
    found = counts(client.get("/leads/quick/source/"))
    assert all(count.endswith("+") for count, _ in found.values())
    with query_budget("lists.quick"):
        client.get("/leads/quick/source/")


def test_stages_and_owners_of_deals(company, as_user):
    for owner, name in (("owner", "One"), ("owner", "Two"), ("stranger", "Three")):
        values = {"name": name, "owner_id": company.id_of(owner)}
        values["person_id"] = a_lead(company, name, "", owner)
        create_opportunity(values, actor=SYSTEM, now=clock.now())
    client = as_user(company, "admin", language="ar", htmx=True)
    stages = counts(client.get("/deals/quick/stage/"))
    assert len(stages) == 1
    assert re.search("[ء-ي]", next(iter(stages)))
    owners = choices(client.get("/deals/quick/owner/"))
    assert sorted(count for count, _, _ in owners.values()) == ["1", "2"]
    [link] = [link for count, _, link in owners.values() if count == "2"]
    body = client.get(link).content.decode()
    assert ("One" in body, "Two" in body, "Three" in body) == (True, True, False)


def test_there_is_no_such_quick_filter_or_none_for_them(company, leads, as_user):
    assert as_user(company, "owner").get("/leads/quick/e-mail/").status_code == 404
    assert as_user(company, "owner").get("/deals/quick/source/").status_code == 404
    broken = as_user(company, "owner").get("/leads/quick/source/", {"criteria": '{"field": 1}'})
    assert "Nothing of the kind" in broken.content.decode()


@pytest.mark.journey
def test_a_source_is_one_click_and_shown_as_a_chip(served, live_company, browse):
    values = {"given_name": "Alia", "email": "alia@acme.com", "source": "Radio"}
    owner_id = live_company.id_of("manager")
    add_person(values, owner_id=owner_id, account_id=None, actor=SYSTEM, now=clock.now())
    values = {"given_name": "Basma", "email": "basma@acme.com", "source": "Google"}
    add_person(values, owner_id=owner_id, account_id=None, actor=SYSTEM, now=clock.now())
    assert Person.objects.count() == 2
    page = browse(live_company, "manager", language="en")
    page.goto(f"{served}/leads/")
    page.locator("[popovertarget=quick-source]").click()
    page.locator("#quick-source .menu__item", has_text="Radio").click()
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("q-criteria .chip").first).to_contain_text("Radio")
    page.locator("[popovertarget=quick-source]").click()
    page.locator("#quick-source .menu__item[aria-current]", has_text="Radio").click()
    expect(page.locator("[data-row]")).to_have_count(2)
