"""Who is the same human being: exact on normalised identifiers, the first one given decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Key = tuple[str, str]
"""The kind and the normalised value of an identifier, such as `("email", "sara@example.com")`."""


@dataclass(frozen=True, kw_only=True)
class Clash:
    """An identifier of an arrival that belongs to somebody else than the arrival does.

    Attributes:
        person_id: who has it; None when it is somebody new of the same batch.
    """

    kind: str
    value: str
    person_id: int | None


@dataclass(frozen=True, kw_only=True)
class Settled:
    """Whom one arrival belongs to.

    Attributes:
        group: arrivals with the same number are one human being; numbered from 0 as they first appear.
        person_id: who that is; None for somebody new.
        clashes: its identifiers that somebody else has and keeps.
    """

    group: int
    person_id: int | None
    clashes: tuple[Clash, ...]


def settle(arrivals: Sequence[Sequence[Key]], owners: Mapping[Key, int]) -> list[Settled]:
    """Whom each arrival belongs to, in order; the same as if each came when all before it were kept.

    `owners` has the people who have an identifier already. The first identifier of an arrival that
    anybody has decides, so give the stronger kind first. An arrival whose identifiers nobody has is
    somebody new, who has them from then on; one without identifiers is always somebody new.
    """
    people: list[int | None] = []
    group_of_person: dict[int, int] = {}
    group_of_key: dict[Key, int] = {}

    def new_group(person_id: int | None) -> int:
        people.append(person_id)
        return len(people) - 1

    def holder(key: Key) -> int | None:
        if key not in group_of_key and key in owners:
            person_id = owners[key]
            if person_id not in group_of_person:
                group_of_person[person_id] = new_group(person_id)
            group_of_key[key] = group_of_person[person_id]
        return group_of_key.get(key)

    settled = []
    for keys in arrivals:
        holders = [(key, holder(key)) for key in keys]
        group = next((held for _, held in holders if held is not None), None)
        if group is None:
            group = new_group(None)
        clashes = [
            Clash(kind=key[0], value=key[1], person_id=people[held])
            for key, held in holders
            if held is not None and held != group
        ]
        for key in keys:
            group_of_key.setdefault(key, group)
        settled.append(Settled(group=group, person_id=people[group], clashes=tuple(clashes)))
    return settled
