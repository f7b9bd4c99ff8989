"""Whom an actor reaches: the records locked for a change, as far as the actor may see them."""

from collections.abc import Mapping, Sequence

from qanat.kernel.errors import Conflict, Invalid, NotFound
from qanat.kernel.sql import Sql
from qanat.people.bulk import KeyTaken, KeyTakenUnseen
from qanat.people.drafts import Key
from qanat.platform.actor import Actor
from qanat.platform.statements import select


def lock_visible_people(ids: Sequence[int], actor: Actor, *, trashed: bool = False) -> list[int]:
    """The ids in order, locked; the trashed ones only, or the alive ones only.

    Raises:
        NotFound: for the first that is not there, or not to be seen by `actor`.
    """
    return _lock("person", ids, actor, trashed=trashed)


def lock_visible_accounts(ids: Sequence[int], actor: Actor, *, trashed: bool = False) -> list[int]:
    """As `lock_visible_people`, for accounts."""
    return _lock("account", ids, actor, trashed=trashed)


def _lock(table: str, ids: Sequence[int], actor: Actor, *, trashed: bool) -> list[int]:
    wanted = sorted(set(ids))
    found = select(
        Sql(f"SELECT id FROM {table} r WHERE id = ANY(%s) AND ", (wanted,))  # noqa: S608 our own name
        + actor.visible("r.owner_id")
        + f" AND deleted_at IS {'NOT NULL' if trashed else 'NULL'} ORDER BY id FOR NO KEY UPDATE"
    )
    there = [row[0] for row in found]
    if missing := set(wanted).difference(there):
        raise NotFound(table, min(missing))
    return there


def person_is_visible(person_id: int, actor: Actor) -> bool:
    """Whether the person is alive and the actor may see it; one query."""
    return bool(
        select(
            Sql("SELECT 1 FROM person p WHERE id = %s AND deleted_at IS NULL AND ", (person_id,))
            + actor.visible("p.owner_id")
        )
    )


def require_person(person_id: int, actor: Actor) -> None:
    """Raise `NotFound` unless the person is alive and the actor may see it; one query."""
    if not person_is_visible(person_id, actor):
        raise NotFound("person", person_id)


def require_account(account_id: int | None, actor: Actor) -> None:
    """Raise `Invalid` unless it is None or an alive account that the actor may see; one query."""
    if account_id is None:
        return
    there = Sql("SELECT 1 FROM account a WHERE id = %s AND deleted_at IS NULL AND ", (account_id,))
    if not select(there + actor.visible("a.owner_id")):
        message = f"There is no account {account_id}."
        raise Invalid(message, ("account_id",), code="unknown_account")


def require_owner(owner_id: int | None, actor: Actor) -> None:
    """Raise `Invalid` unless it is None, the actor, or an active user; at most one query."""
    if owner_id in {None, actor.user_id}:
        return
    if not select(Sql("SELECT 1 FROM access_user WHERE id = %s AND is_active", (owner_id,))):
        message = f"There is no active user {owner_id}."
        raise Invalid(message, ("owner_id",), code="unknown_owner")


def clash_for(actor: Actor, holders: Mapping[Key, int]) -> Conflict:
    """What the actor is told of identifiers that others hold: by whom, if they may be seen."""
    for key, person_id in holders.items():
        if person_is_visible(person_id, actor):
            return KeyTaken({key: person_id})
    kind, _ = next(iter(holders))
    return KeyTakenUnseen(kind)
