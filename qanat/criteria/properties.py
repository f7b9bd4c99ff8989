"""The fields of an event: its source, its amount, and any property it carries."""

import re
from dataclasses import replace

from qanat.criteria.registry import EventKind, Field, Source
from qanat.criteria.types import NUMBER, PROPERTY, TEXT
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql

EVENT = Source(name="event", label=Phrase("event", "حدث", "رویداد"), tables="event e", alias="e")

_NAME = re.compile(r"[a-z][a-z0-9_]{0,49}")

SOURCE = Field(
    name="source",
    source="event",
    type=TEXT,
    label=Phrase("the source", "المصدر", "منبع"),
    value=Sql("e.source"),
    nullable=False,
    example="web",
)
AMOUNT = Field(
    name="amount",
    source="event",
    type=NUMBER,
    label=Phrase("the amount", "المقدار", "مقدار"),
    value=Sql("e.amount"),
    example=60,
)


def event_property(
    name: str, label: Phrase, *, example: str | float, feminine: bool = False
) -> Field:
    """The property `name` of an event."""
    return Field(
        name=f"property.{name}",
        source="event",
        type=PROPERTY,
        label=label,
        value=Sql("(e.properties -> %s)", (name,)),
        feminine=feminine,
        example=example,
    )


def find_property(kind: EventKind, name: str) -> Field | None:
    """The field of that name of events of this kind; properties may have any name of small letters."""
    for known in (SOURCE, AMOUNT, *kind.properties):
        if known.name == name:
            return known
    prefix, _, rest = name.partition(".")
    if prefix != "property" or not _NAME.fullmatch(rest):
        return None
    return replace(event_property(rest, Phrase(rest, rest, rest), example="x"), quoted=True)
