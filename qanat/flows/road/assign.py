"""Give everybody who is open to an owner: whom the sender asked for, else whose turn it is."""

from collections import defaultdict

from qanat.flows.noticing import tell_owners
from qanat.flows.road.batch import Batch, Someone
from qanat.kernel.errors import Fault
from qanat.routing.public import Given, assign_people, assign_to


def assign(batch: Batch) -> Batch:
    """Owners for those without one. Where nobody takes leads the lead is kept, and the sender told.

    Owners hear of their new leads; of those of an import only when it ends, and of all at once.
    """
    asked = _give_as_asked(batch)
    others = [person_id for person_id in batch.ids if person_id not in asked]
    by_turn = assign_people(others, at=batch.now, actor=batch.actor, leave_unowned=True)
    batch.given = {**asked, **by_turn}
    if not batch.actor.cause:
        tell_owners(batch.given.values(), actor=batch.actor, now=batch.now)
    return batch


def _give_as_asked(batch: Batch) -> dict[int, Given]:
    """The owner the sender named, for those who had none; one action for each owner."""
    asked: dict[int, list[int]] = defaultdict(list)
    for someone in batch.people:
        owner_id = _asked_owner(someone)
        if owner_id is None:
            continue
        had = someone.before.owner_id if someone.before else None
        if had is None:
            asked[owner_id].append(someone.known_id)
        elif had != owner_id:
            message = "Somebody looks after this person already, and still does."
            someone.arrivals[0].problems.append(Fault(("owner",), message, "kept_as_known"))
    given: dict[int, Given] = {}
    for owner_id, ids in sorted(asked.items()):
        given |= assign_to(
            ids, owner_id, actor=batch.actor, now=batch.now, note="named by the sender"
        )
    return given


def _asked_owner(someone: Someone) -> int | None:
    drafts = (arrival.draft for arrival in someone.arrivals)
    return next((draft.owner_id for draft in drafts if draft.owner_id is not None), None)
