"""Score everybody of the batch, and take those who are ready as marketing-qualified."""

from qanat.flows.road.batch import Batch
from qanat.kernel.errors import Invalid
from qanat.people.public import Move, move_lifecycles
from qanat.platform.statements import fetch, statement
from qanat.scoring.public import score_people


def score(batch: Batch) -> Batch:
    """Score under the active model; where none is active, nobody has a score."""
    try:
        score_people(batch.ids, at=batch.now, actor=batch.actor)
    except Invalid as error:
        if error.faults[0].code != "no_active_model":
            raise
    return batch


def qualify(batch: Batch) -> Batch:
    """Those whose total reaches the threshold come to marketing-qualified; one query, two if any do."""
    ready = fetch(statement(__file__, "ready"), {"ids": batch.ids})
    move_lifecycles(
        [
            Move(person_id=person_id, to="mql", at=batch.now, reason=f"score {total}")
            for person_id, total in ready
        ],
        actor=batch.actor,
        now=batch.now,
    )
    return batch
