"""The colours of charts.

A chart is drawn in the colours of day; in a page they become the tokens of `style/tokens.css`, so that
light and dark need no second drawing.
"""

import re
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a colour means; its value is the token."""

    WATER = "water"
    WATER_SOFT = "water-soft"
    WATER_LINE = "water-line"
    WON = "won"
    LOST = "lost"
    LEAK = "leak"
    REST = "line-strong"
    LINE = "line"
    INK = "ink"
    INK_2 = "ink-2"
    INK_3 = "ink-3"
    SHEET = "sheet"


# The day colours of the tokens in sRGB, for pictures, which know neither tokens nor OKLCH.
DAY: Final = {
    Role.WATER: "#006374",
    Role.WATER_SOFT: "#e0f1f5",
    Role.WATER_LINE: "#9ccdd8",
    Role.WON: "#0a613b",
    Role.LOST: "#5a5160",
    Role.LEAK: "#944415",
    Role.REST: "#cbc6ba",
    Role.LINE: "#e4e0d8",
    Role.INK: "#14222b",
    Role.INK_2: "#3f4c54",
    Role.INK_3: "#5d676e",
    Role.SHEET: "#fefdfc",
}
_ROLES: Final = {shade: role for role, shade in DAY.items()}
_SHADE: Final = re.compile(r"#[0-9a-fA-F]{6}")

FONT: Final = "Inter, 'Inter Variable', Vazirmatn, 'Noto Sans Arabic', sans-serif"


def tokened(value: str) -> str:
    """The colour as a token where it is one of ours."""
    role = _ROLES.get(value.lower()) if _SHADE.fullmatch(value) else None
    return f"var(--{role})" if role else value
