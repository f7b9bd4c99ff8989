"""Text in a cell of a spreadsheet: what others typed must not run there as a formula."""

import re
from typing import Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Full-width signs included: spreadsheets read them too."""
_PHONE: Final = re.compile(r"\+[1-9][0-9]{4,14}")


def harmless(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run; phones in E.164 stay as they are."""
    if text.startswith(FORMULA_STARTS) and not _PHONE.fullmatch(text):
        return f"'{text}"
    return text
