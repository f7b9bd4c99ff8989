"""The editor in a browser, by keyboard alone, and on a phone in Arabic."""

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def dialog_with_editor(page, served):
    """The dialog of a new routing rule, which has an editor of people."""
    page.goto(f"{served}/settings/routing/")
    page.locator("[hx-get$='/routing/rules/new/']").click()
    editor = page.locator("dialog q-criteria")
    editor.wait_for()
    return editor


def test_a_condition_is_added_changed_and_removed_by_keyboard(live_company, browse, served):
    page = browse(live_company, "admin")
    editor = dialog_with_editor(page, served)
    heard = "window.heard = 0; document.addEventListener('change', (e) => { if (e.target.name === 'criteria') window.heard += 1; })"
    page.evaluate(heard)
    editor.locator(".chip--add").focus()
    page.keyboard.press("Enter")
    page.locator("[data-opened] [data-find]").wait_for()
    page.keyboard.type("country")
    page.keyboard.press("Enter")
    page.locator("[data-form=set] [data-find]").wait_for()
    page.keyboard.type("saudi")
    page.keyboard.press("Enter")
    page.locator("[data-form=set] input:checked").wait_for(state="attached")
    page.keyboard.press("Enter")
    editor.locator(".criteria__sentence b").wait_for()
    field = editor.locator("input[name=criteria]")
    country = {"field": "person.country", "is": "one_of", "value": ["SA"]}
    assert json.loads(field.input_value()) == country
    assert page.evaluate("document.activeElement.closest('[data-chip]') !== null")
    for key, shown in (("ArrowLeft", False), ("Enter", True), ("Escape", False)):
        page.keyboard.press(key)
        page.locator("[data-opened]:popover-open").wait_for(state="visible" if shown else "hidden")
    editor.locator("[data-chip] button").first.focus()
    page.keyboard.press("Delete")
    editor.locator("[data-chip]").wait_for(state="detached")
    expect(field).to_have_value("")
    assert page.evaluate("window.heard") == 2


def test_on_a_phone_in_arabic_the_sentence_stands_for_the_chips(
    live_company, browse, served, photograph
):
    page = browse(live_company, "admin", language="ar", width=390)
    editor = dialog_with_editor(page, served)
    editor.locator("[data-do=phone]").click()
    editor.locator(".chip--add").click()
    page.locator("[data-opened] [data-what='field:person.country']").click()
    page.locator("[data-form=set]").wait_for()
    page.locator("[data-opened] label.menu__item", has_text="البحرين").locator("input").check()
    page.get_by_role("button", name="تطبيق").click()
    editor.locator(".criteria__sentence", has_text="البحرين").wait_for()
    photograph(page, "criteria.ar.390")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
