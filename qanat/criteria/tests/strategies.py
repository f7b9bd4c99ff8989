"""Criteria of every kind that may be said, drawn at random from what is registered."""

from functools import cache

from hypothesis import strategies as st

from qanat.criteria.grammar import MAX_DEPTH
from qanat.criteria.operators import EVENT_OPERATORS, OPERATORS
from qanat.criteria.public import EVENT_KINDS, FIELD_FAMILIES, FIELDS
from qanat.criteria.registry import find_event_kind, route
from qanat.criteria.tests.population import (
    CHOICES,
    DATES,
    EMAILS,
    INSTANTS,
    KINDS,
    PHONES,
    PROPERTIES,
    TEXTS,
)
from qanat.kernel.text import matching_key

typed = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
)
texts = (st.sampled_from(TEXTS) | typed).filter(matching_key)
fragments = texts | st.sampled_from(("%", "_", "a", "\\", "'"))
numbers = (
    st.sampled_from((0, 1, -1, 1.5, 5, 7, 100, 2**31 - 1, -(2**31), 10**15, "0.01"))
    | st.integers(-(10**17), 10**17)
    | st.floats(-(10**6), 10**6).map(lambda each: round(each, 6))
)
days = st.sampled_from((0, 1, 7, 30, 399, 400, 36_500)) | st.integers(0, 36_500)
ago = st.builds(lambda n: {"days_ago": n}, days)
dates = st.sampled_from(DATES).map(str) | ago
instants = dates | st.sampled_from(INSTANTS).map(lambda each: each.isoformat())
addresses = st.sampled_from((*EMAILS, "nobody@example.net", "P3@Example.com"))
phones = st.sampled_from((*PHONES, "+966 50 000 0004", "00966501234567"))
users = st.sampled_from((1, 2, 2**63 - 1, "user0@example.com", "USER1@example.com"))

BY_TYPE = {
    "text": texts,
    "words": texts,
    "email": addresses,
    "phone": phones,
    "number": numbers,
    "money": numbers,
    "date": dates,
    "written_date": dates,
    "instant": instants,
    "country": st.sampled_from(("SA", "ir", "AE")),
    "language": st.sampled_from(("ar", "fa", "EN")),
    "user": users,
    "yes_no": st.booleans(),
    "property": texts | numbers,
}


def values(field):
    """Operands for `is`."""
    if field.choices is not None and field.type.name != "user":
        known = st.sampled_from(sorted(field.choices.listed()) or ["lead"])
        return known if field.choices.fixed else known | st.sampled_from(CHOICES)
    return BY_TYPE[field.type.name]


@st.composite
def ranges(draw, field):
    """Two operands in order."""
    kind = numbers if field.type.name in {"number", "money", "property"} else values(field)
    ends = draw(st.tuples(kind, kind))
    try:
        read = [field.type.read(each, field) for each in ends]
        return list(ends) if read[0] <= read[1] else list(reversed(ends))
    except TypeError:  # a day, an instant, days ago: of two kinds
        return [ends[0], ends[0]]


@st.composite
def on_fields(draw, fields):
    """A condition on one of the fields."""
    field = fields[draw(st.integers(0, len(fields) - 1))]
    fitting = [each.name for each in OPERATORS if field.type.name in each.types]
    operator = OPERATORS[draw(st.sampled_from(fitting))]
    criteria = {"field": field.name, "is": operator.name}
    if operator.operand is not None:
        criteria["value"] = draw(operand(field, operator))
    return criteria


def operand(field, operator):
    """Operands of that operator for that field."""
    shape = type(operator.operand).__name__
    match shape:
        case "Several":
            return st.lists(values(field), min_size=1, max_size=4)
        case "Range":
            return ranges(field)
        case "Days":
            return days
        case "Fragment":
            return _fragments(field)
        case "OneNumber":
            return numbers
        case _:
            return values(field)


def _fragments(field):
    if field.type.name == "phone":
        return st.sampled_from(("+966", "50", "٥٠", "00000"))
    if field.type.name == "email":
        return st.sampled_from(("example", "_", "%", "'", "@", "SARA"))
    return fragments.filter(matching_key)


periods = (
    st.builds(lambda n: {"days": n}, days)
    | st.builds(lambda since: {"from": since}, instants)
    | st.builds(lambda until: {"to": until}, instants)
    | st.builds(lambda day: {"from": day, "to": day}, instants)
)


@st.composite
def on_events(draw):
    """A condition on events."""
    kind = find_event_kind(draw(st.sampled_from((*KINDS, *EVENT_KINDS.names()))))
    operator = EVENT_OPERATORS[draw(st.sampled_from(EVENT_OPERATORS.names()))]
    criteria = {"event": kind.name, "is": operator.name}
    if operator.read is not None:
        criteria["value"] = draw(
            {
                "count": st.integers(0, 5),
                "total": numbers,
                "first": instants,
                "last": instants,
            }[operator.measure]
        )
    if draw(st.booleans()):
        criteria["within"] = draw(periods)
    if draw(st.booleans()):
        criteria["where"] = draw(groups(on_properties(kind), leaves=3))
    return criteria


def on_properties(kind):
    """A condition on a property of an event."""
    from qanat.criteria.properties import find_property

    names = ["source", "amount", *(f"property.{name}" for name in PROPERTIES)]
    return on_fields(Fields(find_property(kind, name) for name in names))


def groups(leaves_of, *, leaves=8):
    """All, any and not over conditions."""
    return st.recursive(
        leaves_of,
        lambda inner: (
            st.builds(lambda parts: {"all": parts}, st.lists(inner, max_size=3))
            | st.builds(lambda parts: {"any": parts}, st.lists(inner, max_size=3))
            | st.builds(lambda part: {"not": part}, inner)
        ),
        max_leaves=leaves,
    )


class Fields(tuple):
    """Fields, without all their words where hypothesis shows a strategy."""

    __slots__ = ()

    def __repr__(self):
        return f"{len(self)} fields"


def fields_of(subject):
    """Everything that can be asked of the subject, custom fields included."""
    listed = [field for family in FIELD_FAMILIES for field in family.listed()]
    return Fields(field for field in (*FIELDS, *listed) if route(subject, field.source) is not None)


@st.composite
def related(draw, subject):
    """One related record for which several conditions hold."""
    targets = {"person": ["account", "opportunity", "score", "touch"]}.get(subject, ["person"])
    target = draw(st.sampled_from(targets))
    return {"some": target, "where": draw(inside(target))}


@cache
def inside(target):
    """Criteria about a related record."""
    inner = on_fields(fields_of(target))
    if target not in {"touch", "score"}:
        inner = inner | on_events()
    return groups(inner, leaves=3)


@cache
def criteria(subject):
    """Whole criteria about the subject; needs the populated database for custom fields."""
    leaf = on_fields(fields_of(subject)) | on_events() | related(subject)
    return groups(leaf).filter(lambda drawn: depth(drawn) <= MAX_DEPTH - 2)


def depth(drawn):
    """How deep criteria are, with room to be put into a group or two."""
    match drawn:
        case {"all": parts} | {"any": parts}:
            return 1 + max(map(depth, parts), default=0)
        case {"not": part} | {"where": part}:
            return 1 + depth(part)
        case _:
            return 1
