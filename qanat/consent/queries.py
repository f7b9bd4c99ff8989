"""May somebody be written to, and what did they say."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from qanat.consent.models import ConsentEntry
from qanat.consent.rules import Standing, Verdict, address_kind, require_known, verdict
from qanat.consent.suppression import suppressed_among
from qanat.kernel.sql import Sql
from qanat.people.public import require_person
from qanat.platform.actor import Actor
from qanat.platform.statements import fetch, records, statement

MOST_ROWS: Final = 200


def may_contact(person_ids: Sequence[int], channel: str, purpose: str) -> dict[int, Verdict]:
    """Whether each person may be written to over the channel for the purpose, and why not.

    Two queries for any number of people. Whoever sends asks immediately before.

    Raises:
        Invalid: `unknown_channel` or `unknown_purpose`.
    """
    require_known(channel, purpose)
    kind = address_kind(channel)
    params = {"ids": list(person_ids), "channel": channel, "purpose": purpose, "kind": kind}
    rows = {row[0]: row[1:] for row in fetch(statement(__file__, "standings"), params)}
    addresses = sorted({address for address, _, _ in rows.values() if address})
    suppressed = suppressed_among(kind, addresses) if addresses else set()
    return {
        person_id: verdict(_standing(rows.get(person_id), suppressed), purpose=purpose)
        for person_id in person_ids
    }


def _standing(row: tuple[str, str | None, bool] | None, suppressed: set[str]) -> Standing | None:
    if row is None:
        return None
    address, state, deleted = row
    return Standing(
        address=address, suppressed=address in suppressed, state=state or "", deleted=deleted
    )


@dataclass(frozen=True, kw_only=True)
class LedgerEntry:
    """One entry of the ledger, with its proof."""

    id: int
    channel: str
    purpose: str
    state: str
    wording: str
    language: str
    source: str
    evidence: Mapping[str, Any]
    actor: str
    at: datetime
    recorded_at: datetime


def ledger_of(
    person_id: int, actor: Actor, *, before: int | None = None, limit: int = 50
) -> list[LedgerEntry]:
    """What a person said, the last written first, from the entry before the id `before`.

    Raises:
        NotFound: there is no such person that the actor may see.
    """
    actor.require("consent.view")
    require_person(person_id, actor)
    entries = ConsentEntry.objects.filter(person_id=person_id).order_by("-id")
    if before is not None:
        entries = entries.filter(id__lt=before)
    names = LedgerEntry.__dataclass_fields__
    return [
        LedgerEntry(**{name: getattr(entry, name) for name in names})
        for entry in entries[: min(limit, MOST_ROWS)]
    ]


def said_by(
    person_id: int, actor: Actor, *, before: tuple[datetime, int] | None = None, limit: int = 50
) -> list[LedgerEntry]:
    """What a person said, the last said first, from the entry before `before`, an instant and an id.

    As part of their story, whose reader asks for the person first. One statement; none for a person
    that the actor may not see.
    """
    actor.require("consent.view")
    names = tuple(LedgerEntry.__dataclass_fields__)
    columns = ", ".join(f"c.{name}" for name in names)
    query = Sql(
        f"SELECT {columns} FROM consent_entry c JOIN person p ON p.id = c.person_id"  # noqa: S608 our own names
        " WHERE c.person_id = %s AND p.deleted_at IS NULL AND ",
        (person_id,),
    ) + actor.visible("p.owner_id")
    if before is not None:
        query += Sql(" AND (c.at, c.id) < (%s, %s)", before)
    query += Sql(" ORDER BY c.at DESC, c.id DESC LIMIT %s", (min(limit, MOST_ROWS),))
    return [
        LedgerEntry(**(row | {"evidence": json.loads(row["evidence"])})) for row in records(query)
    ]
