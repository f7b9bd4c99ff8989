"""Deleting people and accounts into the trash, and taking them back out.

A deleted person's identifiers are free for others; taking the person back asks for them again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from qanat.kernel.errors import Conflict
from qanat.kernel.sql import Sql
from qanat.people.scope import clash_for, lock_visible_accounts, lock_visible_people
from qanat.platform.actor import Actor, acting
from qanat.platform.statements import fetch, select, statement

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Trashed:
    """One record in the trash."""

    id: int
    name: str
    email: str
    deleted_at: datetime


def delete_people(ids: Sequence[int], *, actor: Actor, now: datetime) -> int:
    """How many people went to the trash; their identifiers are free from then on.

    Raises:
        NotFound: for the first whom the actor may not see; then nobody is deleted.
    """
    actor.require("people.delete")
    with acting(actor):
        found = lock_visible_people(ids, actor)
        fetch(statement(__file__, "trash_people"), {"ids": found, "now": now})
        return len(found)


def restore_people(ids: Sequence[int], *, actor: Actor, now: datetime) -> int:
    """How many people came back from the trash, with the identifiers they were deleted with.

    Raises:
        NotFound: for the first who is not in the trash, or whom the actor may not see.
        Conflict: an identifier was given to somebody else meanwhile; the record that holds it is
            named when the actor may see it. Then nobody is restored.
    """
    actor.require("people.delete")
    with acting(actor):
        found = lock_visible_people(ids, actor, trashed=True)
        taken = fetch(statement(__file__, "keys_given_away"), {"ids": found})
        if taken:
            holders = {(kind, value): person_id for kind, value, person_id in taken}
            raise clash_for(actor, holders)
        try:
            with transaction.atomic():
                fetch(statement(__file__, "restore_people"), {"ids": found, "now": now})
        except IntegrityError as error:
            message = "An identifier was given to somebody else just now; please try again."
            raise Conflict(message) from error
        return len(found)


def delete_accounts(ids: Sequence[int], *, actor: Actor, now: datetime) -> int:
    """How many accounts went to the trash; their people stay.

    Raises:
        NotFound: for the first whom the actor may not see; then none is deleted.
    """
    actor.require("accounts.delete")
    with acting(actor):
        found = lock_visible_accounts(ids, actor)
        select(Sql("UPDATE account SET deleted_at = %s WHERE id = ANY(%s)", (now, found)))
        return len(found)


def restore_accounts(ids: Sequence[int], *, actor: Actor, now: datetime) -> int:
    """How many accounts came back from the trash.

    Raises:
        NotFound: for the first that is not in the trash, or which the actor may not see.
    """
    actor.require("accounts.delete")
    with acting(actor):
        found = lock_visible_accounts(ids, actor, trashed=True)
        text = "UPDATE account SET deleted_at = NULL, updated_at = %s WHERE id = ANY(%s)"
        select(Sql(text, (now, found)))
        return len(found)


def trashed_people(
    actor: Actor, *, before: tuple[datetime, int] | None = None, limit: int = 50
) -> list[Trashed]:
    """People in the trash, the last deleted first, from the one after `before` (when, id)."""
    actor.require("people.delete")
    rows = Sql("SELECT id, full_name, email, deleted_at FROM person r")
    return _trashed(rows, actor, before, limit)


def trashed_accounts(
    actor: Actor, *, before: tuple[datetime, int] | None = None, limit: int = 50
) -> list[Trashed]:
    """Accounts in the trash, the last deleted first, from the one after `before` (when, id)."""
    actor.require("accounts.delete")
    rows = Sql("SELECT id, name, '', deleted_at FROM account r")
    return _trashed(rows, actor, before, limit)


def _trashed(
    rows: Sql, actor: Actor, before: tuple[datetime, int] | None, limit: int
) -> list[Trashed]:
    query = rows + " WHERE deleted_at IS NOT NULL AND " + actor.visible("r.owner_id")
    if before:
        query += Sql(" AND (deleted_at, id) < (%s, %s)", before)
    query += Sql(" ORDER BY deleted_at DESC, id DESC LIMIT %s", (min(limit, MOST_AT_ONCE),))
    return [Trashed(*row) for row in select(query)]
