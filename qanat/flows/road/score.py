"""Score everybody of the batch, and take those who are ready as marketing-qualified."""

from qanat.flows.road.batch import Batch
from qanat.kernel.errors import Invalid
from qanat.people.public import Move, move_lifecycles
from qanat.platform.statements import fetch, statement
from qanat.scoring.public import score_people


def score(batch: Batch) -> Batch:
    """Score under the active model; where none is active, nobody has a score."""
    try:
        moves = score_people(batch.ids, at=batch.now, actor=batch.actor)
    except Invalid as error:
        if error.faults[0].code != "no_active_model":
            raise
        moves = []
    batch.scored = {move.person_id: move for move in moves}
    return batch


def qualify(batch: Batch) -> Batch:
    """Those whose total reaches the threshold come to marketing-qualified.

    Of somebody new the score just given tells; who was known before is looked up.
    """
    known = [someone.known_id for someone in batch.people if someone.before is not None]
    ready = [
        (someone.known_id, move.after)
        for someone in batch.people
        if someone.before is None
        and (move := batch.scored.get(someone.known_id)) is not None
        and move.qualifies
    ]
    if known:
        ready += [(row[0], row[1]) for row in fetch(statement(__file__, "ready"), {"ids": known})]
    move_lifecycles(
        [
            Move(person_id=person_id, to="mql", at=batch.now, reason=f"score {total}")
            for person_id, total in ready
        ],
        actor=batch.actor,
        now=batch.now,
    )
    return batch
