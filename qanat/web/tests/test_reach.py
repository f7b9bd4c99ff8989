"""Every shape of page by the Tab key alone, and in the colours that a user's system forces on it."""

import pytest

from qanat.web.conftest import make_records
from qanat.web.tests.shapes import SHAPES
from qanat.web.tests.test_quality import open_shape

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("gallery_is_there")]

MOST_STOPS = 80
"""A page with a long list is not walked to its end."""
LOOK = """
() => { window.look = (one) => {
  const NAMES = ["color", "backgroundColor", "borderTopWidth", "borderTopColor", "borderBottomWidth", "borderBottomColor", "outlineStyle", "outlineColor", "outlineOffset",
    "boxShadow", "fontWeight", "textDecorationLine", "fill", "stroke", "strokeWidth", "opacity", "content"];
  const of = (each) => ["", "::before", "::after"].map((part) => { const style = getComputedStyle(each, part); return NAMES.map((name) => style[name]).join(" "); }).join("|");
  return [one, ...one.querySelectorAll("*")].slice(0, 60).map(of).join("\\n");
}; }
"""
STOP = """
() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  one.dataset.stop ??= String(window.stops = (window.stops ?? 0) + 1);
  const seen = one.matches("input:is([type=radio], [type=checkbox], [type=file])") ? one.closest("label") ?? one.parentElement : one;
  const box = seen.getBoundingClientRect(), whole = () => look(seen) + getComputedStyle(seen.parentElement ?? seen).borderTopColor, focused = whole();
  one.blur();
  const other = whole();
  one.focus({ focusVisible: true, preventScroll: true });
  return {
    name: one.outerHTML.slice(0, 120), stop: Number(one.dataset.stop), order: one.tabIndex, shows: focused !== other || one.matches(".force-focus"), // of the gallery, which shows the ring always
    seen: seen.checkVisibility({ visibilityProperty: true }) && box.width > 0 && box.height > 0,
  };
}
"""
CHOSEN = """
() => {
  const states = ["aria-current", "aria-selected", "aria-pressed"];
  const chosen = (one) => states.some((name) => ![null, "false"].includes(one.getAttribute(name)));
  return [...document.querySelectorAll(states.map((name) => `[${name}]`).join())].filter((one) => chosen(one) && one.checkVisibility()).filter((one) => {
    const like = [...one.parentElement.parentElement.querySelectorAll(one.tagName)].find((each) => !chosen(each) && each.className === one.className
      && each.childElementCount === one.childElementCount && each.checkVisibility());
    return like && look(like) === look(one);
  }).map((one) => one.outerHTML.slice(0, 140));
}
"""


def each_shape(live_company, served, browse, language):
    """The page of each shape, opened for whom it is."""
    records = make_records(live_company)
    for who in dict.fromkeys(shape.who for shape in SHAPES):
        page = browse(live_company, who, language=language)
        page.emulate_media(reduced_motion="reduce")
        for shape in (each for each in SHAPES if each.who == who):
            open_shape(page, served, shape, records)
            page.evaluate(LOOK)
            yield shape, page


@pytest.mark.parametrize(("language", "colours"), [("en", "active"), ("ar", "none")])
def test_every_page_is_walked_by_tab(live_company, served, browse, language, colours):
    faults = []
    for shape, page in each_shape(live_company, served, browse, language):
        page.emulate_media(forced_colors=colours, reduced_motion="reduce")
        if not shape.click and shape is not SHAPES[0] and page.locator(".sidebar").count():
            skip_to_the_work(page)  # the sidebar is walked once
        if colours == "active":
            chosen = page.evaluate(CHOSEN)
            faults += [f"{shape.name}: looks like the others: {one}" for one in chosen]
        faults += [f"{shape.name}: {fault}" for fault in walked(page)]
    assert not faults, "\n".join(faults)


def skip_to_the_work(page):
    """By the link that comes first; no shortcut of a page may take its Enter."""
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#work")


def walked(page):
    """What is wrong with the stops of the Tab key."""
    before = 0
    for number in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = page.evaluate(STOP)
        if at is None or (at["stop"] == 1 and number):
            break  # once around
        if at["stop"] == before:
            yield f"stays on {at['name']}"
            break
        if not at["seen"]:
            yield f"goes to what is not seen, {at['name']}"
        elif not at["shows"]:
            yield f"does not show that it is on {at['name']}"
        if at["order"] > 0:
            yield f"an order of its own, {at['name']}"
        before = at["stop"]
