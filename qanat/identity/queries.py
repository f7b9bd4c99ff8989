"""Reading who has which identifier. One query for any number of them."""

from collections.abc import Sequence

from qanat.identity.rules import Key, Settled, settle
from qanat.platform.statements import fetch

_OWNERS = """
SELECT i.kind, i.value, i.person_id
FROM unnest(%s::text[], %s::text[]) AS wanted (kind, value)
JOIN identifier i ON i.kind = wanted.kind AND i.value = wanted.value
WHERE i.deleted_at IS NULL
"""


def owners_of(keys: Sequence[Key]) -> dict[Key, int]:
    """The person who has each identifier; what nobody has is left out."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    rows = fetch(_OWNERS, ([kind for kind, _ in wanted], [value for _, value in wanted]))
    return {(kind, value): person_id for kind, value, person_id in rows}


def match(arrivals: Sequence[Sequence[Key]]) -> list[Settled]:
    """Whom each arrival belongs to, by its identifiers as (kind, normalised value).

    Two that match at the same time can both find nobody; the second to write the identifier then
    meets the constraint `identifier_alive`, and has to match again.
    """
    return settle(arrivals, owners_of([key for keys in arrivals for key in keys]))
