"""What criteria are once read: a tree of frozen nodes whose names and operands are all sound.

Two conditions that say the same are equal wherever they stand, so that what is shared between
criteria can be computed once; hence `path` is left out of comparisons.
"""

import dataclasses
from dataclasses import dataclass
from typing import Any, TypeAlias

from qanat.criteria.moments import Period
from qanat.criteria.operators.base import EventOperator, Operator
from qanat.criteria.registry import EventKind, Field, Link

Path: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 10
MAX_CONDITIONS = 100


@dataclass(frozen=True)
class All:
    """Holds when every part does; with no parts, for everybody."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Some:
    """Holds when at least one part does; with no parts, for nobody. Written `any`."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """Holds when the part does not."""

    part: "Node"


@dataclass(frozen=True)
class FieldCondition:
    """A field compared with an operand.

    Attributes:
        route: the links from the subject to the field's source, outermost first.
        operand: what the operator's operand read; only the operator knows its type.
    """

    field: Field
    route: tuple[Link, ...]
    operator: Operator
    operand: Any
    path: Path = dataclasses.field(compare=False)


@dataclass(frozen=True)
class EventCondition:
    """How often, when or how much something happened, compared with an operand.

    Attributes:
        where: over the properties of the event; None when any event of the kind counts.
        within: when it must have happened; None for ever.
    """

    kind: EventKind
    where: "Node | None"
    within: Period | None
    operator: EventOperator
    operand: Any
    path: Path = dataclasses.field(compare=False)


@dataclass(frozen=True)
class RelatedCondition:
    """One related record exists for which all of `where` holds: `{"some": …, "where": …}`."""

    route: tuple[Link, ...]
    where: "Node"
    path: Path = dataclasses.field(compare=False)


Leaf: TypeAlias = FieldCondition | EventCondition | RelatedCondition
Node: TypeAlias = All | Some | Not | Leaf


def leaves(node: Node) -> list[Leaf]:
    """The conditions of the tree in the order of reading; what is inside `where` stays inside."""
    match node:
        case All() | Some():
            return [leaf for part in node.parts for leaf in leaves(part)]
        case Not():
            return leaves(node.part)
        case _:
            return [node]
