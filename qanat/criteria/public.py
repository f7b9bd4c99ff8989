"""The criteria language for the rest of Qanat: check, ask, count, explain, describe.

Criteria are JSON (see docs/criteria.md). Every function reads them anew and raises `Invalid` with
the path of each fault. `at` is the time of asking: what happened later does not count.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from qanat.criteria.bulk import bulk_select
from qanat.criteria.compiling import compiled
from qanat.criteria.describing import sentence_of
from qanat.criteria.every_instant import every_instant
from qanat.criteria.evidence import Happened, happened
from qanat.criteria.gates import ClosedGate, Gate, GateUnmet, UnmetCondition, closed_for
from qanat.criteria.guide import refreshed_guide
from qanat.criteria.offering import (
    Reader,
    ShownEvent,
    event_operators,
    faults_of,
    marked_sentence,
    offered_events,
    offered_fields,
    offered_properties,
    offered_relations,
    operator_named,
    operators_of,
    property_of,
    shown_event,
    shown_operand,
)
from qanat.criteria.operators.base import Asking, EventOperator, Operator
from qanat.criteria.operators.operands import Days, Fragment, Range, Several
from qanat.criteria.properties import event_property
from qanat.criteria.queries import (
    Explanation,
    Reason,
    counted,
    explanations,
    ids_of,
    scope_of,
    select_matching,
)
from qanat.criteria.reading import read_criteria
from qanat.criteria.registry import (
    EVENT_FAMILIES,
    EVENT_KINDS,
    FIELD_FAMILIES,
    FIELDS,
    LINKS,
    SOURCES,
    Choices,
    EventFamily,
    EventKind,
    Field,
    FieldFamily,
    Link,
    Source,
    Through,
    find_event_kind,
    find_field,
)
from qanat.criteria.types import (
    CHOICE,
    CHOICE_ROWS,
    CHOICES,
    COUNTRY,
    DATE,
    EMAIL,
    INSTANT,
    LANGUAGE,
    MONEY,
    NUMBER,
    PHONE,
    TEXT,
    USER,
    WORDS,
    WRITTEN_DATE,
    YES_NO,
)
from qanat.criteria.wording import wording_of
from qanat.kernel.errors import Invalid
from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor

Criteria: TypeAlias = dict[str, Any]

__all__ = [
    "CHOICE",
    "CHOICES",
    "CHOICE_ROWS",
    "COUNTRY",
    "DATE",
    "EMAIL",
    "EVENT_FAMILIES",
    "EVENT_KINDS",
    "FIELDS",
    "FIELD_FAMILIES",
    "INSTANT",
    "LANGUAGE",
    "LINKS",
    "MONEY",
    "NUMBER",
    "PHONE",
    "SOURCES",
    "TEXT",
    "USER",
    "WORDS",
    "WRITTEN_DATE",
    "YES_NO",
    "Choices",
    "ClosedGate",
    "Criteria",
    "Days",
    "EventFamily",
    "EventKind",
    "EventOperator",
    "Explanation",
    "Field",
    "FieldFamily",
    "Fragment",
    "Gate",
    "GateUnmet",
    "Happened",
    "Link",
    "Operator",
    "Range",
    "Reader",
    "Reason",
    "Several",
    "ShownEvent",
    "Source",
    "Through",
    "UnmetCondition",
    "bulk",
    "check",
    "closed_for",
    "count",
    "describe",
    "event_operators",
    "event_property",
    "every_instant",
    "explain",
    "faults_of",
    "find_event_kind",
    "find_field",
    "happened",
    "holds",
    "marked_sentence",
    "matching",
    "matching_ids",
    "offered_events",
    "offered_fields",
    "offered_properties",
    "offered_relations",
    "operator_named",
    "operators_of",
    "property_of",
    "readable",
    "refreshed_guide",
    "shown_event",
    "shown_operand",
    "where",
]


def check(criteria: object, *, subject: str = "person") -> None:
    """Raise `Invalid` with every fault, unless the criteria may be saved."""
    read_criteria(criteria, subject=subject, saving=True)


def readable(criteria: object, *, subject: str = "person") -> bool:
    """Whether stored criteria can still be asked; a field or kind of theirs may be gone."""
    try:
        read_criteria(criteria, subject=subject)
    except Invalid:
        return False
    return True


def where(
    criteria: object, *, at: datetime, subject: str = "person", user_id: int | None = None
) -> Sql:
    """The condition for a WHERE clause over `person p`, `account a` or `opportunity o`.

    It can be NULL instead of false, and says nothing about deleted records. `user_id` is who
    "me" means.
    """
    node = read_criteria(criteria, subject=subject)
    return "(" + compiled(node, scope_of(subject, Asking(at, user_id))).sql + ")"


def matching(
    criteria: object,
    *,
    at: datetime,
    subject: str = "person",
    ids: Collection[int] | None = None,
    visible: Sql | None = None,
    user_id: int | None = None,
) -> Sql:
    """A SELECT of the ids of alive records for which the criteria hold, in no order.

    Args:
        criteria: as JSON has them.
        at: the time of asking.
        subject: what is asked about.
        ids: only among these.
        visible: a further condition over the subject's alias, such as `actor.visible("p.owner_id")`.
        user_id: who "me" means.
    """
    node = read_criteria(criteria, subject=subject)
    scope = scope_of(subject, Asking(at, user_id))
    return select_matching(node, scope, ids=ids, visible=visible)


def holds(
    criteria: object,
    ids: Collection[int],
    *,
    at: datetime,
    subject: str = "person",
    user_id: int | None = None,
) -> set[int]:
    """Those of the ids that are alive and for which the criteria hold."""
    return ids_of(matching(criteria, at=at, subject=subject, ids=ids, user_id=user_id))


def count(
    criteria: object,
    *,
    at: datetime,
    actor: Actor,
    subject: str = "person",
    cap: int | None = None,
) -> int:
    """For how many records that the actor may see the criteria hold; counting stops at `cap`."""
    source = SOURCES[subject]
    actor.require(source.permission)
    visible = actor.visible(source.owner)
    select = matching(criteria, at=at, subject=subject, visible=visible, user_id=actor.user_id)
    return counted(select, cap=cap)


def matching_ids(
    criteria: object,
    *,
    at: datetime,
    actor: Actor,
    subject: str = "person",
    ids: Collection[int] | None = None,
    limit: int = 1000,
) -> list[int]:
    """The lowest ids, at most `limit`, of those that the actor may see and the criteria hold for."""
    source = SOURCES[subject]
    actor.require(source.permission)
    select = matching(
        criteria,
        at=at,
        subject=subject,
        ids=ids,
        visible=actor.visible(source.owner),
        user_id=actor.user_id,
    )
    return sorted(ids_of(select + Sql(" ORDER BY 1 LIMIT %s", (limit,))))


def explain(
    criteria: object,
    ids: Collection[int],
    *,
    at: datetime,
    subject: str = "person",
    language: str = "en",
    user_id: int | None = None,
) -> list[Explanation]:
    """Whether the criteria hold and why, for each alive record among the ids, by id.

    The caller answers for whether the reader may see the records.
    """
    node = read_criteria(criteria, subject=subject)
    scope = scope_of(subject, Asking(at, user_id))
    return explanations(node, scope, ids, language=language)


def describe(criteria: object, language: str, *, subject: str = "person") -> str:
    """The criteria as one sentence in English, Arabic or Persian."""
    return sentence_of(read_criteria(criteria, subject=subject), wording_of(language))


def bulk(criteria: Sequence[object], *, at: datetime, people: Sql | None = None) -> Sql:
    """A SELECT of `person_id` and one boolean per criteria, `c0`, `c1`, …, of all alive people.

    All event conditions of all criteria are answered by one pass over the events. `people` is a
    SELECT of one column of ids that restricts both sides.
    """
    nodes = [read_criteria(each, subject="person") for each in criteria]
    return bulk_select(nodes, at=at, people=people)
