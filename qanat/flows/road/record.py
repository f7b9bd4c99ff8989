"""Write who came: new people, what is new about known ones, and the trace that each arrival leaves.

What is known of somebody is never overwritten by what arrives; where the two differ, the sender is
told, and the timeline keeps what was said.
"""

from dataclasses import fields, replace
from typing import Any, Final

from qanat.flows.road.batch import Arrival, Batch, Someone
from qanat.flows.road.trace import leave_trace
from qanat.kernel.errors import Fault
from qanat.kernel.text import matching_key
from qanat.people.public import (
    Changes,
    Move,
    PersonDraft,
    add_identifiers,
    begin_cycles,
    insert_people,
    update_people,
)

FILLED: Final = (
    *("given_name", "family_name", "full_name", "email", "phone", "job_title", "company"),
    *("account_id", "industry", "website", "country", "city", "language", "time_zone"),
    *("source", "medium"),
)
"""What a returning lead fills where nothing is known."""


def record(batch: Batch) -> Batch:
    """Write the people of the batch and their traces, each kind in one statement."""
    _insert_new(batch)
    _fill_known(batch)
    _begin_cycles(batch)
    leave_trace(batch)
    return batch


def _insert_new(batch: Batch) -> None:
    new = [someone for someone in batch.people if someone.person_id is None]
    drafts = [draft_of(someone) for someone in new]
    ids = insert_people(drafts, actor=batch.actor, now=batch.now)
    for someone, draft, person_id in zip(new, drafts, ids, strict=True):
        someone.person_id, someone.written = person_id, draft


def draft_of(someone: Someone) -> PersonDraft:
    """What all arrivals of somebody say together; where they differ, the first counts.

    The owner is left to `assign`, which keeps the reason.
    """
    first, *others = [arrival.draft for arrival in someone.arrivals]
    for other in others:
        first = _filled(first, other)
    blanks = {name: value for name, value in someone.derived.items() if not getattr(first, name)}
    return replace(first, owner_id=None, account_id=someone.account_id, **blanks)  # type: ignore[arg-type]  # derived holds columns of text


def _filled(draft: PersonDraft, other: PersonDraft) -> PersonDraft:
    blanks = {
        one.name: getattr(other, one.name)
        for one in fields(draft)
        if not getattr(draft, one.name) and one.name not in {"given_name", "family_name"}
    }
    if not draft.full_name:
        blanks |= {"given_name": other.given_name, "family_name": other.family_name}
    blanks["keys"] = tuple(dict.fromkeys([*draft.keys, *other.keys]))
    blanks["custom"] = {**other.custom, **draft.custom}
    return replace(draft, **blanks)


def _fill_known(batch: Batch) -> None:
    known = [someone for someone in batch.people if someone.before is not None]
    changes, pairs = [], []
    for someone in known:
        draft = draft_of(someone)
        changes.append(_changes(someone, draft))
        pairs += [(someone.known_id, key) for key in draft.keys]
        for arrival in someone.arrivals:
            _note_differences(someone, arrival)
    update_people([change for change in changes if change.values], policy="fill", now=batch.now)
    add_identifiers(pairs, now=batch.now)


def _changes(someone: Someone, draft: PersonDraft) -> Changes:
    """The values that are told and not known yet; the parts of a known name stay as they are."""
    known = someone.before.values if someone.before else {}
    values: dict[str, Any] = {
        name: value for name in FILLED if (value := getattr(draft, name)) and not known.get(name)
    }
    if known.get("full_name"):
        for name in ("given_name", "family_name", "full_name"):
            values.pop(name, None)
    custom = {key: value for key, value in draft.custom.items() if key not in known["custom"]}
    if custom:
        values["custom"] = custom
    return Changes(id=someone.known_id, values=values)


_COMPARED = ("full_name", "job_title", "company", "industry", "country", "city", "language")


def _note_differences(someone: Someone, arrival: Arrival) -> None:
    """Tell of what was said otherwise than it is known; the same in another spelling is the same."""
    if someone.before is None:
        return
    known = someone.before.values
    told = {name: getattr(arrival.draft, name) for name in _COMPARED}
    differing: list[tuple[str, ...]] = [
        (name,)
        for name, value in told.items()
        if value and known[name] and matching_key(value) != matching_key(known[name])
    ]
    differing += [
        ("custom", key)
        for key, value in arrival.draft.custom.items()
        if known["custom"].get(key, value) != value
    ]
    message = "Something else is known here already, and was kept."
    arrival.problems += [Fault(path, message, "kept_as_known") for path in differing]


def _begin_cycles(batch: Batch) -> None:
    """Those who come in again after they were closed begin anew."""
    returned = [someone for someone in batch.people if someone.before and someone.before.closed]
    for someone in returned:
        someone.returned = True
    begin_cycles(
        [
            Move(
                person_id=someone.known_id,
                to="open",
                at=min(arrival.values.came_at for arrival in someone.arrivals),
                reason="came in again",
            )
            for someone in returned
        ],
        actor=batch.actor,
        now=batch.now,
    )
