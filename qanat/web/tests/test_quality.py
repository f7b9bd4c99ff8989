"""What holds for every shape of page: nothing serious by axe, no overflow, its own direction, its weight.

Each page is opened once for each language; themes and widths change while it is open.
"""

import gzip
from pathlib import Path

import axe_playwright_python
import pytest
from django.utils import translation

from qanat.web.assets import assets
from qanat.web.conftest import make_records
from qanat.web.tests.shapes import SHAPES

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("gallery_is_there")]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = """
() => axe.run(document, {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: Object.fromEntries(axe._audit.rules.filter(({ impact }) => impact === "minor" || impact === "moderate").map(({ id }) => [id, { enabled: false }])),
  preload: false, // of what no rule here asks for
  iframes: false, // there are none
}).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`).join(" | ")}`))
"""
OUTSIDE = """
() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && !one.closest(".sr-only, .skip, svg, [hidden]"))
  .filter((one) => { const box = one.getBoundingClientRect(); return box.width && (box.left < -1 || box.right > innerWidth + 1); })
  .filter((one) => { for (let at = one.parentElement; at; at = at.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return false; return true; })
  .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))
"""
MOVING = "() => document.getAnimations().map((one) => one.animationName ?? one.transitionProperty)"
IDS = "() => [...document.querySelectorAll('[id]')].map((one) => one.id).filter((id, at, all) => all.indexOf(id) !== at)"
SETTLED = """
() => new Promise((settled) => {
  let calm = 0, frames = 0;
  const look = () => {
    calm = document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added") ? 0 : calm + 1;
    if (calm > 2 || (frames += 1) > 300) settled(); else requestAnimationFrame(look);
  };
  look();
})
"""
SCREENS = [(1280, "light"), (360, "dark"), (320, "light")]
NARROWEST = 320
MOST_BYTES = 100 * 1024


def open_shape(page, served, shape, records):
    page.goto(served + shape.path.format_map(vars(records)))
    for selector in shape.click:
        page.locator(selector).first.click()
        page.evaluate(SETTLED)
    page.evaluate(SETTLED)


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_every_page_can_be_used_by_everybody(live_company, served, browse, language):
    records = make_records(live_company)
    faults = []
    for who in dict.fromkeys(shape.who for shape in SHAPES):
        page = browse(live_company, who, language=language)
        page.context.add_init_script(AXE)
        page.set_default_timeout(20_000)
        for shape in (each for each in SHAPES if each.who == who):
            faults += found_on(page, served, shape, language, records)
    assert not faults, "\n".join(faults)


def found_on(page, served, shape, language, records):
    """What is wrong with the page, in each theme and width."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    open_shape(page, served, shape, records)
    root = page.locator("html")
    assert root.get_attribute("dir") == ("ltr" if language == "en" else "rtl")
    assert root.get_attribute("lang") == language
    yield from (f"{shape.name}: twice the id {one}" for one in page.evaluate(IDS))
    for width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        where = f"{shape.name} {width} {scheme}"
        yield from (f"{where}: {one} moves" for one in page.evaluate(MOVING))
        if width != NARROWEST:
            yield from (f"{where}: {fault}" for fault in page.evaluate(RULES))
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"{where}: is {wide} wide"
        yield from (f"{where}: outside {one}" for one in page.evaluate(OUTSIDE))


def test_the_first_load_is_light():
    packed = sum(
        len(gzip.compress(content, 9))
        for name, content in assets().items()
        if name.endswith((".css", ".js")) and name != "public.css"  # a part, for strangers
    )
    assert packed <= MOST_BYTES


def test_every_page_stands_words_three_times_as_long(live_company, served, browse, monkeypatch):
    """Pseudo-translated: every sentence longer, in brackets, so that what does not grow shows."""
    said = translation.trans_real.DjangoTranslation.gettext

    def longer(self, message):
        text = said(self, message)
        return f"[{text} {'شيء ' * min(len(text) // 2, 10)}]" if text else text

    monkeypatch.setattr(translation.trans_real.DjangoTranslation, "gettext", longer)
    records = make_records(live_company)
    faults = []
    for who in dict.fromkeys(shape.who for shape in SHAPES):
        page = browse(live_company, who, language="ar")
        page.emulate_media(reduced_motion="reduce")
        for shape in (each for each in SHAPES if each.who == who):
            faults += too_wide(page, served, shape, records)
    assert not faults, "\n".join(faults)


def too_wide(page, served, shape, records):
    """What does not fit into the page, on a desk and on a phone."""
    page.set_viewport_size({"width": 1280, "height": 800})
    open_shape(page, served, shape, records)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"{shape.name} {width}: is {wide} wide"
        yield from (f"{shape.name} {width}: outside {one}" for one in page.evaluate(OUTSIDE))
