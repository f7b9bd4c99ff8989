"""The small forms in which the value of one condition is chosen or typed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from qanat.criteria.public import (
    Days,
    EventKind,
    Field,
    Operator,
    Range,
    Reader,
    Several,
    event_operators,
    offered_properties,
    operator_named,
    property_of,
)
from qanat.kernel.errors import Invalid
from qanat.web.criteria.choices import Choice, event_label, field_label, values_of
from qanat.web.criteria.drawing import reader_of_page
from qanat.web.criteria.event_words import OFTEN, operator_words
from qanat.web.criteria.tree import Node
from qanat.web.criteria.typed import (
    NUMBERS,
    TIMES,
    Typed,
    moment,
    number,
    reader_of,
    shown_day,
    typed_from,
    whole,
)
from qanat.web.look import Look

WITHIN: Final = (("", _("at any time")), ("days", _("in the last days")), ("dates", _("between")))
ASKED: Final = (
    "contains",
    "is",
    "is_not",
    "starts_with",
    "ends_with",
    "at_least",
    "at_most",
    "is_known",
)
"""The operators on properties of events, the usual ones first."""


@dataclass(frozen=True)
class ValueForm:
    """The inputs for one value.

    Attributes:
        shape: `choices`, `choice`, `lines`, `text`, `number`, `range`, `days`, `moment` or `moments`.
        typed: what stands in them.
        others: chosen values that are not among the choices, a line each.
        error: why it was not taken; empty when nothing is wrong.
        mine: the field is a user, so that "me" and "my team" are offered.
    """

    label: str
    operator: str
    shape: str
    typed: Typed
    choices: list[Choice] = field(default_factory=list)
    open_ended: bool = False
    others: str = ""
    example: str = ""
    error: str = ""
    mine: bool = False


def value_form(found: Field, operator: Operator, raw: Any, look: Look, today: date) -> ValueForm:
    """The form for the operand of a condition on a field."""
    reader = reader_of_page(look)
    chosen = raw if isinstance(raw, list) else [] if raw is None else [raw]
    choices = values_of(found, reader, chosen)
    shape = _shape(found, operator, bool(choices))
    known = {choice.name for choice in choices}
    open_ended = found.suggested is not None or (shape == "lines")
    return ValueForm(
        label=field_label(found, reader),
        operator=operator_words(operator, reader),
        shape=shape,
        typed=typed_from(raw, look),
        choices=choices if shape in ("choices", "choice") else [],
        open_ended=open_ended,
        others="\n".join(str(value) for value in chosen if str(value) not in known),
        example=shown_day(today, look) if found.type.name in TIMES else "",
        mine=found.type.name == "user",
    )


def _shape(found: Field, operator: Operator, choosable: bool) -> str:  # noqa: FBT001 a fact
    kind = found.type.name
    match operator.operand:
        case Days():
            return "days"
        case Range():
            return "moments" if kind in TIMES else "range"
        case Several():
            return "choices" if choosable else "lines"
        case _ if kind in TIMES:
            return "moment"
        case _ if choosable and found.suggested is None:
            return "choice"
        case _:
            return "number" if kind in NUMBERS else "text"


@dataclass(frozen=True)
class Row:
    """One condition on a property of an event."""

    fields: list[Choice]
    operators: list[Choice]
    value: str = ""


@dataclass(frozen=True)
class EventForm:
    """How often and when it happened, and what was special about it.

    Attributes:
        value: of the operator; `ago` says that it is a number of days.
        rows: conditions on properties, an empty one last.
        kept: a condition too deep for rows, as a sentence; it stays as it is.
    """

    label: str
    operators: list[Choice]
    value: str
    ago: bool
    within: list[Choice]
    days: str
    since: str
    until: str
    rows: list[Row]
    kept: str = ""
    example: str = ""
    error: str = ""


def event_form(kind: EventKind, leaf: Node, look: Look, today: date, kept: str) -> EventForm:
    """The form of a condition on events; `kept` is what was special about it, too deep for rows."""
    reader = reader_of_page(look)
    asked = leaf.get("is", "at_least")
    typed = typed_from(leaf.get("value", 1 if "is" not in leaf else None), look)
    within = leaf.get("within") or {}
    span = "days" if "days" in within else "dates" if within else ""
    ends = [typed_from(within.get(end), look).text() for end in ("from", "to")]
    return EventForm(
        label=event_label(kind, reader),
        operators=[
            Choice(
                each.name, str(OFTEN[each.name]).replace("{value}", "…"), chosen=each.name == asked
            )
            for each in event_operators()
        ],
        value=typed.text(),
        ago=bool(typed.unit),
        within=[Choice(name, str(words), chosen=name == span) for name, words in WITHIN],
        days=typed_from(within.get("days"), look).text(),
        since=ends[0],
        until=ends[1],
        rows=[] if kept else _rows(kind, leaf.get("where"), look, reader),
        kept=kept,
        example=shown_day(today, look),
    )


def rows_of(where: Any) -> list[Node] | None:
    """The conditions of a `where` that rows can show; None where it is deeper than that."""
    if where is None:
        return []
    parts = where.get("all", [where]) if isinstance(where, dict) else []
    plain = all(isinstance(part, dict) and "field" in part for part in parts)
    simple = (
        all(not isinstance(part.get("value"), list | dict) for part in parts) if plain else False
    )
    return list(parts) if simple else None


def _rows(kind: EventKind, where: Any, look: Look, reader: Reader) -> list[Row]:
    conditions = [*(rows_of(where) or []), {}]
    return [_row(kind, condition, look, reader) for condition in conditions]


def _row(kind: EventKind, condition: Node, look: Look, reader: Reader) -> Row:
    name = condition.get("field", "")
    offered = {each.name: each for each in offered_properties(kind)}
    if name and name not in offered and (own := property_of(kind, name)) is not None:
        offered[name] = own
    fields = [
        Choice(each.name, field_label(each, reader), chosen=each.name == name)
        for each in offered.values()
    ]
    asked = condition.get("is", "contains")
    names = ASKED if asked in ASKED else (*ASKED, asked)
    operators = [
        Choice(each.name, each.label.in_language(reader.language), chosen=each.name == asked)
        for each in map(operator_named, names)
        if each is not None
    ]
    return Row(fields, operators, typed_from(condition.get("value"), look).text())


def event_leaf(kind: EventKind, leaf: Node, given: QueryDict, look: Look) -> Node:
    """The condition that the form stands for; raises `Invalid` where something cannot be read."""
    made: Node = {"event": kind.name}
    if where := _where(kind, leaf, given, look):
        made["where"] = where
    if within := _within(given, look):
        made["within"] = within
    asked = next((each for each in event_operators() if each.name == given.get("is")), None)
    made["is"] = asked.name if asked else "at_least"
    if asked is None or asked.read is not None:
        measure = asked.measure if asked else "count"
        made["value"] = _measured(measure, given, look)
    return made


def _measured(measure: str, given: QueryDict, look: Look) -> Any:
    text = given.get("value", "")
    match measure:
        case "count":
            return whole(text or "1")
        case "total":
            return number(text)
        case _:
            return moment(text, given.get("unit", ""), look)


def _within(given: QueryDict, look: Look) -> Node | None:
    match given.get("within"):
        case "days":
            return {"days": whole(given.get("days", ""))}
        case "dates":
            ends = {"from": given.get("from", ""), "to": given.get("to", "")}
            return {
                key: moment(text, "", look) for key, text in ends.items() if text.strip()
            } or None
        case _:
            return None


def _where(kind: EventKind, leaf: Node, given: QueryDict, look: Look) -> Any:
    if given.get("kept"):
        return leaf.get("where")
    rows = zip(
        given.getlist("property"), given.getlist("compared"), given.getlist("with"), strict=False
    )
    parts = [_condition(kind, *row, look=look) for row in rows if row[0]]
    return parts[0] if len(parts) == 1 else {"all": parts} if parts else None


def _condition(kind: EventKind, name: str, asked: str, text: str, *, look: Look) -> Node:
    found, operator = property_of(kind, name), operator_named(asked)
    if found is None or operator is None:
        raise Invalid("Please choose what to compare.", code="operand_missing")
    if operator.operand is None:
        return {"field": name, "is": asked}
    return {"field": name, "is": asked, "value": reader_of(found, asked, look)(text)}
