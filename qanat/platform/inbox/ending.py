"""How a submission ends: with its answer, refused, parked, or given back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from qanat.kernel.errors import Conflict, Fault
from qanat.platform.models import Submission
from qanat.platform.statements import as_json, fetch


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the sender is told of one submission.

    Attributes:
        person_id: the person that it led to.
        body: the answer itself, plain enough for JSON; the same key later gets the same.
    """

    submission_id: int
    person_id: int | None
    body: Mapping[str, Any]


def finish(
    answers: Sequence[Answer], submissions: Sequence[Submission], *, worker: str, now: datetime
) -> None:
    """Write the answers, in the transaction of what was made of the submissions, and note them there.

    Raises:
        Conflict: one of them is no longer held by `worker`; the transaction must not be committed.
    """
    if not answers:
        return
    written = fetch(
        "UPDATE inbox_submission s SET state = 'done', person_id = a.person_id,"
        " answer = a.body, problem = NULL, done_at = %s::timestamptz, lease_until = NULL"
        " FROM json_to_recordset(%s::json)"
        " AS a (submission_id bigint, person_id bigint, body jsonb)"
        # The ids once more: without, all that was open since the last vacuum is looked through.
        " WHERE s.id = ANY(%s::bigint[]) AND s.id = a.submission_id"
        " AND s.state = 'taken' AND s.taken_by = %s::text RETURNING s.id",
        (now, as_json(answers), [answer.submission_id for answer in answers], worker),
    )
    if len(written) != len(answers):
        raise Conflict("Another process has taken over one of these submissions.")
    by_id = {answer.submission_id: answer for answer in answers}
    for one in submissions:
        if answer := by_id.get(one.pk):
            one.state = Submission.State.DONE
            one.person_id, one.answer = answer.person_id, dict(answer.body)


def set_aside(
    problems: Mapping[int, Sequence[Fault]],
    submissions: Sequence[Submission],
    *,
    told: bool,
) -> None:
    """Set submissions aside with their reasons, and note them there.

    With `told` the sender hears of it and nothing is left to do, so they are dropped; else they
    are parked until somebody mends or drops them.
    """
    if not problems:
        return
    state = Submission.State.DROPPED if told else Submission.State.PARKED
    told_faults = {pk: [asdict(fault) for fault in faults] for pk, faults in problems.items()}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inbox_submission s SET state = %s, problem = p.faults::jsonb,"
            " lease_until = NULL"
            " FROM unnest(%s::bigint[], %s::text[]) AS p (id, faults)"
            " WHERE s.id = p.id AND s.state IN ('waiting', 'taken')",
            [
                state.value,
                list(told_faults),
                [json.dumps(faults) for faults in told_faults.values()],
            ],
        )
    for one in submissions:
        if one.pk in told_faults:
            one.state, one.problem = state, told_faults[one.pk]


def release(ids: Sequence[int], *, worker: str) -> None:
    """Give back what `worker` holds and did not process, as if it had just arrived."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inbox_submission SET state = 'waiting', taken_by = '', lease_until = NULL"
            " WHERE id = ANY(%s) AND state = 'taken' AND taken_by = %s",
            [list(ids), worker],
        )
