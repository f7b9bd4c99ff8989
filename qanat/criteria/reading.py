"""From JSON to nodes: every name looked up, every operand checked, every fault with its path."""

from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from qanat.criteria.grammar import (
    MAX_CONDITIONS,
    MAX_DEPTH,
    All,
    EventCondition,
    FieldCondition,
    Node,
    Not,
    Path,
    RelatedCondition,
    Some,
)
from qanat.criteria.moments import Period, in_order, read_days, read_moment
from qanat.criteria.operators import EVENT_OPERATORS, OPERATORS
from qanat.criteria.operators.base import EventOperator, Operator
from qanat.criteria.properties import find_property
from qanat.criteria.registry import (
    EVENT_KINDS,
    FIELDS,
    SOURCES,
    EventKind,
    Field,
    Link,
    find_event_kind,
    find_field,
    route,
)
from qanat.criteria.types.choice import choice_faults
from qanat.kernel.errors import Fault, Invalid

SHAPE = (
    'Please give an object with one of "all", "any" and "not",'
    ' or with "field" and "is", or with "event", or with "some" and "where".'
)
EVERYTHING = All(())
"""Stands where something could not be read, while the rest is still looked at for faults."""


def read_criteria(criteria: object, *, subject: str, saving: bool = False) -> Node:
    """The tree that `criteria` stand for, about records of `subject`.

    Args:
        criteria: as JSON has them.
        subject: `person`, `account` or `opportunity`.
        saving: also refuse choices that are not in the database (any more).

    Raises:
        Invalid: with every fault found and its path.
    """
    source = SOURCES.get(subject)
    if source is None or not source.owner:
        raise ValueError(f"{subject!r} is no subject")
    reader = _Reader(saving=saving)
    node = reader.node(criteria, _Place((), 1, _fields_from(subject), subject))
    if reader.faults:
        raise Invalid.of(tuple(reader.faults))
    return node


@dataclass(frozen=True)
class _Found:
    field: Field
    route: tuple[Link, ...]


@dataclass(frozen=True)
class _Place:
    """Where the reader is: the path, the depth, and what names mean here."""

    path: Path
    depth: int
    find: Callable[[str], _Found | None]
    subject: str

    def at(self, *steps: str | int) -> "_Place":
        return _Place((*self.path, *steps), self.depth, self.find, self.subject)

    def below(self, *steps: str | int) -> "_Place":
        return _Place((*self.path, *steps), self.depth + 1, self.find, self.subject)


def _fields_from(subject: str) -> Callable[[str], _Found | None]:
    def find(name: str) -> _Found | None:
        found = find_field(name)
        way = route(subject, found.source) if found else None
        return None if found is None or way is None else _Found(found, way)

    return find


def _properties_of(kind: EventKind) -> Callable[[str], _Found | None]:
    def find(name: str) -> _Found | None:
        found = find_property(kind, name)
        return None if found is None else _Found(found, ())

    return find


@dataclass
class _Reader:
    saving: bool
    faults: list[Fault] = field(default_factory=list)
    conditions: int = 0

    def fault(self, path: Path, message: str, code: str) -> None:
        self.faults.append(Fault(path, message, code))

    def node(self, raw: object, place: _Place) -> Node:
        if place.depth > MAX_DEPTH:
            self.fault(place.path, f"Criteria can be at most {MAX_DEPTH} levels deep.", "too_deep")
            return EVERYTHING
        if not isinstance(raw, dict):
            self.fault(place.path, SHAPE, "shape")
            return EVERYTHING
        for key, read in self._forms().items():
            if key in raw:
                return read(raw, place)
        self.fault(place.path, SHAPE, "shape")
        return EVERYTHING

    def _forms(self) -> dict[str, Callable[[dict[Any, Any], _Place], Node]]:
        return {
            "all": self._all,
            "any": self._any,
            "not": self._not,
            "field": self._field_condition,
            "event": self._event_condition,
            "some": self._related_condition,
        }

    def _all(self, raw: dict[Any, Any], place: _Place) -> Node:
        return All(self._parts(raw, "all", place))

    def _any(self, raw: dict[Any, Any], place: _Place) -> Node:
        return Some(self._parts(raw, "any", place))

    def _not(self, raw: dict[Any, Any], place: _Place) -> Node:
        self._only(raw, {"not"}, place)
        return Not(self.node(raw["not"], place.below("not")))

    def _parts(self, raw: dict[Any, Any], key: str, place: _Place) -> tuple[Node, ...]:
        self._only(raw, {key}, place)
        parts = raw[key]
        if not isinstance(parts, list):
            self.fault(place.at(key).path, "Please give a list of criteria.", "shape")
            return ()
        if len(parts) > MAX_CONDITIONS:
            self._too_many(place.at(key).path)
            return ()
        return tuple(self.node(part, place.below(key, index)) for index, part in enumerate(parts))

    def _only(self, raw: dict[Any, Any], known: set[str], place: _Place) -> None:
        for key in raw:
            if key not in known:
                wanted = ", ".join(f'"{name}"' for name in sorted(known))
                path = (*place.path, str(key)[:50])
                self.fault(path, f"Only {wanted} can stand here.", "unknown_key")

    def _counted(self, place: _Place) -> bool:
        self.conditions += 1
        if self.conditions == MAX_CONDITIONS + 1:
            self._too_many(place.path)
        return self.conditions <= MAX_CONDITIONS

    def _too_many(self, path: Path) -> None:
        self.fault(path, f"Criteria can have at most {MAX_CONDITIONS} conditions.", "too_many")

    # a field

    def _field_condition(self, raw: dict[Any, Any], place: _Place) -> Node:
        self._only(raw, {"field", "is", "value"}, place)
        if not self._counted(place):
            return EVERYTHING
        found = self._field(raw["field"], place)
        if found is None:
            return EVERYTHING
        operator = self._operator(raw.get("is"), found.field, place)
        if operator is None:
            return EVERYTHING
        operand = self._operand(raw, operator, found.field, place)
        return FieldCondition(found.field, found.route, operator, operand, place.path)

    def _field(self, name: object, place: _Place) -> _Found | None:
        found = place.find(name) if isinstance(name, str) else None
        if found is None:
            message = f"There is no field {_shown(name)} here{_nearest(name, FIELDS.names())}."
            self.fault(place.at("field").path, message, "unknown_field")
        return found

    def _operator(self, name: object, of: Field, place: _Place) -> Operator | None:
        operator = OPERATORS.get(name) if isinstance(name, str) else None
        if operator is not None and of.type.name in operator.types:
            return operator
        fitting = ", ".join(each.name for each in OPERATORS if of.type.name in each.types)
        code = "unknown_operator" if operator is None else "operator_type"
        message = f"The field {of.name} can be asked by: {fitting}."
        self.fault(place.at("is").path, message, code)
        return None

    def _operand(self, raw: dict[Any, Any], operator: Operator, of: Field, place: _Place) -> Any:
        shape = operator.operand
        read = None if shape is None else (lambda given: shape.read(given, of))
        operand = self._value(raw, read, place)
        if self.saving and operand is not None:
            self._add(choice_faults(operand, of), place.at("value").path)
        return operand

    def _value(
        self, raw: dict[Any, Any], read: Callable[[object], Any] | None, place: _Place
    ) -> Any:
        """What `read` makes of the value; None when there is none or it is faulty."""
        path = place.at("value").path
        if read is None:
            if "value" in raw:
                self.fault(path, "This operator takes no value.", "operand_unwanted")
            return None
        if "value" not in raw:
            self.fault(path, "Please give a value.", "operand_missing")
            return None
        return self._reading(lambda: read(raw["value"]), path)

    def _reading(self, read: Callable[[], Any], path: Path) -> Any:
        try:
            return read()
        except Invalid as error:
            self._add(error.faults, path)
            return None

    def _add(self, faults: tuple[Fault, ...], path: Path) -> None:
        self.faults += [Fault((*path, *each.path), each.message, each.code) for each in faults]

    # an event

    def _event_condition(self, raw: dict[Any, Any], place: _Place) -> Node:
        self._only(raw, {"event", "where", "within", "is", "value"}, place)
        if not self._counted(place):
            return EVERYTHING
        source = SOURCES.get(place.subject)
        if source is None or not source.events:
            self.fault(place.path, "Events cannot be asked about here.", "shape")
            return EVERYTHING
        kind = self._event_kind(raw["event"], place)
        operator, operand = self._event_comparison(raw, place)
        within = self._within(raw, place)
        if kind is None or operator is None:
            return EVERYTHING
        return EventCondition(
            kind, self._where(raw, kind, place), within, operator, operand, place.path
        )

    def _event_kind(self, name: object, place: _Place) -> EventKind | None:
        kind = find_event_kind(name) if isinstance(name, str) else None
        if kind is None:
            nearest = _nearest(name, EVENT_KINDS.names())
            message = f"There is no kind of event {_shown(name)}{nearest}."
            self.fault(place.at("event").path, message, "unknown_event")
        return kind

    def _event_comparison(
        self, raw: dict[Any, Any], place: _Place
    ) -> tuple[EventOperator | None, Any]:
        if "is" not in raw and "value" not in raw:
            return EVENT_OPERATORS["at_least"], 1
        name = raw.get("is")
        operator = EVENT_OPERATORS.get(name) if isinstance(name, str) else None
        if operator is None:
            known = ", ".join(EVENT_OPERATORS.names())
            message = f"What happened can be asked by: {known}."
            self.fault(place.at("is").path, message, "unknown_operator")
            return None, None
        return operator, self._value(raw, operator.read, place)

    def _where(self, raw: dict[Any, Any], kind: EventKind, place: _Place) -> Node | None:
        if "where" not in raw:
            return None
        inside = _Place((*place.path, "where"), place.depth + 1, _properties_of(kind), "event")
        return self.node(raw["where"], inside)

    def _within(self, raw: dict[Any, Any], place: _Place) -> Period | None:
        if "within" not in raw:
            return None
        period: Period | None = self._reading(
            lambda: _read_period(raw["within"]), place.at("within").path
        )
        return period

    # a related record

    def _related_condition(self, raw: dict[Any, Any], place: _Place) -> Node:
        self._only(raw, {"some", "where"}, place)
        name = raw["some"]
        way = route(place.subject, name) if isinstance(name, str) and name in SOURCES else None
        if not way or not isinstance(name, str):
            message = f"There are no related records {_shown(name)} here."
            self.fault(place.at("some").path, message, "unknown_source")
            return EVERYTHING
        if "where" not in raw:
            self.fault(place.at("where").path, "Please give criteria.", "shape")
            return EVERYTHING
        inside = _Place((*place.path, "where"), place.depth + 1, _fields_from(name), name)
        return RelatedCondition(way, self.node(raw["where"], inside), place.path)


def _read_period(raw: object) -> Period:
    """The last days, or from and to, of which one may be missing."""
    match raw:
        case {"days": days, **rest} if not rest:
            return Period(days=_at("days", lambda: read_days(days)))
        case dict() if raw and set(raw) <= {"from", "to"}:
            since = _end(raw, "from")
            until = _end(raw, "to")
            if since is not None and until is not None and not in_order(since, until):
                raise Invalid("Please give the earlier time as from.", code="operand_range")
            return Period(since=since, until=until)
        case _:
            raise Invalid(
                'Please give {"days": 30}, or {"from": …, "to": …} with one of them or both.',
                code="operand_period",
            )


def _end(raw: dict[Any, Any], key: str) -> Any:
    if key not in raw:
        return None
    return _at(key, lambda: read_moment(raw[key], instants=True))


def _at(key: str, read: Callable[[], Any]) -> Any:
    try:
        return read()
    except Invalid as error:
        raise Invalid(str(error), (key,), code=error.faults[0].code) from error


def _shown(name: object) -> str:
    return (
        name.encode("utf-8", "replace").decode()[:80] if isinstance(name, str) else "of that kind"
    )


def _nearest(name: object, names: tuple[str, ...]) -> str:
    near = get_close_matches(name[:80], names, 1) if isinstance(name, str) else []
    return f"; did you mean {near[0]}?" if near else ""
