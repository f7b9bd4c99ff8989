"""Values as the person who looks wants to see them."""

import zoneinfo
from datetime import datetime

from django import template
from django.template import Context
from django.utils.translation import get_language

from qanat.kernel.shown import LATIN, PERSIAN, shown_digits, shown_instant

register = template.Library()

DIGITS = {"fa": PERSIAN}
"""Until users choose their digits: Persian ones in Persian, the usual ones elsewhere."""


@register.simple_tag(takes_context=True)
def instant(context: Context, at: datetime) -> str:
    """Date and time in the calendar, zone and digits of the user."""
    user = context["request"].user
    language = context["request"].LANGUAGE_CODE
    return shown_instant(
        at,
        zone=zoneinfo.ZoneInfo(user.time_zone),
        calendar=user.calendar,
        language=language,
        digits=DIGITS.get(language, LATIN),
    )


@register.filter
def figures(number: int) -> str:
    """The number in the digits of the language."""
    return shown_digits(str(number), DIGITS.get(get_language() or "", LATIN))
