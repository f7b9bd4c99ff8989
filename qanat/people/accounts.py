"""Accounts: added, changed, and found by what they are called or where they live on the web."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from qanat.kernel.errors import Invalid
from qanat.kernel.text import matching_key
from qanat.people.bulk import insert_accounts
from qanat.people.custom_fields import field_rules
from qanat.people.drafts import Changes, Policy, merged_changes
from qanat.people.entry import account_draft, read_account
from qanat.people.scope import lock_visible_accounts, require_owner
from qanat.platform.actor import Actor, acting
from qanat.platform.statements import as_json, fetch, statement


def create_account(
    values: Mapping[str, object],
    *,
    owner_id: int | None = None,
    country: str | None = None,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of a new account as the entry says; see `entry.read_account` for what it may say.

    Without an owner it belongs to the user who adds it.

    Raises:
        Invalid: the faults of the entry, or `unknown_owner`.
    """
    actor.require("accounts.add")
    require_owner(owner_id, actor)
    entry = read_account(values, fields=field_rules("account"), country=country, now=now)
    draft = account_draft(entry, owner_id=owner_id or actor.user_id)
    with acting(actor):
        return insert_accounts([draft], now=now)[0]


def change_account(
    account_id: int,
    values: Mapping[str, object],
    *,
    country: str | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Write the given fields over the account's; the others stay.

    Raises:
        NotFound: there is no such account that the actor may see.
        Invalid: the faults of the entry.
    """
    actor.require("accounts.change")
    entry = read_account(values, fields=field_rules("account"), country=country, now=now)
    if entry.faults:
        raise Invalid.of(entry.faults)
    if entry.values.get("name") == "":
        message = "Please give the name of the company."
        raise Invalid(message, ("name",), code="account_without_name")
    with acting(actor):
        lock_visible_accounts([account_id], actor)
        changes = [Changes(id=account_id, values=entry.values)]
        update_accounts(changes, policy="overwrite", now=now)


def update_accounts(
    changes: Sequence[Changes], *, policy: Policy = "fill", now: datetime
) -> list[int]:
    """The ids of the accounts that did change; two statements, the first of which locks."""
    if not changes:
        return []
    merged = merged_changes(changes, policy)
    fetch(statement(__file__, "lock_accounts"), {"ids": sorted(merged)})
    rows = fetch(
        statement(__file__, "update_accounts"),
        {
            "changes": as_json({"id": key, "changes": row} for key, row in merged.items()),
            "fill": policy == "fill",
            "now": now,
        },
    )
    return [row[0] for row in rows]


def find_accounts(wanted: Sequence[tuple[str, str]]) -> list[int | None]:
    """For each name and domain the account they mean, or None; one query for any number.

    The domain decides where one is given and known, else the name under `matching_key`; of
    several the oldest.
    """
    if not wanted:
        return []
    rows = fetch(
        statement(__file__, "find_accounts"),
        {
            "wanted": as_json(
                {"index": index, "name_key": matching_key(name), "domain": domain}
                for index, (name, domain) in enumerate(wanted)
            )
        },
    )
    return [row[0] for row in rows]


@contextmanager
def accounts_claimed(keys: Collection[str]) -> Iterator[None]:
    """Inside, nobody else makes accounts of these names (as keys) and domains; two statements.

    Whoever wants the same waits until the transaction has ended, so look again for what was not
    there before.
    """
    claims = {"keys": sorted(keys)}
    fetch(statement(__file__, "claim_accounts"), claims)
    yield
    fetch(statement(__file__, "release_accounts"), claims)
