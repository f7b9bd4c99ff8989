"""A hosted form as it is shown to whoever fills it in, and in the preview of whoever makes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qanat.capture.public import FIELDS, OpenForm
from qanat.kernel.countries import country_name
from qanat.kernel.errors import Fault
from qanat.web.look import LANGUAGE_NAMES
from qanat.wording.public import sentence_of

TRAP: Final = "homepage_url"
"""A field that no human being sees."""
CAME_BY: Final = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "ref")
LABELS: Final[dict[str, Promise]] = {
    "name": _("Your name"),
    "email": _("E-mail"),
    "phone": _("Mobile"),
    "company": _("Your company"),
    "message": _("How can we help?"),
}
_HABITS: Final = {
    "name": {"autocomplete": "name", "dir": "auto", "kind": "text", "longest": 300},
    "email": {"autocomplete": "email", "dir": "ltr", "kind": "email", "longest": 300},
    "phone": {"autocomplete": "tel", "dir": "ltr", "kind": "tel", "longest": 200},
    "company": {"autocomplete": "organization", "dir": "auto", "kind": "text", "longest": 300},
    "message": {"autocomplete": "off", "dir": "auto", "kind": "long", "longest": 20_000},
}
_PLACES: Final = {"emails": "email", "phones": "phone", "given_name": "name", "family_name": "name"}


@dataclass(frozen=True, kw_only=True)
class Box:
    """One field of the form."""

    name: str
    label: str | Promise
    needed: bool
    value: str = ""
    help: str = ""
    error: str = ""
    first_fault: bool = False
    habits: Mapping[str, Any] = field(default_factory=dict)


def boxes(
    form: OpenForm,
    *,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    country: str,
    language: str,
) -> list[Box]:
    """The fields of the form in their order, with what was typed and what is wrong with it."""
    faulty = [name for name in FIELDS if name in errors]
    where = country_name(country, language) if country else ""
    said = gettext("From outside %(country)s with the country code, such as +49…") % {
        "country": where
    }
    return [
        Box(
            name=name,
            label=LABELS[name],
            needed=form.fields[name],
            value=typed.get(name, ""),
            help=said if name == "phone" and where else "",
            error=errors.get(name, ""),
            first_fault=name in faulty[:1],
            habits=_HABITS[name],
        )
        for name in FIELDS
        if name in form.fields
    ]


def missing(form: OpenForm, typed: Mapping[str, str]) -> dict[str, str]:
    """What must be filled in and is not, by field; of e-mail and phone one is enough for nobody to be lost."""
    errors = {
        name: gettext("Please fill this in.")
        for name, needed in form.fields.items()
        if needed and not typed.get(name)
    }
    if not errors and not typed.get("email") and not typed.get("phone"):
        place = "email" if "email" in form.fields else "phone"
        errors[place] = gettext("Please tell us how to reach you.")
    return errors


def errors_of(faults: Iterable[Fault]) -> dict[str, str]:
    """The first sentence of what is wrong, by field; that of no field of the form under an empty name."""
    errors: dict[str, str] = {}
    for fault in faults:
        first = str(fault.path[0]) if fault.path else ""
        place = _PLACES.get(first, first)
        errors.setdefault(place if place in FIELDS else "", sentence_of(fault))
    return errors


def card(form: OpenForm, language: str, **more: Any) -> dict[str, Any]:
    """The context of `forms/card.html`."""
    return {
        "form": form,
        "language": language,
        "texts": form.texts.get(language, {}),
        "wording": form.wordings.get(language),
        "trap": TRAP,
        "others": [
            (spoken, LANGUAGE_NAMES[spoken]) for spoken in form.languages if spoken != language
        ],
        **more,
    }
