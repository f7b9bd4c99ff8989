"""`make screenshots`: every shape of page of the demo company, in three languages, two themes and two widths.

The pictures go to `screenshots/`, which git ignores; `python -m tests.screenshots leads board` takes only
those. The company is made once in `.qanat/screenshots` and kept.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from qanat.web.tests.shapes import SHAPES, Shape
from tests.chromium import chromium_of

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "screenshots"
HOME = ROOT / ".qanat/screenshots"
WHO = {"admin": "noura@rawabi.example", "owner": "sara@rawabi.example"}
SCREENS = [(1440, 900), (390, 844)]
PASSWORD = "qanat-demo-company"  # of every user of the demo company
PLACES = {"person": "/leads/?view=hot", "account": "/accounts/", "deal": "/deals/"}


def main() -> None:
    """Make the company, serve it, take the pictures."""
    wanted = set(sys.argv[1:])
    shapes = [shape for shape in SHAPES if not wanted or shape.name in wanted]
    environment = os.environ | {"QANAT_HOME": str(HOME), "QANAT_DEBUG": "1"}
    HOME.mkdir(parents=True, exist_ok=True)
    run = [sys.executable, "-m", "qanat"]
    subprocess.run([*run, "migrate"], env=environment, check=True, cwd=ROOT)
    subprocess.run([*run, "demo", "--no-serve"], env=environment, check=True, cwd=ROOT)
    port = _free_port()
    server = subprocess.Popen([*run, "serve", "--port", str(port)], env=environment, cwd=ROOT)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        PICTURES.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = chromium_of(playwright)
            _photograph(browser, address, shapes)
            browser.close()
    finally:
        server.terminate()
        server.wait(30)


def _photograph(browser: Browser, address: str, shapes: list[Shape]) -> None:
    for who in dict.fromkeys(shape.who for shape in shapes):
        state = _signed_in(browser, address, WHO[who])
        ids = _ids(browser, address, state)
        for language in ("en", "ar", "fa"):
            for theme in ("light", "dark"):
                for width, height in SCREENS:
                    context = browser.new_context(
                        storage_state=state,
                        viewport={"width": width, "height": height},
                        color_scheme=theme,
                        reduced_motion="reduce",
                    )
                    context.add_cookies(
                        [{"name": "django_language", "value": language, "url": address}]
                    )
                    page = context.new_page()
                    for shape in (each for each in shapes if each.who == who):
                        picture = f"{shape.name}.{language}.{theme}.{width}.png"
                        _take(page, address, shape, ids, picture)
                    context.close()


def _take(page: Page, address: str, shape: Shape, ids: dict[str, str], picture: str) -> None:
    page.goto(address + shape.path.format_map(ids))
    page.wait_for_load_state("networkidle")
    for selector in shape.click:
        page.locator(selector).first.click()
        page.wait_for_timeout(500)
    page.wait_for_timeout(250)
    page.screenshot(path=PICTURES / picture)
    print(PICTURES / picture)


def _signed_in(browser: Browser, address: str, email: str) -> dict:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/sign-in/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button.button--primary").click()
    page.wait_for_load_state()
    state = context.storage_state()
    context.close()
    return state


def _ids(browser: Browser, address: str, state: dict) -> dict[str, str]:
    """The first person, account and deal of the lists; a file that was sent, by who may send one."""
    context = browser.new_context(storage_state=state)
    found = {}
    for name, place in PLACES.items():
        html = context.request.get(address + place).text()
        found[name] = re.search(r'data-row="(\d+)"', html)[1]
    page = context.new_page()
    if page.goto(f"{address}/imports/new/").ok:
        leads = "Email,Full name\nomar@example.com,عمر\nnot-an-address,Bad\n".encode()
        file = {"name": "leads.csv", "mimeType": "text/csv", "buffer": leads}
        page.locator("input[type=file]").set_input_files(file)
        page.wait_for_url("**/columns/")
        found["draft"] = re.search(r"/imports/(\d+)/", page.url)[1]
    context.close()
    return found


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=2)
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The server did not come up.")


if __name__ == "__main__":
    main()
