"""Values as the person who looks wants to see them, and the small marks that pages share.

Every page loads it: `{% load i18n qanat %}`. Language, calendar, zone and digits come from `look`, which
`qanat.web.look` puts into every context.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from qanat.kernel.money import Money
from qanat.kernel.shown import shown_number
from qanat.web.assets import asset_url
from qanat.web.components.icon.icon import icon_html
from qanat.web.components.marks.marks import avatar_html
from qanat.web.components.score.score import score_html
from qanat.web.look import Look, digits_of_language
from qanat.web.markup import markup
from qanat.web.when import ago_html, shown_span

register = template.Library()

OF_FORMS: Final = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
"""A number that takes each of the plural forms that a language may have, by the name that browsers give it."""


def look_of(context: Context) -> Look:
    """How the reader of this page sees values."""
    look = context.get("look")
    return look if isinstance(look, Look) else Look.of_request(context.get("request"))


@register.simple_tag
def asset(name: str) -> str:
    """The address of a style, script or picture."""
    return asset_url(name)


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An icon, for the eye only; `size` is `sm`, `lg` or nothing."""
    return icon_html(name, size)


@register.simple_tag
def avatar(key: int | None, name: object, size: str = "") -> SafeString:
    """A disc with initials; its colour is that of the id. Without an id a broken ring: nobody."""
    return avatar_html(key, str(name), size)


@register.simple_tag(takes_context=True)
def instant(context: Context, at: datetime | None) -> str:
    """Date and time in the calendar, zone and digits of the reader."""
    return look_of(context).instant(at) if at else ""


@register.simple_tag(takes_context=True)
def day(context: Context, at: date | datetime | None) -> str:
    """The date in the calendar, zone and digits of the reader."""
    return look_of(context).day(at) if at else ""


@register.simple_tag(takes_context=True)
def clock(context: Context, at: datetime | None) -> str:
    """The time of day in the zone and digits of the reader."""
    return look_of(context).clock(at) if at else ""


@register.simple_tag(takes_context=True)
def ago(context: Context, at: datetime | None) -> SafeString | str:
    """How long ago or ahead, as an element that says the exact time on hover."""
    if at is None:
        return ""
    return ago_html(at, look_of(context))


@register.simple_tag(takes_context=True)
def span(context: Context, length: timedelta | None) -> str:
    """A length of time in its largest unit: 3 d, 4 h, 12 min."""
    return shown_span(length, look_of(context)) if length is not None else ""


@register.simple_tag(takes_context=True)
def number(context: Context, value: Decimal | float | None, places: int | None = None) -> str:
    """The number in groups of three, in the digits of the reader."""
    return look_of(context).number(value, places) if value is not None else ""


@register.simple_tag(takes_context=True)
def percent(context: Context, share: Decimal | float | None, places: int = 0) -> str:
    """A share of 1 as a percentage: 44%."""
    return look_of(context).percent(share, places) if share is not None else ""


@register.simple_tag(takes_context=True)
def money(
    context: Context, amount: Decimal | None, currency: str, *, short: bool = False
) -> SafeString | str:
    """An amount with its currency, isolated; `short` says 3.42m where there is little room."""
    if amount is None:
        return ""
    return markup(
        "<bdi>{}</bdi>", look_of(context).money(Money(Decimal(amount), currency), short=short)
    )


@register.simple_tag
def changes_saved() -> str:
    """How a script says that several changes are saved: JSON of plural forms, with `{n}` for the number."""
    forms = {
        name: ngettext("%(count)s change saved.", "%(count)s changes saved.", number)
        % {"count": "{n}"}
        for name, number in OF_FORMS.items()
    }
    return json.dumps(forms, ensure_ascii=False)


@register.filter
def figures(value: int) -> str:
    """The number in the digits of the language of the page."""
    language, digits = digits_of_language()
    return shown_number(value, language=language, digits=digits)


@register.filter
def of(values: Mapping[Any, Any], key: object) -> Any:
    """The value of a key that is itself a variable."""
    return values.get(key, "")


@register.simple_tag(takes_context=True)
def address(context: Context, **changed: str | int | Promise | None) -> str:
    """The query of the present address with some of it changed; None leaves a part out."""
    query = dict(context["request"].GET.lists())
    for name, value in changed.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = [str(value)]
    return f"?{urlencode(query, doseq=True)}"


@register.simple_tag(takes_context=True)
def score(context: Context, total: int | None, band: str, size: str = "") -> SafeString | str:
    """A score as an arch filled to the level of its band, with the number; `size` is `lg` or nothing."""
    return score_html(look_of(context).number(total), band, size) if total is not None else ""
