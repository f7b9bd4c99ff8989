"""What users do with people: add, change, and move along their lifecycle and status."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from qanat.kernel.errors import Invalid
from qanat.people.bulk import KeyTaken, add_identifiers, insert_people, update_people
from qanat.people.custom_fields import field_rules
from qanat.people.drafts import Changes
from qanat.people.entry import Entry, person_draft, read_person
from qanat.people.gates import refuse_unready
from qanat.people.histories import Move, Moved, move_lifecycles, move_owners, move_statuses
from qanat.people.models import Person
from qanat.people.scope import clash_for, lock_visible_people, require_account, require_owner
from qanat.platform.actor import Actor, acting
from qanat.platform.statements import fetch, statement


def create_person(
    values: Mapping[str, object],
    *,
    owner_id: int | None = None,
    account_id: int | None = None,
    country: str | None = None,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of a new person as the entry says; see `entry.read_person` for what it may say.

    Without an owner it belongs to the user who adds it.

    Raises:
        Invalid: the faults of the entry, `unknown_owner` or `unknown_account`.
        Conflict: an identifier belongs to somebody else, named when the actor may see them.
    """
    actor.require("people.add")
    require_owner(owner_id, actor)
    require_account(account_id, actor)
    entry = read_person(values, fields=field_rules("person"), country=country, now=now)
    draft = person_draft(entry, owner_id=owner_id or actor.user_id, account_id=account_id)
    try:
        with acting(actor):
            return insert_people([draft], actor=actor, now=now)[0]
    except KeyTaken as taken:
        raise clash_for(actor, taken.holders) from taken


def change_person(
    person_id: int,
    values: Mapping[str, object],
    *,
    country: str | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Write the given fields over the person's; the others stay.

    Another primary e-mail or phone takes the place of the old one, which is free then; `emails`
    and `phones` are added to those there are.

    Raises:
        NotFound: there is no such person that the actor may see.
        Invalid: the faults of the entry.
        Conflict: an identifier belongs to somebody else, named when the actor may see them.
    """
    actor.require("people.change")
    entry = read_person(values, fields=field_rules("person"), country=country, now=now)
    if entry.faults:
        raise Invalid.of(entry.faults)
    try:
        with acting(actor):
            lock_visible_people([person_id], actor)
            _change_identifiers(person_id, entry, now=now)
            written = {name: value for name, value in entry.values.items() if name != "came_at"}
            update_people([Changes(id=person_id, values=written)], policy="overwrite", now=now)
    except KeyTaken as taken:
        raise clash_for(actor, taken.holders) from taken


def _change_identifiers(person_id: int, entry: Entry, *, now: datetime) -> None:
    kinds = [kind for kind in ("email", "phone") if kind in entry.values]
    if not kinds and not entry.keys:
        return
    fetch(
        statement(__file__, "free_primary_identifiers"),
        {"person_id": person_id, "kinds": kinds, "now": now},
    )
    holders = add_identifiers([(person_id, key) for key in entry.keys], now=now)
    others = {key: holder for key, holder in holders.items() if holder != person_id}
    if others:
        raise KeyTaken(others)


def link_to_account(
    ids: Sequence[int], account_id: int | None, *, actor: Actor, now: datetime
) -> list[int]:
    """Those who did come to another account; None takes them out of theirs.

    Raises:
        NotFound: for the first person whom the actor may not see.
        Invalid: `unknown_account`.
    """
    actor.require("people.change")
    with acting(actor):
        found = lock_visible_people(ids, actor)
        require_account(account_id, actor)
        changes = [Changes(id=person_id, values={"account_id": account_id}) for person_id in found]
        return update_people(changes, policy="overwrite", now=now)


def set_lifecycle(
    ids: Sequence[int],
    to: str,
    *,
    back: bool = False,
    at: datetime,
    now: datetime,
    actor: Actor,
    reason: str = "",
) -> list[Moved]:
    """Those who did come to another lifecycle; see `move_lifecycles`.

    Raises:
        NotFound: for the first person whom the actor may not see.
        Invalid: `unknown_lifecycle`.
    """
    actor.require("people.change")
    with acting(actor):
        moves = _moves(lock_visible_people(ids, actor), to, at, reason)
        return move_lifecycles(moves, actor=actor, now=now, back=back)


def set_status(
    ids: Sequence[int], to: str, *, at: datetime, now: datetime, actor: Actor, reason: str = ""
) -> list[Moved]:
    """Those who did come to another status, all of whom satisfy its gate.

    Raises:
        NotFound: for the first person whom the actor may not see.
        Invalid: `unknown_status`, or `gate_unmet` for each thing that is missing.
    """
    actor.require("people.change")
    with acting(actor):
        found = lock_visible_people(ids, actor)
        refuse_unready(found, to, at=now, language=actor.language, user_id=actor.user_id)
        return move_statuses(_moves(found, to, at, reason), actor=actor, now=now)


def set_owner(
    ids: Sequence[int],
    owner_id: int | None,
    *,
    at: datetime,
    now: datetime,
    actor: Actor,
    reason: str = "",
) -> list[Moved]:
    """Those who did come to another owner; the reason of an assignment is kept by `routing`.

    Raises:
        NotFound: for the first person whom the actor may not see.
        Invalid: `unknown_owner`.
    """
    actor.require("routing.assign")
    require_owner(owner_id, actor)
    with acting(actor):
        moves = _moves(lock_visible_people(ids, actor), owner_id, at, reason)
        return move_owners(moves, actor=actor, now=now)


def _moves(ids: Sequence[int], to: Any, at: datetime, reason: str) -> list[Move]:
    return [Move(person_id=person_id, to=to, at=at, reason=reason) for person_id in ids]


def mark_converted(ids: Sequence[int], *, at: datetime) -> int:
    """How many were not converted yet; a converted person is shown as Contact. One statement."""
    return Person.objects.filter(id__in=ids, converted_at=None).update(
        converted_at=at, updated_at=at
    )
