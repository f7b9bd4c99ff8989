"""A morning in the list of leads, in a real browser: by mouse in English, by keys alone in Arabic."""

import pytest
from playwright.sync_api import expect

from qanat.flows.public import add_person
from qanat.kernel import clock
from qanat.people.models import Person
from qanat.platform.actor import system_actor

pytestmark = pytest.mark.journey
SYSTEM = system_actor("test")


@pytest.fixture
def leads(live_company):
    found = []
    for name in ("Celine", "Basma", "Alia"):
        values = {"given_name": name, "email": f"{name.lower()}@acme.com"}
        owner_id = live_company.id_of("manager")
        found.append(
            add_person(values, owner_id=owner_id, account_id=None, actor=SYSTEM, now=clock.now())
        )
    return found


ADDRESS = "/leads/?columns=name,status,job_title,city,email&order=name"


def city_of(person_id):
    return Person.objects.get(pk=person_id).city


def test_by_mouse(served, live_company, leads, browse):
    page = browse(live_company, "manager", language="en")
    page.goto(served + ADDRESS)
    row = page.locator("[data-row]").nth(0)
    cell = row.locator("[data-edit*='/cell/city/']")
    cell.click()
    page.keyboard.type("R")
    page.locator("[data-editing] [name=value]").fill("Riyadh")
    page.keyboard.press("Enter")
    page.locator("td:focus", has_text="Riyadh").wait_for()
    assert city_of(leads[2]) == "Riyadh"

    mail = row.locator("[data-edit*='/cell/email/']")
    mail.dblclick()
    page.locator("[data-editing] [name=value]").fill("nonsense")
    page.keyboard.press("Enter")
    page.locator("[data-editing] [role=alert]").wait_for()
    page.locator("[data-editing] [aria-invalid=true]:focus").wait_for()
    page.keyboard.press("Escape")
    row.get_by_text("alia@acme.com").wait_for()

    page.locator("[data-row] input[name=id]").nth(0).click()
    page.locator("[data-row] input[name=id]").nth(2).click(modifiers=["Shift"])
    expect(page.locator(".bulk__count")).to_have_text("Selected: 3")
    page.locator(".bulk [data-deed-key=KeyS]").click()
    page.locator("#bulk-status").get_by_text("Contacted").click()
    page.locator(".toast").get_by_text("Done for 3 records.").wait_for()
    assert Person.objects.filter(status="contacted").count() == 3
    page.locator("[data-row]").get_by_text("Contacted").nth(2).wait_for()
    page.locator(".toast").get_by_role("button", name="Undo").last.click()
    page.locator("[data-row]").get_by_text("Open").nth(2).wait_for()
    assert not Person.objects.filter(status="contacted").exists()


def test_by_keys_alone_in_arabic(served, live_company, leads, browse):
    page = browse(live_company, "manager", language="ar")
    page.goto(served + ADDRESS)
    page.locator("[data-row]").nth(2).wait_for()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.locator("[data-editing] select[name=value]").wait_for()
    page.keyboard.press("Tab")
    page.locator("[data-editing] input[name=value]").wait_for()
    page.keyboard.type("مديرة")
    page.keyboard.press("Tab")
    page.locator("[data-editing][data-edit*='/cell/city/'] [name=value]").wait_for()
    page.keyboard.type("جدة")
    page.keyboard.press("Enter")
    page.locator("td:focus", has_text="جدة").wait_for()
    assert (Person.objects.get(pk=leads[1]).job_title, city_of(leads[1])) == ("مديرة", "جدة")

    page.keyboard.press("ArrowRight")
    page.locator("td[data-edit*='/cell/job_title/']:focus").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    page.keyboard.press("k")
    page.keyboard.press("x")
    expect(page.locator(".bulk__count")).to_have_text("المحدد: 2")
    page.keyboard.press("s")
    page.locator("#bulk-status").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("[data-row]").get_by_text("تم التواصل").nth(1).wait_for()
    assert Person.objects.exclude(status="open").count() == 2
