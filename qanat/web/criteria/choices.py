"""What can be chosen while criteria are edited: fields, events, operators, values."""

from dataclasses import dataclass
from typing import Any, Final

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qanat.criteria.public import SOURCES as RECORDS
from qanat.criteria.public import (
    EventKind,
    Field,
    Reader,
    offered_events,
    offered_fields,
    offered_relations,
)

GROUPS: Final[dict[str, str | Promise]] = {
    "person": _("Person"),
    "account": _("Account"),
    "opportunity": _("Deal"),
    "score": _("Score"),
    "touch": _("Campaigns"),
    "consent": _("Consent"),
}
OWN: Final = _("Your own fields")
EVENTS: Final = _("What they did")
RELATED: Final = _("Related records")
_CODE: Final = 2


@dataclass(frozen=True)
class Choice:
    """One entry of a menu.

    Attributes:
        name: what is sent when it is chosen.
        group: the heading above it; empty for none.
    """

    name: str
    label: str
    group: str = ""
    chosen: bool = False


def what_can_be_asked(subject: str, reader: Reader, *, events: bool = True) -> list[Choice]:
    """Every field, kind of event and related record, in the groups in which a menu shows them."""
    fields = offered_fields(subject)
    order = [subject, *(name for name in GROUPS if name != subject)]
    known = [
        Choice(f"field:{field.name}", field_label(field, reader), str(GROUPS[group]))
        for group in order
        for field in fields
        if field.name.startswith(f"{group}.") and not field.quoted
    ]
    own = [
        Choice(f"field:{field.name}", field_label(field, reader), str(OWN))
        for field in fields
        if field.quoted
    ]
    if not events:
        return known + own
    done = [
        Choice(f"event:{kind.name}", event_label(kind, reader), str(EVENTS))
        for kind in offered_events(subject)
    ]
    return known + own + done + _related(subject, reader)


def _related(subject: str, reader: Reader) -> list[Choice]:
    return [
        Choice(f"some:{link.target}", related_label(link.target, reader), str(RELATED))
        for link in offered_relations(subject)
    ]


def field_label(field: Field, reader: Reader) -> str:
    """The name of the field as a heading has it, without the article of the sentence."""
    label = field.label.in_language(reader.language)
    if reader.language == "en" and not field.quoted:
        label = label.removeprefix("the ")
    return label[:1].upper() + label[1:]


def event_label(kind: EventKind, reader: Reader) -> str:
    """The kind of event as a heading has it."""
    label = kind.own_name or kind.label.in_language(reader.language)
    return label[:1].upper() + label[1:]


def related_label(source: str, reader: Reader) -> str:
    """One record of the source as a heading has it."""
    label = RECORDS[source].label.in_language(reader.language)
    return label[:1].upper() + label[1:]


def values_of(field: Field, reader: Reader, chosen: list[Any]) -> list[Choice]:
    """What the field can be, chosen ones marked; empty where anything can be typed."""
    kept = {str(value) for value in chosen}
    found = _values(field, reader)
    known = {name for name, _label in found}
    gone = [(name, name) for name in map(str, chosen) if found and name not in known]
    return [Choice(name, label, chosen=name in kept) for name, label in [*gone, *found]]


def _values(field: Field, reader: Reader) -> list[tuple[str, str]]:
    if field.choices is not None:
        listed = field.choices.listed().items()
        return [(str(value), phrase.in_language(reader.language)) for value, phrase in listed]
    match field.type.name:
        case "country":
            return _codes(dict(Locale(reader.language).territories))
        case "language":
            return _codes(dict(Locale(reader.language).languages))
        case _ if field.suggested is not None:
            return [(name, name) for name in field.suggested()]
        case _:
            return []


def _codes(names: dict[str, str]) -> list[tuple[str, str]]:
    coded = [(code, name) for code, name in names.items() if len(code) == _CODE and code.isalpha()]
    return sorted(coded, key=lambda pair: pair[1])
