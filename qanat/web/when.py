"""Times as people say them: 4 minutes ago, tomorrow, in 3 days; 3 d, 4 h."""

from datetime import datetime, timedelta
from functools import cache
from typing import Final

from babel import Locale
from babel.dates import format_timedelta
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from qanat.kernel import clock
from qanat.kernel.shown import shown_digits
from qanat.web.look import Look
from qanat.web.markup import markup

_WEEK: Final = timedelta(days=7)


def shown_ago(at: datetime, look: Look) -> str:
    """How far from now, by the wall clock of the reader; a date when it is more than a week away."""
    now = clock.now()
    days = (look.local(at).date() - look.local(now).date()).days
    if abs(at - now) < timedelta(minutes=1):
        return gettext("now")
    if days in _NEAR:
        return gettext(_NEAR[days])
    if abs(at - now) > _WEEK:
        return look.day_near(at, now)
    length = format_timedelta(
        at - now,
        add_direction=True,
        locale=_locale(look.language),
        format="short" if look.language == "en" else "long",
    )
    return shown_digits(length.replace("hr.", "h").replace("min.", "min"), look.digits)


def ago_html(at: datetime, look: Look) -> SafeString:
    """How far from now, as an element that says the exact time on hover."""
    return markup(
        '<time datetime="{}" title="{}">{}</time>',
        at.isoformat(),
        look.instant(at),
        shown_ago(at, look),
    )


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


_NEAR: Final = {-1: "yesterday", 1: "tomorrow"}


def shown_span(length: timedelta, look: Look) -> str:
    """A length of time in its largest unit, short."""
    seconds = int(length.total_seconds())
    for size, unit in _UNITS:
        if seconds >= size:
            return _said(seconds // size, unit, look)
    return _said(max(0, seconds // 60), "min", look)


_UNITS: Final = ((86_400, "d"), (3_600, "h"), (60, "min"))


def _said(count: int, unit: str, look: Look) -> str:
    words = {
        "d": pgettext("span of days", "%(count)s d"),
        "h": pgettext("span of hours", "%(count)s h"),
        "min": pgettext("span of minutes", "%(count)s min"),
    }
    return words[unit] % {"count": look.number(count)}


def near_days() -> tuple[str, str]:
    """The words of `_NEAR`, where the catalogue collects them."""
    return gettext("yesterday"), gettext("tomorrow")
