"""What an editor of criteria can offer, and how it shows the parts of one condition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from qanat.criteria.describing import described, sentence_of, shown_period
from qanat.criteria.grammar import EventCondition
from qanat.criteria.operators import EVENT_OPERATORS, OPERATORS
from qanat.criteria.operators.base import EventOperator, Operator
from qanat.criteria.properties import AMOUNT, SOURCE, find_property
from qanat.criteria.reading import read_criteria
from qanat.criteria.registry import (
    EVENT_KINDS,
    FIELD_FAMILIES,
    FIELDS,
    LINKS,
    PLAIN,
    SOURCES,
    EventKind,
    Field,
    Link,
    route,
)
from qanat.criteria.wording import wording_for
from qanat.criteria.wording.base import Wording
from qanat.kernel.errors import Fault, Invalid

VALUE: Final = ("\ue000", "\ue001")
"""Private characters that stand around each value of a marked sentence."""


@dataclass(frozen=True)
class Reader:
    """How somebody reads: language, calendar and digits, the last as in `kernel.shown`."""

    language: str
    calendar: str
    digits: str

    def wording(self, marks: tuple[str, str] = ("", "")) -> Wording:
        """How criteria are said to them."""
        wording = wording_for(self.language, calendar=self.calendar, numerals=self.digits)
        wording.marks = marks
        return wording


def offered_fields(subject: str) -> list[Field]:
    """Every field that can be asked of a record of `subject`, custom ones last; a query a family."""
    fields = [field for field in FIELDS if route(subject, field.source) is not None]
    for family in FIELD_FAMILIES:
        own = family.listed() if route(subject, family.name.partition(".")[0]) is not None else ()
        fields += own
    return fields


def offered_events(subject: str) -> list[EventKind]:
    """Every kind of event that can be asked of a record of `subject`."""
    return list(EVENT_KINDS) if subject in SOURCES and SOURCES[subject].events else []


def offered_relations(subject: str) -> list[Link]:
    """The links to records of which there can be several."""
    return [link for link in LINKS if link.origin == subject and link.says != PLAIN]


def offered_properties(kind: EventKind) -> list[Field]:
    """The fields of an event of this kind that have labels."""
    return [*kind.properties, AMOUNT, SOURCE]


def property_of(kind: EventKind, name: str) -> Field | None:
    """The field of that name of events of this kind."""
    return find_property(kind, name)


def operators_of(field: Field) -> list[Operator]:
    """By which operators the field can be asked; yes and no have two of their own."""
    plain = {"is", "is_not"} if field.type.name == "yes_no" else set()
    return [each for each in OPERATORS if field.type.name in each.types and each.name not in plain]


def operator_named(name: object) -> Operator | None:
    """The operator on fields of that name."""
    return OPERATORS.get(name) if isinstance(name, str) else None


def event_operators() -> list[EventOperator]:
    """The operators on what happened."""
    return list(EVENT_OPERATORS)


def faults_of(criteria: object, *, subject: str) -> tuple[Fault, ...]:
    """What keeps the criteria from being saved; empty when nothing does."""
    try:
        read_criteria(criteria, subject=subject, saving=True)
    except Invalid as error:
        return error.faults
    return ()


def shown_operand(operator: Operator, raw: object, field: Field, reader: Reader) -> str:
    """The operand of a condition as its chip has it; as it was given where it cannot be read.

    The frame of the chip sets the value off, so that it has no quotes.
    """
    if operator.operand is None:
        return ""
    wording = reader.wording()
    wording.opening = wording.closing = ""
    try:
        return operator.shown(operator.operand.read(raw, field), field, wording)
    except Invalid:
        return str(raw)


@dataclass(frozen=True)
class ShownEvent:
    """The parts of a condition on events.

    Attributes:
        where: over its properties; empty for any event.
        value: the operand of the operator; empty where it has none.
        within: when; empty for ever.
    """

    where: str
    operator: EventOperator
    value: str
    within: str


def shown_event(raw: Mapping[str, Any], *, subject: str, reader: Reader) -> ShownEvent | None:
    """The parts of the condition; None where it cannot be read."""
    wording = reader.wording()
    try:
        node = read_criteria(raw, subject=subject)
    except Invalid:
        return None
    if not isinstance(node, EventCondition):
        return None
    return ShownEvent(
        "" if node.where is None else described(node.where, wording),
        node.operator,
        node.operator.shown(node.operand, wording),
        "" if node.within is None else shown_period(node.within, wording).strip(),
    )


def marked_sentence(criteria: object, *, subject: str, reader: Reader) -> list[tuple[str, bool]]:
    """The sentence in pieces, each with whether it is a value; raises `Invalid`."""
    said = sentence_of(read_criteria(criteria, subject=subject), reader.wording(VALUE))
    pieces: list[tuple[str, bool]] = []
    for piece in said.split(VALUE[0]):
        value, closed, rest = piece.partition(VALUE[1])
        pieces += [(value, True), (rest, False)] if closed else [(piece, False)]
    return [(text, held) for text, held in pieces if text]
