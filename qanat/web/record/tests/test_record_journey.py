"""A record in the browser: worked on by keys alone, in both directions of writing."""

import pytest
from playwright.sync_api import expect

from qanat.people.public import person_card
from qanat.platform.actor import system_actor
from qanat.work.public import notes_of

SYSTEM = system_actor("test")


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_record_is_worked_on_by_keys_alone(live_company, served, browse, add, language):
    first = add(live_company)
    add(live_company, email="second@najdcold.example", phone="+966550184421", full_name="Fahd")
    page = browse(live_company, "owner", language=language)
    page.goto(f"{served}/leads/")
    page.locator("a.table__lead").first.wait_for()
    page.goto(f"{served}/people/{first}/")

    # The score says why, and lets go at Escape.
    page.locator('[popovertarget="why-score"]').focus()
    page.keyboard.press("Enter")
    page.locator("#why-score .why__rule").first.wait_for()
    page.keyboard.press("Escape")

    # A fact is edited where it stands, and Tab goes on to the next.
    page.locator(f'dd[data-edit*="/{first}/cell/job_title/"]').focus()
    page.keyboard.press("Enter")
    page.locator("[data-editing] [name=value]").wait_for()
    page.keyboard.press("Control+A")
    page.keyboard.type("CFO")
    page.keyboard.press("Tab")
    page.locator('[data-editing][data-edit*="/cell/company/"]').wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("[data-editing]")).to_have_count(0, timeout=10_000)
    assert person_card(first, SYSTEM).job_title == "CFO"

    # A note by its key, sent by Ctrl and Enter, stands in the timeline.
    page.locator("#composer textarea").wait_for()
    page.locator("#composer textarea").focus()
    page.keyboard.type("وافق المدير المالي على تسع غرف")
    page.keyboard.press("Control+Enter")
    page.locator(".event__body", has_text="وافق المدير المالي").wait_for()
    assert [note.text for note in notes_of(first, actor=SYSTEM)] == [
        "وافق المدير المالي على تسع غرف"
    ]

    # The list it was opened from is not lost: K and J go to its neighbours.
    page.locator("[data-neighbours]:not([hidden])").wait_for()
    other = page.locator("[data-neighbours] a[href]").first
    assert other.get_attribute("href") != f"/people/{first}/"
