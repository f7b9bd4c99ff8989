"""An icon of the sprite."""

from typing import Final

from django.utils.safestring import SafeString

from qanat.web.assets import asset_url
from qanat.web.markup import markup

MIRRORS: Final = frozenset(
    (
        "leads",
        "sequence",
        "next",
        "back",
        "out",
        "expand",
        "send",
        "reply",
        "undo",
        "book",
        "chevron",
    )
)
"""Icons that point along the line of reading."""


def icon_html(name: str, size: str = "") -> SafeString:
    """An icon, for the eye only; `size` is `sm`, `lg` or nothing."""
    classes = "icon"
    if name in MIRRORS:
        classes += " icon--mirrors"
    if size:
        classes += f" icon--{size}"
    return markup(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        classes,
        asset_url("icons.svg"),
        name,
    )
