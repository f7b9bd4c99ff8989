"""Operators in the few words of a chip: how often something happened, and how long ago."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qanat.criteria.public import Operator, Reader, ShownEvent

OFTEN: Final[dict[str, str | Promise]] = {
    "at_least": _("at least {value}"),
    "at_most": _("at most {value}"),
    "exactly": _("exactly {value}"),
    "never": _("never"),
    "last_before": _("last before {value}"),
    "last_after": _("last after {value}"),
    "first_before": _("first before {value}"),
    "first_after": _("first after {value}"),
    "total_at_least": _("adding up to at least {value}"),
    "total_at_most": _("adding up to at most {value}"),
}

DAYS: Final[dict[str, str | Promise]] = {
    "within_last": _("in the last"),
    "within_next": _("in the next"),
    "more_than_ago": _("longer ago than"),
    "more_than_ahead": _("further ahead than"),
}
"""Where the value says the days."""


def operator_words(operator: Operator, reader: Reader) -> str:
    """The operator between the field and the value."""
    return str(DAYS.get(operator.name, operator.label.in_language(reader.language)))


def event_value(shown: ShownEvent) -> str:
    """Such as: at least 3 times in the last 30 days."""
    often = str(OFTEN[shown.operator.name]).format(value=shown.value)
    return f"{often} {shown.within}".strip()
