"""What could not be processed: shown, mended, replayed or dropped by people."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from qanat.kernel.errors import Conflict, NotFound
from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor, acting
from qanat.platform.models import AuditEntry, Submission
from qanat.platform.statements import from_json, select

PAGE = 200
"""The most submissions in one answer."""


def parked_submissions(actor: Actor, *, after: int = 0, limit: int = 50) -> list[Submission]:
    """The parked submissions with ids above `after`, oldest first, at most `PAGE`."""
    actor.require("inbox.view")
    rows = Submission.objects.filter(state=Submission.State.PARKED, id__gt=after)
    return list(rows.order_by("id")[: min(limit, PAGE)])


def find_submission(submission_id: int, *, actor: Actor) -> Submission:
    """One submission, for who sent it and for whoever may see the inbox.

    Raises:
        NotFound: there is none, or it is not theirs to see.
    """
    row = Submission.objects.filter(pk=submission_id).first()
    if row is None or not (_who(row.sent_by) == _who(actor.name) or actor.may("inbox.view")):
        raise NotFound("submission", submission_id)
    return row


def replay(ids: Sequence[int], *, actor: Actor) -> int:
    """Let the parked among the submissions be processed anew, their crashes forgotten; how many."""
    actor.require("inbox.change")
    written = Sql(
        "state = 'waiting', crashes = 0, problem = NULL, taken_by = '', lease_until = NULL"
    )
    return len(_change(ids, written, _STATE, actor=actor))


def drop(ids: Sequence[int], *, actor: Actor) -> int:
    """Close the parked among the submissions for good, keeping what arrived; how many."""
    actor.require("inbox.change")
    return len(_change(ids, Sql("state = 'dropped'"), _STATE, actor=actor))


def mend(submission_id: int, changes: Mapping[str, Any], *, actor: Actor) -> Submission:
    """Change fields of a parked payload; a value of None takes the field away.

    Raises:
        Conflict: it is not parked.
    """
    actor.require("inbox.change")
    find_submission(submission_id, actor=actor)
    gone = [field for field, value in changes.items() if value is None]
    kept = {field: value for field, value in changes.items() if value is not None}
    written = Sql("payload = (r.payload - %s::text[]) || %s::jsonb", (gone, json.dumps(kept)))
    told = Sql(_FIELDS, (list(changes),))
    if not _change([submission_id], written, told, actor=actor):
        raise Conflict("Only a parked submission can be mended.")
    return find_submission(submission_id, actor=actor)


_STATE = Sql("jsonb_build_object('state', r.state)")
_FIELDS = """
jsonb_build_object('payload', (
    SELECT coalesce(jsonb_object_agg(field.key, field.value), '{}')
    FROM jsonb_each(r.payload) field WHERE field.key = ANY(%s::text[])
))
"""


def _change(ids: Sequence[int], written: Sql, told: Sql, *, actor: Actor) -> list[int]:
    """The ids of the parked ones that were changed; the audit keeps what is `told` of each.

    The inbox has no trigger for the audit, which would double the cost of every lead that comes in:
    what people do to the few that are parked is written here.
    """
    kept = Sql(" FROM inbox_submission r WHERE r.id = ANY(%s) AND r.state = 'parked'", (list(ids),))
    with acting(actor):
        before = Sql("SELECT r.id, ") + told + kept + " ORDER BY r.id FOR UPDATE"
        was: dict[int, str] = dict(select(before))
        changed = sorted(was)
        of_them = Sql(" WHERE r.id = ANY(%s)", (changed,))
        select(Sql("UPDATE inbox_submission r SET ") + written + of_them)
        after = Sql("SELECT r.id, ") + told + Sql(" FROM inbox_submission r") + of_them
        becomes: dict[int, str] = dict(select(after))
        AuditEntry.objects.bulk_create(
            [
                AuditEntry(
                    actor=actor.name,
                    cause=actor.cause,
                    table=Submission._meta.db_table,  # noqa: SLF001 Django's own way to ask
                    row_id=row_id,
                    action="U",
                    before=from_json(was[row_id]),
                    after=from_json(becomes[row_id]),
                )
                for row_id in changed
            ]
        )
    return changed


def _who(name: str) -> str:
    """The user in an actor's name, whatever token they used."""
    return name.partition("/")[0]
