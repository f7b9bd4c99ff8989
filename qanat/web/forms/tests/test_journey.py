"""A form in the hand of a stranger: on a phone, in Arabic, without script; and by keyboard alone."""

import pytest
from playwright.sync_api import expect

from qanat.capture.public import begin_form, form_shown
from qanat.consent.public import ledger_of
from qanat.kernel import clock
from qanat.people.models import Person
from qanat.web.forms import tickets

pytestmark = pytest.mark.journey


@pytest.fixture
def link(live_company, served):
    form_id = begin_form("Contact page", actor=live_company.actor("admin"), now=clock.now())
    return f"{served}/f/{form_shown(form_id, live_company.actor('admin')).draft.slug}/"


@pytest.fixture
def phone(chromium):
    context = chromium.new_context(
        locale="ar-SA",
        viewport={"width": 390, "height": 844},
        java_script_enabled=False,
        has_touch=True,
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def wait_as_a_human_being(page):
    page.wait_for_timeout(tickets.SOONEST.total_seconds() * 1000)


def test_on_a_phone_in_arabic_without_script(live_company, link, phone, photograph):
    phone.goto(link)
    assert phone.locator("html").get_attribute("dir") == "rtl"
    phone.get_by_label("اسمك").fill("هدى العمري")
    phone.get_by_label("البريد الإلكتروني").fill("huda@rimal-foods")
    assert not phone.locator("#consent").is_checked()
    phone.locator("#consent").check()
    wait_as_a_human_being(phone)
    phone.get_by_role("button", name="إرسال").tap()
    phone.get_by_role("alert").wait_for()
    photograph(phone, "form-mistake-ar")
    assert phone.get_by_label("اسمك").input_value() == "هدى العمري"
    assert phone.locator("#consent").is_checked()
    phone.get_by_label("البريد الإلكتروني").fill("huda@rimal-foods.example")
    phone.get_by_role("button", name="إرسال").tap()
    phone.wait_for_url("**/thanks/**")
    expect(phone.get_by_role("heading", name="وصلنا طلبك")).to_be_visible()
    photograph(phone, "form-thanks-ar")
    entry = ledger_of(Person.objects.get().pk, live_company.actor("admin"))[0]
    assert (entry.state, entry.language, entry.evidence["version"]) == ("granted", "ar", 1)
    assert phone.context.cookies() == []


def test_by_keyboard_alone(live_company, link, open_page):
    page = open_page(locale="en", width=390)
    page.goto(link)
    wait_as_a_human_being(page)
    keys = page.keyboard
    for text in ("Huda Al-Amri", "huda@rimal-foods.example", "", "Rimal Foods", ""):
        keys.press("Tab")
        keys.type(text)
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Enter")
    page.wait_for_url("**/thanks/**")
    person = Person.objects.get()
    assert person.full_name == "Huda Al-Amri"
    assert len(ledger_of(person.pk, live_company.actor("admin"))) == 2


@pytest.mark.parametrize(("language", "name"), [("en", "Fair"), ("ar", "معرض الربيع")])
def test_a_form_is_made_by_keyboard_and_its_preview_follows(
    live_company, served, browse, language, name
):
    page = browse(live_company, "marketer", language=language)
    page.goto(f"{served}/forms/")
    page.keyboard.press("c")
    page.wait_for_selector("dialog input[name=name]")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.wait_for_selector("#edit")
    page.locator(f"#edit-title_{language}").fill("Cold rooms")
    page.locator(".public--preview .public__title", has_text="Cold rooms").wait_for()
    page.keyboard.press("Enter")
    page.locator(".toast").wait_for()
    link = page.locator("q-copy code").first.inner_text()
    page.goto(f"{link}?lang={language}")
    expect(page.get_by_role("heading", name="Cold rooms")).to_be_visible()
