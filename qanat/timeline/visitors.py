"""Anonymous browsers: seen, told who they are, and their earlier events joined to the person."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qanat.platform.statements import as_json, fetch, statement


@dataclass(frozen=True)
class Seen:
    """A visitor as it is known.

    Attributes:
        person_id: whom it turned out to be; None while nobody knows.
    """

    visitor_id: int
    person_id: int | None


def see_visitors(sightings: Sequence[tuple[str, datetime]]) -> dict[str, Seen]:
    """The visitor of each token, made if there is none; one statement.

    A token is the random name that a browser was given, at least 128 bits; only its hash is
    kept. Each sighting has its time.
    """
    if not sightings:
        return {}
    digests = {token: hashlib.sha256(token.encode()).hexdigest() for token, _ in sightings}
    rows = fetch(
        statement(__file__, "see_visitors"),
        {"sightings": as_json({"digest": digests[token], "at": at} for token, at in sightings)},
    )
    found = {digest: Seen(visitor_id, person_id) for digest, visitor_id, person_id in rows}
    return {token: found[digest] for token, digest in digests.items()}


def stitch(pairs: Sequence[tuple[int, int]]) -> int:
    """How many earlier events joined a person, for pairs of visitor and person; two statements.

    The visitor is that person from now on, also when it was somebody else before: a browser may
    be shared, and what was joined to the other stays theirs. Of several pairs with one visitor
    the last counts.
    """
    if not pairs:
        return 0
    rows = as_json(
        {"visitor_id": visitor, "person_id": person} for visitor, person in dict(pairs).items()
    )
    fetch(statement(__file__, "identify_visitors"), {"pairs": rows})
    # In a second statement, because the first may have waited for events that are new since.
    return int(fetch(statement(__file__, "stitch_events"), {"pairs": rows})[0][0])
