"""A score rule is changed, and who moves is seen before it counts, in a real browser: by mouse and by keyboard alone."""

import pytest
from playwright.sync_api import expect

from qanat.flows.public import add_person
from qanat.kernel import clock
from qanat.platform.actor import system_actor
from qanat.scoring.public import list_models, list_rules
from tests.keys import press, reach

pytestmark = pytest.mark.journey

SYSTEM = system_actor("test")
RULE = ".rule:has-text('Country known') button.rule__points"
BANDS = {"en": ["Cold", "Hot"], "ar": ["بارد", "ساخن"]}


@pytest.fixture(params=["en", "ar"])
def scoring(live_company, served, browse, request):
    """The rules that count, before two people of whom the country of one is known."""
    for name, country in (("Huda", "SA"), ("Omar", "")):
        values = {"given_name": name, "country": country}
        add_person(values, owner_id=None, account_id=None, actor=SYSTEM, now=clock.now())
    page = browse(live_company, "admin", language=request.param)
    page.goto(f"{served}/settings/scoring/")
    return page


def points_of(model):
    return next(
        rule.points for rule in list_rules(model.id, SYSTEM) if rule.name == "Country known"
    )


def check_who_moves(page):
    """One comes from cold to hot, by name; in what counts until now, nothing has changed."""
    moves = page.locator(".moves").first
    expect(moves.locator(".badge")).to_have_text(BANDS[page.locator("html").get_attribute("lang")])
    expect(page.locator(".moves").nth(1)).to_contain_text("Huda")
    expect(page.locator(".moves").nth(1)).not_to_contain_text("Omar")
    counts = {bool(model.activated_at): points_of(model) for model in list_models(SYSTEM)}
    assert counts == {True: 5, False: 95}


def test_by_mouse(scoring):
    scoring.locator("form[action$='/draft/'] .button--primary").click()
    scoring.wait_for_url("**/scoring/?model=*")
    scoring.locator(RULE).click()
    scoring.locator("dialog[open] [name=points]").fill("95")
    scoring.locator("dialog[open] footer .button--primary").click()
    check_who_moves(scoring)


def test_by_keyboard_alone(scoring):
    press(scoring, "form[action$='/draft/'] .button--primary")
    scoring.wait_for_url("**/scoring/?model=*")
    press(scoring, RULE)
    scoring.locator("dialog[open]").wait_for()
    reach(scoring, "dialog[open] [name=points]")
    scoring.keyboard.press("ControlOrMeta+a")
    scoring.keyboard.type("٩٥")
    scoring.keyboard.press("Enter")
    check_who_moves(scoring)
