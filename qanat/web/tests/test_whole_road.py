"""One lead's whole life in the pages, from a stranger's form to the report; by mouse, and by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from qanat.capture.public import begin_form, form_shown
from qanat.kernel import clock
from qanat.people.models import Person
from qanat.pipeline.models import Opportunity
from qanat.web.forms import tickets

pytestmark = pytest.mark.journey

DONE = ".toast"


def fill_in(served, open_page, company, language):
    """A stranger fills in the form on a phone; the lead that came of it."""
    form_id = begin_form("Contact page", actor=company.actor("admin"), now=clock.now())
    slug = form_shown(form_id, company.actor("admin")).draft.slug
    stranger = open_page(locale=language, width=390)
    stranger.goto(f"{served}/f/{slug}/?lang={language}")
    stranger.locator("#field-name").fill("هدى العمري" if language == "ar" else "Huda Al-Amri")
    stranger.locator("#field-email").fill("huda@rimal-foods.example")
    stranger.wait_for_timeout(tickets.SOONEST.total_seconds() * 1000)
    stranger.locator("main form button:not([formnovalidate])").last.click()
    stranger.wait_for_url("**/thanks/**")
    return Person.objects.get()


def settled(page):
    """Until nothing is under way."""
    for _ in range(100):
        page.wait_for_timeout(50)
        if not page.evaluate("!!document.querySelector('.htmx-request')"):
            return


@pytest.mark.parametrize("language", ["en", "ar"])
def test_by_mouse(live_company, served, browse, open_page, language):
    person = fill_in(served, open_page, live_company, language)
    page = browse(live_company, "admin", language=language)
    page.goto(f"{served}/inbox/")
    page.locator(".wait__name").first.click()
    page.locator("#panel .who__name").wait_for()
    log_a_call(page)
    person.refresh_from_db()
    assert person.status == "contacted"
    page.goto(f"{served}/people/{person.pk}/")
    deal = qualify_and_convert(page, amount="١٨٤٬٠٠٠" if language == "ar" else "184,000")
    assert (deal.name, int(deal.amount), deal.person_id) == ("Nine cold rooms", 184_000, person.pk)
    page.goto(f"{served}/board/")
    drag_to_the_next_stage(page, deal)
    page.locator(f'[data-deal="{deal.pk}"] .deal__name').click()
    page.locator('#panel [hx-post$="/won/"]').click()
    page.locator("#panel .notice").first.wait_for()
    deal.refresh_from_db()
    person.refresh_from_db()
    assert (deal.outcome, person.lifecycle) == ("won", "customer")
    page.goto(f"{served}/reports/totals/")
    expect(page.locator("main")).to_contain_text(re.compile("184|١٨٤|۱۸۴"))


def log_a_call(page):
    page.locator('[data-compose="call"]').click()
    outcome = page.locator("#composer select[name=outcome]")
    outcome.wait_for()
    page.locator('#composer textarea[name="text"]').fill("تريد تسع وحدات")
    outcome.select_option("answered")
    page.locator("#composer .button--primary").click()
    page.locator("#panel .event__body").get_by_text("تريد تسع وحدات").wait_for()


def qualify_and_convert(page, amount):
    """The deal that came of it."""
    page.locator('[popovertarget="statuses"]').click()
    page.locator("#statuses [hx-vals*='\"qualified\"']").click()
    page.locator(DONE).first.wait_for()
    settled(page)
    page.locator('[hx-get$="/convert/"]').first.click()
    dialog = page.locator("dialog[open]")
    dialog.locator("input[name=account_name]").fill("Rimal Foods")
    dialog.locator("input[name=deal_name]").fill("Nine cold rooms")
    dialog.locator("input[name=amount]").fill(amount)
    dialog.locator("button.button--primary").click()
    dialog.wait_for(state="detached")
    return Opportunity.objects.get()


def drag_to_the_next_stage(page, deal):
    card, columns = page.locator(f'[data-deal="{deal.pk}"]'), page.locator(".column")
    start, end = card.bounding_box(), columns.nth(1).bounding_box()
    page.mouse.move(start["x"] + 40, start["y"] + 40)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 44, steps=3)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 220, steps=8)
    page.mouse.up()
    columns.nth(1).locator(f'[data-deal="{deal.pk}"]').wait_for()
    settled(page)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_by_keyboard_alone(live_company, served, browse, open_page, language):
    person = fill_in(served, open_page, live_company, language)
    page = browse(live_company, "admin", language=language)
    page.goto(f"{served}/leads/")
    call_from_the_inbox(page)
    person.refresh_from_db()
    assert person.status == "contacted"
    find_by_the_command_menu(page, person)
    deal = convert_by_keys(page)
    move_and_win_by_keys(page, deal)
    deal.refresh_from_db()
    assert deal.outcome == "won"


def call_from_the_inbox(page):
    keys = page.keyboard
    keys.press("KeyG")
    keys.press("KeyI")
    page.wait_for_url("**/inbox/**")
    keys.press("KeyJ")
    keys.press("Enter")
    page.locator("#composer textarea").wait_for()
    keys.press("KeyL")
    page.locator("#composer select[name=outcome]").wait_for()
    page.locator('#composer textarea[name="text"]').focus()
    keys.type("Wants nine units")
    keys.press("Control+Enter")
    page.locator("#panel .event__body").get_by_text("Wants nine units").wait_for()
    settled(page)


def find_by_the_command_menu(page, person):
    keys = page.keyboard
    page.locator("h1").first.click()
    keys.press("Control+KeyK")
    page.locator("dialog[open] input").wait_for()
    keys.type("huda@rimal")
    found = page.locator(f"#command-results a[href='/people/{person.pk}/']")
    found.wait_for()
    settled(page)
    for _ in range(20):
        if found.get_attribute("data-active") is not None:
            break
        keys.press("ArrowDown")
    keys.press("Enter")
    page.wait_for_url(f"**/people/{person.pk}/")


def convert_by_keys(page):
    page.locator('[hx-get$="/convert/"]').first.focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open] input[name=deal_name]").focus()
    page.keyboard.type("Nine cold rooms")
    page.keyboard.press("Control+Enter")
    page.locator("dialog[open]").wait_for(state="detached")
    return Opportunity.objects.get()


def move_and_win_by_keys(page, deal):
    keys = page.keyboard
    page.locator("body").press("KeyG")
    keys.press("KeyB")
    page.wait_for_url("**/board/**")
    page.locator(f'[data-deal="{deal.pk}"]').focus()
    keys.press("BracketRight")
    moved = page.locator(".column").nth(1).locator(f'[data-deal="{deal.pk}"]')
    moved.wait_for()
    settled(page)
    moved.focus()
    keys.press("Enter")
    page.locator('#panel [hx-post$="/won/"]').focus()
    keys.press("Enter")
    page.locator("#panel .notice").first.wait_for()


def test_a_representative_finds_anothers_lead_nowhere(
    live_company, served, browse, open_page, as_user
):
    person = fill_in(served, open_page, live_company, "en")
    client = as_user(live_company, "stranger")
    for place in (
        "/leads/",
        "/leads/?q=huda",
        "/inbox/",
        "/board/",
        "/tasks/?view=open",
        "/accounts/",
    ):
        assert "Huda" not in client.get(place).content.decode(), place
    assert "Huda" not in client.get("/command/results/?q=huda").content.decode()
    for place in ("", "panel/", "head/", "timeline/", "convert/", "compose/"):
        assert client.get(f"/people/{person.pk}/{place}").status_code == 404, place
