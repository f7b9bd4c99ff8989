"""What the sender is told of each submission: who it is, whose lead it is now, how it stands."""

from dataclasses import asdict
from typing import Any

from qanat.flows.road.batch import Arrival, Batch, Someone
from qanat.platform.inbox import Answer
from qanat.platform.statements import fetch, statement


def answers_of(batch: Batch) -> list[Answer]:
    """One answer for each arrival, in their order. One query, after all steps."""
    if not batch.people:
        return []
    standing = {row[0]: row[1] for row in fetch(statement(__file__, "answer"), {"ids": batch.ids})}
    return [
        Answer(
            submission_id=arrival.submission.pk,
            person_id=someone.known_id,
            body=_body(someone, arrival, standing[someone.known_id]),
        )
        for someone, arrival in batch.each()
    ]


def _body(someone: Someone, arrival: Arrival, standing: dict[str, Any]) -> dict[str, Any]:
    new = someone.before is None and arrival is someone.arrivals[0]
    return {
        "result": "created" if new else "updated",
        **standing,
        "problems": [asdict(fault) for fault in arrival.problems],
    }
