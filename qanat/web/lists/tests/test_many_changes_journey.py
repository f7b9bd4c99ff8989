"""Several cells edited in a row: told once, and taken back together."""

import pytest
from playwright.sync_api import expect

from qanat.flows.public import add_person, edit_person
from qanat.kernel import clock
from qanat.people.models import Person
from qanat.platform.actor import system_actor

pytestmark = pytest.mark.journey
SYSTEM = system_actor("test")
COLUMNS = ("company", "job_title", "city")


def typed(page, key, text):
    page.locator(f"[data-editing][data-edit*='/cell/{key}/'] input[name=value]:focus").wait_for()
    page.keyboard.type(text)
    page.keyboard.press("Tab")


def test_changes_in_a_row_are_one_toast_and_its_undo_takes_all_back(served, live_company, browse):
    values = {"given_name": "Alia", "email": "alia@acme.com"}
    owner_id = live_company.id_of("manager")
    alia = add_person(values, owner_id=owner_id, account_id=None, actor=SYSTEM, now=clock.now())
    page = browse(live_company, "manager", language="ar")
    page.goto(f"{served}/leads/?columns=name,{','.join(COLUMNS)}")
    page.locator("[data-edit*='/cell/company/']").dblclick()
    for key, text in zip(COLUMNS, ("Acme", "Buyer", "Riyadh"), strict=True):
        typed(page, key, text)
    expect(page.locator(".toast")).to_have_count(1)
    expect(page.locator(".toast")).to_contain_text("حُفظت 3 تغييرات.")
    edit_person(alia, {"job_title": "Head of buying"}, actor=SYSTEM, now=clock.now())

    page.locator(".toast").get_by_role("button", name="تراجع").click()

    expect(page.locator("[data-row]")).to_contain_text("Head of buying")
    expect(page.locator("[data-row]")).not_to_contain_text("Riyadh")
    person = Person.objects.get(pk=alia)
    assert [getattr(person, name) for name in COLUMNS] == ["", "Head of buying", ""]
