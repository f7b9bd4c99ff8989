"""A next step planned from a list, with no record open."""

import pytest
from playwright.sync_api import expect

from qanat.flows.public import add_person
from qanat.kernel import clock
from qanat.pipeline.public import create_opportunity
from qanat.platform.actor import system_actor
from qanat.work.models import Task

SYSTEM = system_actor("test")


def a_lead(company, name, owner="owner"):
    values = {"given_name": name, "email": f"{name.lower()}@acme.com"}
    owner_id = company.id_of(owner)
    return add_person(values, owner_id=owner_id, account_id=None, actor=SYSTEM, now=clock.now())


def a_deal(company, name, owner="owner"):
    values = {"name": name, "owner_id": company.id_of(owner), "person_id": a_lead(company, name)}
    return create_opportunity(values, actor=SYSTEM, now=clock.now()).opportunity_id


def test_a_row_says_where_its_next_step_is_planned_to_whoever_may(company, as_user):
    person, deal = a_lead(company, "Alia"), a_deal(company, "Basma")
    client = as_user(company, "owner")
    body = client.get("/leads/").content.decode()
    assert f'<tr data-row="{person}" data-next="/people/{person}/next-step/">' in body
    assert f'data-next="/deals/{deal}/next-step/"' in client.get("/deals/").content.decode()
    assert "data-next" not in as_user(company, "reader").get("/leads/").content.decode()


def test_a_step_of_a_deal_is_with_its_person_and_shown_in_its_row(company, as_user):
    deal = a_deal(company, "Basma")
    client = as_user(company, "owner", htmx=True)
    told = {"task_kind": "call", "title": "Ask again", "when": "tomorrow"}
    assert as_user(company, "stranger").post(f"/deals/{deal}/next-step/", told).status_code == 404
    assert client.get(f"/deals/{deal}/next-step/").status_code == 200
    before = Task.objects.count()
    answer = client.post(f"/deals/{deal}/next-step/", told)
    assert (answer.status_code, Task.objects.count()) == (204, before + 1)
    task = Task.objects.get(title="Ask again")
    assert (task.opportunity_id, task.person_id is not None) == (deal, True)
    row = client.get(f"/deals/rows/?only={deal}").content.decode()
    assert (row.count("<tr "), "Ask again" in row) == (1, True)
    unseen = as_user(company, "stranger").get(f"/deals/rows/?only={deal}")
    assert unseen.content == b""


@pytest.mark.journey
def test_t_plans_for_the_selected_line(served, live_company, browse):
    for name in ("Celine", "Alia"):
        a_lead(live_company, name, "manager")
    page = browse(live_company, "manager", language="en")
    page.goto(f"{served}/leads/?columns=name,step&order=name")
    expect(page.locator("[data-row]")).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("t")
    page.locator("#dialog [name=title]:focus").wait_for()
    page.keyboard.type("Send the offer")
    page.keyboard.press("Enter")
    line = page.locator("[data-row][data-open]")
    expect(line).to_contain_text("Send the offer")
    expect(line).to_contain_text("Alia")
    expect(line.locator("input[name=id]")).to_be_checked()
    expect(page.locator(".bulk__count")).to_have_text("Selected: 1")
    expect(page.locator("#dialog dialog")).to_have_count(0)
