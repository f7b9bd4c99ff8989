"""One kind of registry for everything that can be added by adding a file."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class Named(Protocol):
    """What can be registered: anything with a unique name."""

    @property
    def name(self) -> str: ...


Member = TypeVar("Member", bound=Named)


class Registry(Generic[Member]):
    """Members by unique name, in the order in which they were added.

    Adding the same name twice is a mistake of ours and raises `ValueError` at import.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._members: dict[str, Member] = {}

    def add(self, member: Member) -> Member:
        """Register `member` and give it back."""
        if member.name in self._members:
            raise ValueError(f"{self.kind} {member.name!r} is registered twice")
        self._members[member.name] = member
        return member

    def get(self, name: str) -> Member | None:
        """The member of that name, or None."""
        return self._members.get(name)

    def __getitem__(self, name: str) -> Member:
        return self._members[name]

    def __iter__(self) -> Iterator[Member]:
        return iter(self._members.values())

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def __len__(self) -> int:
        return len(self._members)

    def names(self) -> tuple[str, ...]:
        """All names, in the order of registration."""
        return tuple(self._members)
