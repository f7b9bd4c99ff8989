"""Writing people and accounts in sets: the hot path of intake and import.

Each function takes many rows and issues a fixed number of statements. They ask for no permission,
since the actions and flows that call them have; they run inside the caller's `acting`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from qanat.kernel.errors import Conflict
from qanat.people.drafts import AccountDraft, Changes, Key, PersonDraft, Policy, merged_changes
from qanat.platform.actor import Actor, held_rows
from qanat.platform.statements import as_json, fetch, statement


class KeyTaken(Conflict):
    """Identifiers that somebody else holds, `holders` by key.

    Raised after the rows were written: let it leave the transaction, then match and try again.
    """

    def __init__(self, holders: Mapping[Key, int]) -> None:
        (kind, value), person_id = next(iter(holders.items()))
        super().__init__(
            f"The {kind} {value} belongs to another person already.", record=f"people/{person_id}"
        )
        self.holders = dict(holders)
        self.kind = kind


class KeyTakenUnseen(Conflict):
    """An e-mail or phone (`kind`) that belongs to somebody whom the actor may not see: no more is said."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"This {kind} belongs to a person of somebody else already.")
        self.kind = kind


def insert_people(drafts: Sequence[PersonDraft], *, actor: Actor, now: datetime) -> list[int]:
    """The ids of the new people, in the order of `drafts`; one statement.

    Two transactions that insert the same identifier at once: the second waits for the first, and
    then gets `KeyTaken` with the person that the first made. Match again in a new transaction
    and it is found, so that the two make one person.

    Raises:
        KeyTaken: some identifier is held already; the caller's transaction must not go on.
        ValueError: two of the drafts share an identifier; match them first.
    """
    if not drafts:
        return []
    keys = [
        {"index": index, "kind": kind, "value": value}
        for index, draft in enumerate(drafts)
        for kind, value in draft.keys
    ]
    held_twice = Counter((key["kind"], key["value"]) for key in keys).most_common(1)
    if held_twice and held_twice[0][1] > 1:
        raise ValueError(f"{held_twice[0][0]} is given twice")
    rows = fetch(
        statement(__file__, "insert_people"),
        {
            "people": as_json(_person_row(index, draft, now) for index, draft in enumerate(drafts)),
            "keys": as_json(keys),
            "actor": actor.name,
            "now": now,
        },
    )
    refused = [draft for draft, (_, free) in zip(drafts, rows, strict=True) if not free]
    if refused:
        raise KeyTaken(
            _holders([key for draft in refused for key in draft.keys], [r[0] for r in rows])
        )
    ids = [person_id for person_id, _ in rows]
    if (held := held_rows("person")) is not None:
        held.update(ids)  # nobody else sees them before the transaction ends
    return ids


def _person_row(index: int, draft: PersonDraft, now: datetime) -> dict[str, object]:
    row = vars(draft) | {"index": index, "came_at": draft.came_at or now}
    del row["keys"]
    return row


_DRAFT_COLUMNS = tuple(name for name in PersonDraft.__dataclass_fields__ if name != "keys")


def _holders(keys: Sequence[Key], but: Sequence[int]) -> dict[Key, int]:
    rows = fetch(
        statement(__file__, "key_holders"),
        {"keys": as_json({"kind": kind, "value": value} for kind, value in keys), "but": list(but)},
    )
    return {(kind, value): person_id for kind, value, person_id in rows}


def lock_people(ids: Sequence[int]) -> list[int]:
    """Those of the ids that are alive, locked in order of id until the transaction ends."""
    asked = sorted(set(ids))
    held = held_rows("person")
    waited_for = asked if held is None else [pk for pk in asked if pk not in held]
    if not waited_for:
        return asked
    found = {row[0] for row in fetch(statement(__file__, "lock_people"), {"ids": waited_for})}
    if held is not None:
        held |= found
        found = held
    return [pk for pk in asked if pk in found]


def update_people(
    changes: Sequence[Changes], *, policy: Policy = "fill", now: datetime
) -> list[int]:
    """The ids of the people that did change; two statements, the first of which locks.

    Values are as `entry.read_person` gives them. Lifecycle, status and owner have functions of
    their own and are refused here. Several changes of one person do what they would one by one.

    Raises:
        ValueError: a column that is not changed this way.
    """
    if not changes:
        return []
    for change in changes:
        if unknown := change.values.keys() - CHANGEABLE:
            raise ValueError(f"update_people does not write {sorted(unknown)}")
    merged = merged_changes(changes, policy)
    lock_people(list(merged))
    rows = fetch(
        statement(__file__, "update_people"),
        {
            "changes": as_json({"id": key, "changes": row} for key, row in merged.items()),
            "fill": policy == "fill",
            "now": now,
        },
    )
    return [row[0] for row in rows]


CHANGEABLE = frozenset(_DRAFT_COLUMNS) - {"lifecycle", "status", "owner_id", "came_at"} | {
    "converted_at"
}
"""The columns that `update_people` writes."""


def add_identifiers(pairs: Sequence[tuple[int, Key]], *, now: datetime) -> dict[Key, int]:
    """Who holds each key afterwards: the person asked for, unless somebody held it before.

    Two statements. A key that another transaction is just inserting is waited for.
    """
    if not pairs:
        return {}
    keys = as_json(
        {"person_id": person_id, "kind": kind, "value": value} for person_id, (kind, value) in pairs
    )
    fetch(statement(__file__, "add_identifiers"), {"keys": keys, "now": now})
    return _holders([key for _, key in pairs], [])


def insert_accounts(drafts: Sequence[AccountDraft], *, now: datetime) -> list[int]:
    """The ids of the new accounts, in the order of `drafts`; one statement."""
    if not drafts:
        return []
    rows = [
        vars(draft) | {"index": index, "created_at": draft.created_at or now}
        for index, draft in enumerate(drafts)
    ]
    found = fetch(statement(__file__, "insert_accounts"), {"accounts": as_json(rows), "now": now})
    return [row[0] for row in found]
