"""Tell whom each arrival belongs to, and how those who are known stand."""

from dataclasses import replace
from typing import Any

from qanat.flows.road.batch import Arrival, Batch, Someone, Standing
from qanat.identity.public import Clash
from qanat.identity.public import match as match_keys
from qanat.kernel.errors import Fault
from qanat.people.public import lock_people
from qanat.platform.statements import fetch, statement


def match(batch: Batch) -> Batch:
    """Group the arrivals by human being: one query, and two more when somebody is known."""
    settled = match_keys([arrival.values.person.keys for arrival in batch.arrivals])
    groups: dict[int, Someone] = {}
    for arrival, whom in zip(batch.arrivals, settled, strict=True):
        someone = groups.setdefault(whom.group, Someone(person_id=whom.person_id, arrivals=[]))
        someone.arrivals.append(arrival)
        _note_clashes(arrival, whom.clashes)
    batch.people = list(groups.values())
    _see_how_they_stand(batch)
    return batch


def _note_clashes(arrival: Arrival, clashes: tuple[Clash, ...]) -> None:
    """An identifier that somebody else has stays theirs, and the sender is told."""
    for clash in clashes:
        what = "e-mail address" if clash.kind == "email" else "telephone number"
        message = f"This {what} belongs to somebody else, and stays with them."
        arrival.problems.append(Fault((clash.kind,), message, "belongs_to_another"))
    taken = {(clash.kind, clash.value) for clash in clashes}
    if not taken:
        return
    draft = arrival.draft
    arrival.draft = replace(
        draft,
        keys=tuple(key for key in draft.keys if key not in taken),
        email="" if ("email", draft.email) in taken else draft.email,
        phone="" if ("phone", draft.phone) in taken else draft.phone,
    )


def _see_how_they_stand(batch: Batch) -> None:
    known = {
        someone.person_id: someone for someone in batch.people if someone.person_id is not None
    }
    if not known:
        return
    lock_people(list(known))
    for pk, *columns in fetch(statement(__file__, "standing"), {"ids": sorted(known)}):
        someone = known[pk]
        someone.before = _standing(columns)
        someone.account_id = someone.before.account_id
    for someone in known.values():
        if someone.before is None:
            someone.person_id = None  # went to the trash meanwhile, so it is somebody new


def _standing(columns: list[Any]) -> Standing:
    lifecycle, status, closed, cycle, owner_id, account_id, values = columns
    return Standing(
        lifecycle=lifecycle,
        status=status,
        closed=closed,
        cycle=cycle,
        owner_id=owner_id,
        account_id=account_id,
        values=values,
    )
