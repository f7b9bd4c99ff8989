"""What could not be processed: shown, mended, replayed or dropped by people."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from qanat.kernel.errors import Conflict, NotFound
from qanat.platform.actor import Actor
from qanat.platform.models import Submission

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
    return Submission.objects.filter(pk__in=ids, state=Submission.State.PARKED).update(
        state=Submission.State.WAITING, crashes=0, problem=None, taken_by="", lease_until=None
    )


def drop(ids: Sequence[int], *, actor: Actor) -> int:
    """Close the parked among the submissions for good, keeping what arrived; how many."""
    actor.require("inbox.change")
    return Submission.objects.filter(pk__in=ids, state=Submission.State.PARKED).update(
        state=Submission.State.DROPPED
    )


def mend(submission_id: int, changes: Mapping[str, Any], *, actor: Actor) -> Submission:
    """Change fields of a parked payload; a value of None takes the field away.

    Raises:
        Conflict: it is not parked.
    """
    actor.require("inbox.change")
    find_submission(submission_id, actor=actor)
    gone = [field for field, value in changes.items() if value is None]
    kept = {field: value for field, value in changes.items() if value is not None}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inbox_submission SET payload = (payload - %s::text[]) || %s::jsonb"
            " WHERE id = %s AND state = 'parked'",
            [gone, json.dumps(kept), submission_id],
        )
        if not cursor.rowcount:
            raise Conflict("Only a parked submission can be mended.")
    return find_submission(submission_id, actor=actor)


def _who(name: str) -> str:
    """The user in an actor's name, whatever token they used."""
    return name.partition("/")[0]
