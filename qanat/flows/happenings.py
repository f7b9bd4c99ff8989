"""Events told by a program or a person: written to the timeline, and counted for the score."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from qanat.flows.rescoring import score_and_qualify
from qanat.kernel.email import normal_email
from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor, acting
from qanat.platform.statements import select
from qanat.timeline.public import EventDraft, append_events

MOST_EVENTS = 1000


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something that somebody did.

    Attributes:
        person_id, email: who it was, one of the two.
        at: None for now.
        key: makes one event of two deliveries with the same `at`.
    """

    kind: str
    person_id: int | None = None
    email: str = ""
    at: datetime | None = None
    properties: dict[str, Any] = field(default_factory=dict)
    amount: Decimal | None = None
    key: str = ""


def add_events(happenings: Sequence[Happening], *, actor: Actor, now: datetime) -> int:
    """How many of the events are new; all are written or none, in a fixed number of statements.

    Raises:
        NotAllowed: the actor may not add events.
        Invalid: too many, or faults with paths that begin with the index of the event.
    """
    actor.require("events.add")
    if len(happenings) > MOST_EVENTS:
        raise Invalid(f"Send at most {MOST_EVENTS} events at once.", code="too_many")
    with acting(actor):
        people = _people_of(happenings, actor)
        drafts = [
            EventDraft(
                kind=happening.kind,
                at=happening.at or now,
                person_id=person_id,
                properties=happening.properties,
                amount=happening.amount,
                source=actor.name,
                key=happening.key,
            )
            for happening, person_id in zip(happenings, people, strict=True)
        ]
        added = append_events(drafts, now=now)
        if added:
            score_and_qualify(sorted(set(people)), now=now)
    return added


def _people_of(happenings: Sequence[Happening], actor: Actor) -> list[int]:
    """Whom each is about; everybody that the actor does not see is told at once."""
    emails, faults = _normal_emails(happenings)
    ids = [one.person_id for one in happenings if one.person_id is not None]
    seen_ids, seen_emails = _seen_ids(ids, actor), _seen_emails(sorted(set(emails.values())), actor)
    found: list[int] = []
    for index, happening in enumerate(happenings):
        if happening.person_id is not None:
            where, person_id = "person_id", seen_ids.get(happening.person_id)
        else:
            where, person_id = "email", seen_emails.get(emails.get(index, ""))
        if person_id is not None:
            found.append(person_id)
        elif (index, where) not in {fault.path for fault in faults}:
            faults.append(Fault((index, where), "There is no such person.", "not_found"))
    if faults:
        raise Invalid.of(tuple(sorted(faults, key=_place)))
    return found


def _normal_emails(happenings: Sequence[Happening]) -> tuple[dict[int, str], list[Fault]]:
    emails: dict[int, str] = {}
    faults: list[Fault] = []
    for index, happening in enumerate(happenings):
        if happening.person_id is None:
            try:
                emails[index] = normal_email(happening.email)
            except Invalid as error:
                fault = error.faults[0]
                faults.append(Fault((index, "email"), fault.message, fault.code))
    return emails, faults


def _seen_ids(ids: Sequence[int], actor: Actor) -> dict[int, int]:
    alive = Sql(
        "SELECT p.id FROM person p WHERE p.id = ANY(%s) AND p.deleted_at IS NULL AND ", (ids,)
    )
    return {row[0]: row[0] for row in select(alive + actor.visible("p.owner_id"))}


def _seen_emails(emails: Sequence[str], actor: Actor) -> dict[str, int]:
    held = Sql(
        "SELECT i.value, p.id FROM identifier i JOIN person p ON p.id = i.person_id"
        " WHERE i.kind = 'email' AND i.value = ANY(%s)"
        " AND i.deleted_at IS NULL AND p.deleted_at IS NULL AND ",
        (emails,),
    )
    return {row[0]: row[1] for row in select(held + actor.visible("p.owner_id"))}


def _place(fault: Fault) -> int:
    return int(fault.path[0])
