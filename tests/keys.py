"""A page worked on by keys alone, as one does who has no mouse."""

from playwright.sync_api import Page


def reach(page: Page, selector: str) -> None:
    """Go to it by Tab."""
    wanted = page.locator(selector).first
    wanted.wait_for()
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"not reached by Tab: {selector}")


def press(page: Page, selector: str) -> None:
    """Go to it by Tab, and press Enter."""
    reach(page, selector)
    page.keyboard.press("Enter")


def choose(page: Page, selector: str, value: str) -> None:
    """Go to a select by Tab, and by arrows from its first option to the one of this value."""
    reach(page, selector)
    page.keyboard.press("Home")
    for _ in range(120):
        if page.locator(selector).first.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no option {value} in {selector}")
