"""A score as an arch, the cross-section of the channel, filled to the level of its band."""

from typing import Final

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from qanat.web.markup import markup

BANDS: Final[dict[str, Promise]] = {"cold": _("Cold"), "warm": _("Warm"), "hot": _("Hot")}
_OUTLINE: Final = "M.7 12.3V6a5.3 5.3 0 0 1 10.6 0v6.3a1 1 0 0 1-1 1H1.7a1 1 0 0 1-1-1z"
_LEVELS: Final = {
    "cold": "M2.2 10.4h7.6v1.4a.5.5 0 0 1-.5.5H2.7a.5.5 0 0 1-.5-.5z",
    "warm": "M2.2 7.2h7.6v4.6a.5.5 0 0 1-.5.5H2.7a.5.5 0 0 1-.5-.5z",
    "hot": "M2.2 5.5a3.8 3.8 0 0 1 7.6 0v6.3a.5.5 0 0 1-.5.5H2.7a.5.5 0 0 1-.5-.5z",
}


def level_html(band: str) -> SafeString:
    """The arch alone."""
    return markup(
        '<svg class="score__level" viewBox="0 0 12 14" aria-hidden="true"><path d="{}"/>'
        '<path class="fill" d="{}"/></svg>',
        _OUTLINE,
        _LEVELS.get(band, ""),
    )


def score_html(total: str, band: str, size: str) -> SafeString:
    """The arch, the number, and the band as a word: shown when large, else for screen readers."""
    large = size == "lg"
    return markup(
        '<span class="score score--{}{}">{}{}<span class="{}">{}</span></span>',
        band,
        " score--lg" if large else "",
        level_html(band),
        total,
        "score__band" if large else "sr-only",
        BANDS.get(band, ""),
    )
