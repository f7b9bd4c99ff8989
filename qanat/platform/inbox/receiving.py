"""Writing what arrives, once per door, key and position."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction

from qanat.platform.models import Submission
from qanat.platform.statements import as_json, fetch

Payload = Mapping[str, Any]

CLAIM = timedelta(seconds=5)
"""How long a process that claims what it receives may take until it locks it for processing."""


@dataclass(frozen=True, kw_only=True)
class Sending:
    """What was sent at once, with the key under which it may be sent again.

    Attributes:
        door: which door it came through, such as `api` or `import:12`.
        key: the idempotency key; with the door it names this sending.
        sent_by: the name of the actor who sent it.
    """

    door: str
    key: str
    sent_by: str
    payloads: Sequence[Payload]

    @property
    def fingerprint(self) -> str:
        """The hash of all payloads in their order, whatever the order of their fields."""
        text = json.dumps(self.payloads, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class Outcome(StrEnum):
    """What became of a sending at the door."""

    NEW = "new"
    KNOWN = "known"
    REUSED = "reused"


@dataclass(frozen=True, kw_only=True)
class Received:
    """A sending at the door, with its submissions by position.

    Attributes:
        outcome: new; known from before (the submissions tell how far it is); or reused: the key came
            before with other content, and nothing of this sending was kept.
    """

    outcome: Outcome
    submissions: tuple[Submission, ...]


def receive(
    door: str,
    payloads: Sequence[Payload],
    *,
    key: str,
    sent_by: str,
    now: datetime,
    claim: str = "",
) -> Received:
    """Keep one sending; see `receive_all`."""
    sending = Sending(door=door, key=key, sent_by=sent_by, payloads=payloads)
    return receive_all([sending], now=now, claim=claim)[0]


def receive_all(sendings: Sequence[Sending], *, now: datetime, claim: str = "") -> list[Received]:
    """Keep the sendings, and tell of each what it is; durable before it is done.

    With `claim`, the submissions are held by that process from the start, and the commit does not
    wait for the disk: a process that claims answers only after a later commit, which brings this one
    to the disk as well, and should it crash before, nothing was acknowledged.
    """
    fingerprints = {id(sending): sending.fingerprint for sending in sendings}
    written = _write(sendings, fingerprints, now=now, claim=claim)
    fresh = [written.pop((sending.door, sending.key), None) for sending in sendings]
    before = known(
        [
            (sending.door, sending.key)
            for sending, rows in zip(sendings, fresh, strict=True)
            if rows is None
        ]
    )
    received = []
    for sending, rows in zip(sendings, fresh, strict=True):
        if rows is not None:
            received.append(Received(outcome=Outcome.NEW, submissions=tuple(rows)))
        else:
            earlier = before.get((sending.door, sending.key), ())
            received.append(_met_again(earlier, fingerprints[id(sending)]))
    return received


def known(names: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[Submission, ...]]:
    """The submissions of each door and key, by position, as they are now."""
    if not names:
        return {}
    found: dict[tuple[str, str], list[Submission]] = defaultdict(list)
    rows = Submission.objects.raw(
        "SELECT s.* FROM inbox_submission s"
        " JOIN unnest(%s::text[], %s::text[]) AS wanted (door, key) USING (door, key)"
        " ORDER BY s.door, s.key, s.position",
        [[door for door, _ in names], [key for _, key in names]],
    )
    for row in rows:
        found[row.door, row.key].append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def _met_again(submissions: tuple[Submission, ...], fingerprint: str) -> Received:
    same = bool(submissions) and submissions[0].fingerprint == fingerprint
    return Received(outcome=Outcome.KNOWN if same else Outcome.REUSED, submissions=submissions)


def _write(
    sendings: Sequence[Sending], fingerprints: Mapping[int, str], *, now: datetime, claim: str
) -> dict[tuple[str, str], list[Submission]]:
    """The submissions of the sendings that are new, by door and key.

    Whoever writes position 0 of a key owns the key and writes the rest, so that no sending is ever
    kept in part or mixed with another.
    """
    first: dict[tuple[str, str], Sending] = {}
    for sending in sendings:
        first.setdefault((sending.door, sending.key), sending)

    def row(sending: Sending, position: int) -> Submission:
        return Submission(
            door=sending.door,
            key=sending.key,
            position=position,
            payload=sending.payloads[position],
            fingerprint=fingerprints[id(sending)],
            sent_by=sending.sent_by,
            received_at=now,
            state=Submission.State.TAKEN if claim else Submission.State.WAITING,
            taken_by=claim,
            lease_until=now + CLAIM if claim else None,
            crashes=0,
        )

    several = any(len(sending.payloads) > 1 for sending in first.values())
    with transaction.atomic() if several else nullcontext():
        heads = _insert([row(sending, 0) for sending in first.values()])
        written = {(head.door, head.key): [head] for head in heads}
        rest = [
            row(first[name], position)
            for name in written
            for position in range(1, len(first[name].payloads))
        ]
        for submission in _insert(rest) if rest else ():
            written[submission.door, submission.key].append(submission)
    return written


# The rows are inserted in the order of their key, so that two processes that receive the same
# sendings at once wait for each other and never for ever.
_INSERT = """
INSERT INTO inbox_submission
    (door, key, position, payload, fingerprint, sent_by, received_at, state, taken_by, lease_until)
SELECT r.door, r.key, r.position, r.payload, r.fingerprint, r.sent_by,
    %s::timestamptz, %s::text, %s::text, %s::timestamptz
FROM json_to_recordset(%s::json) AS r (
    door text, key text, position int, payload jsonb, fingerprint text, sent_by text)
CROSS JOIN (SELECT set_config('synchronous_commit', %s::text, true)) AS durability
ORDER BY r.door, r.key, r.position
ON CONFLICT (door, key, position) DO NOTHING
RETURNING id, door, key, position
"""


def _insert(rows: Sequence[Submission]) -> list[Submission]:
    """Those of the rows that were not there, with their ids, in the order given."""
    if not rows:
        return []
    alike = rows[0]
    found = fetch(
        _INSERT,
        (
            alike.received_at,
            str(alike.state),
            alike.taken_by,
            alike.lease_until,
            as_json(
                {
                    "door": row.door,
                    "key": row.key,
                    "position": row.position,
                    "payload": row.payload,
                    "fingerprint": row.fingerprint,
                    "sent_by": row.sent_by,
                }
                for row in rows
            ),
            "off" if alike.taken_by else "on",
        ),
    )
    ids = {(door, key, position): pk for pk, door, key, position in found}
    new = [row for row in rows if (row.door, row.key, row.position) in ids]
    for row in new:
        row.pk = ids[row.door, row.key, row.position]
    return new
