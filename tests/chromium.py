"""The browser of the tests, the pictures and the benchmark: the system's Chromium, driven by Playwright."""

import shutil
from typing import Final

from playwright.sync_api import Browser, Playwright

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")


def chromium_of(playwright: Playwright) -> Browser:
    """A running Chromium without a window.

    Raises:
        LookupError: there is none; the message says how to install it.
    """
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise LookupError("Chromium is not installed: sh bin/need-browser installs it.")
    return playwright.chromium.launch(
        executable_path=path,
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    )
