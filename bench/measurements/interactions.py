"""What a hand feels: from a key or a click to the next picture, in a real browser on the pages of a real server.

The browser itself tells (Event Timing), in steps of 8 ms; what follows from the server later is not in
it, so the page must show at once that it has understood. Aimed at is what "Interaction to Next Paint"
calls good, 200 ms.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from bench.figures import Figure, Kind, spread
from bench.ground import Ground, serving
from tests.chromium import chromium_of

AIM: Final = 200.0
TIMES: Final = 20
SHORTEST: Final = 16
"""Milliseconds: what is quicker the browser does not tell of, and counts as this."""
FELT: Final = f"""
window.felt = new Map();
new PerformanceObserver((list) => {{
  for (const one of list.getEntries()) if (one.interactionId) felt.set(one.interactionId, Math.max(one.duration, felt.get(one.interactionId) ?? 0));
}}).observe({{ type: "event", durationThreshold: {SHORTEST}, buffered: true }});
"""

Act = Callable[[Page], None]


def measure(ground: Ground) -> list[Figure]:
    """Each act many times."""
    people = ground.stock.people
    session = _session(ground)  # before Playwright's loop, in which Django asks nothing
    with serving(ground.home) as server, sync_playwright() as playwright:
        browser = chromium_of(playwright)
        address = f"http://127.0.0.1:{server.port}"
        figures = [
            _figure(_page(browser, address, session), address + path, act, name, people)
            for name, path, act in ACTS
        ]
        browser.close()
    return figures


def _session(ground: Ground) -> str:
    """The cookie of an admin who is signed in."""
    client = Client()
    client.force_login(get_user_model().objects.get(pk=ground.admin.user_id))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _page(browser: Browser, address: str, session: str) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    context.add_init_script(FELT)
    return context.new_page()


def _figure(page: Page, address: str, act: Act, name: str, people: int) -> Figure:
    page.goto(address, wait_until="networkidle")
    for _ in range(TIMES):
        act(page)
    page.wait_for_timeout(500)  # the browser tells a moment later
    told: list[float] = page.evaluate("[...felt.values()]")
    page.context.close()
    felt = told or [float(SHORTEST)]
    return Figure(
        name=f"to the next picture: {name}",
        kind=Kind.PAGE,
        size=f"{people:,} people, {TIMES} times",
        unit="ms",
        rounds=(spread(felt)["p50"],),
        ceiling=AIM,
        note=f"{len(told)} keys or clicks took {SHORTEST} ms or longer, the longest {max(felt):.0f} ms",
        **spread(felt),
    )


def _keys(*keys: str) -> Act:
    def press(page: Page) -> None:
        for key in keys:
            page.keyboard.press(key)

    return press


def _search(page: Page) -> None:
    page.keyboard.press("Slash")
    page.keyboard.type("lead7")
    page.keyboard.press("Escape")


def _command(page: Page) -> None:
    page.keyboard.press("Control+KeyK")
    page.locator("dialog[open] input").wait_for()
    page.keyboard.type("lead7")
    page.keyboard.press("Escape")  # empties the field
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")


def _panel(page: Page) -> None:
    page.locator("[data-row] a").first.click()
    page.locator("#panel .who__name").wait_for()
    page.keyboard.press("Escape")
    page.locator("#panel .who__name").wait_for(state="hidden")


ACTS: Final[tuple[tuple[str, str, Act], ...]] = (
    ("walk down a list", "/leads/", _keys("KeyJ", "KeyJ", "KeyK")),
    ("mark a line", "/leads/", _keys("KeyJ", "KeyX")),
    ("type a search", "/leads/", _search),
    ("open and close a record", "/leads/", _panel),
    ("the command menu", "/leads/", _command),
    ("walk over the board", "/board/", _keys("ArrowDown", "ArrowRight", "ArrowLeft")),
)
