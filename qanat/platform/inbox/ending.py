"""How a submission ends: with its answer, refused, parked, or given back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from qanat.kernel.errors import Conflict, Fault


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


def finish(answers: Sequence[Answer], *, worker: str, now: datetime) -> None:
    """Write the answers, in the transaction of what was made of the submissions.

    Raises:
        Conflict: one of them is no longer held by `worker`; the transaction must not be committed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inbox_submission s SET state = 'done', person_id = a.person_id,"
            " answer = a.body::jsonb, problem = NULL, done_at = %s, lease_until = NULL"
            " FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS a (id, person_id, body)"
            " WHERE s.id = a.id AND s.state = 'taken' AND s.taken_by = %s",
            [
                now,
                [answer.submission_id for answer in answers],
                [answer.person_id for answer in answers],
                [json.dumps(answer.body) for answer in answers],
                worker,
            ],
        )
        if cursor.rowcount != len(answers):
            raise Conflict("Another process has taken over one of these submissions.")


def park(problems: Mapping[int, Sequence[Fault]]) -> None:
    """Set the submissions aside with their reasons, until somebody mends or drops them."""
    _set_aside(problems, state="parked")


def refuse(problems: Mapping[int, Sequence[Fault]]) -> None:
    """Close the submissions with their reasons: the sender is told, and nothing is left to do."""
    _set_aside(problems, state="dropped")


def release(ids: Sequence[int], *, worker: str) -> None:
    """Give back what `worker` holds and did not process, as if it had just arrived."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inbox_submission SET state = 'waiting', taken_by = '', lease_until = NULL"
            " WHERE id = ANY(%s) AND state = 'taken' AND taken_by = %s",
            [list(ids), worker],
        )


def _set_aside(problems: Mapping[int, Sequence[Fault]], *, state: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inbox_submission s SET state = %s, problem = p.faults::jsonb,"
            " lease_until = NULL"
            " FROM unnest(%s::bigint[], %s::text[]) AS p (id, faults)"
            " WHERE s.id = p.id AND s.state IN ('waiting', 'taken')",
            [
                state,
                list(problems),
                [json.dumps([asdict(fault) for fault in faults]) for faults in problems.values()],
            ],
        )
