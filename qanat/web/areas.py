"""The areas of the pages: one folder each, with `urls.py`, `views.py`, templates, style, tests, locale."""

from typing import Final

AREAS: Final = (
    "home",
    "lists",
    "criteria",
    "record",
    "board",
    "inbox",
    "notices",
    "reports",
    "imports",
    "forms",
    "settings",
    "start",
    "me",
    "command",
    "gallery",
)
