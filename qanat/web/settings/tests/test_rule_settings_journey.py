"""Rules changed in a browser: by keyboard alone in English, by hand in Arabic."""

import pytest

from qanat.platform.actor import system_actor
from qanat.routing.public import create_pool, create_rule, list_rules
from qanat.scoring.public import list_models
from qanat.scoring.public import list_rules as score_rules

pytestmark = pytest.mark.journey

SYSTEM = system_actor("test")
KNOWN = {"field": "person.country", "is": "is_known"}


def test_the_order_of_rules_is_changed_by_keyboard_and_by_hand(live_company, browse, served):
    pool = create_pool("Gulf", actor=SYSTEM)
    for name in ("First", "Second", "Third"):
        create_rule(name, KNOWN, pool.pk, actor=SYSTEM)
    names = [rule.name for rule in list_rules(SYSTEM)]
    page = browse(live_company, "admin")
    page.goto(f"{served}/settings/routing/")
    grips = page.locator("[data-order=rules] [data-grip]")
    grips.nth(len(names) - 1).focus()
    with page.expect_response("**/routing/order/"):
        page.keyboard.press("ArrowUp")
    page.get_by_text("The order is saved").first.wait_for()
    names[-2:] = names[:-3:-1]
    assert [rule.name for rule in list_rules(SYSTEM)] == names
    page.locator("[data-grip]:focus").wait_for()
    start, end = grips.nth(0).bounding_box(), grips.nth(len(names) - 1).bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    with page.expect_response("**/routing/order/"):
        for step in range(1, 9):
            page.mouse.move(
                start["x"] + 5, start["y"] + (end["y"] + end["height"] - start["y"]) * step / 8
            )
        page.mouse.up()
    assert [rule.name for rule in list_rules(SYSTEM)] == [*names[1:], names[0]]


def test_a_rule_of_a_draft_is_added_in_arabic(live_company, browse, served, photograph):
    page = browse(live_company, "admin", language="ar", dark=True)
    page.goto(f"{served}/settings/scoring/")
    page.get_by_role("button", name="تغيير القواعد").click()
    page.wait_for_url("**/scoring/?model=*")
    page.locator(".rule-group__head button").first.click()
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=name]").fill("من السعودية")
    dialog.locator(".chip--add").click()
    dialog.locator("[data-find]").fill("البلد")
    dialog.locator("[data-what='field:person.country']").click()
    dialog.locator("label.menu__item input").first.wait_for()
    dialog.locator("[data-find]:visible").fill("السعودية")
    dialog.locator("label.menu__item:visible", has_text="السعودية").locator("input").check()
    dialog.get_by_role("button", name="تطبيق").click()
    dialog.locator(".criteria__sentence b").wait_for()
    dialog.locator("[name=points]").fill("٢٥")
    dialog.locator("footer .button--primary").click()
    page.locator(".rule", has_text="من السعودية").wait_for()
    photograph(page, "scoring.ar.dark")
    draft = next(model for model in list_models(SYSTEM) if model.activated_at is None)
    rule = score_rules(draft.id, SYSTEM)[-1]
    assert (rule.points, rule.criteria["value"]) == (25, ["SA"])
