"""What becomes of the rows about a person when people are merged, exported or erased.

Every table that points to a person declares itself in the `lifecycle.py` of its package; a test
holds that none is missing. Merging, exporting and erasing go through this registry, so that a new
table cannot be forgotten by them.
"""

from dataclasses import dataclass
from enum import StrEnum

from qanat.kernel.registry import Registry


class OnMerge(StrEnum):
    """What the rows of the person who goes away do."""

    MOVE = "move"
    """They go to the person who stays."""
    MOVE_NEW = "move_new"
    """They go to the person who stays, where that one has no row of the same key."""
    RECOMPUTE = "recompute"
    """They are deleted, and computed anew for the person who stays."""


class OnErase(StrEnum):
    """What the rows of an erased person do."""

    DELETE = "delete"
    UNLINK = "unlink"
    """They stay, without the person and without free text: they count in reports."""


@dataclass(frozen=True, kw_only=True)
class PersonLink:
    """One column that points to a person.

    Attributes:
        key: the further columns that are unique per person, for `OnMerge.MOVE_NEW`.
        exported: whether the rows are told to a person who asks what is known about them.
        texts: columns that are emptied when the row is unlinked by an erasure.
    """

    table: str
    column: str = "person_id"
    on_merge: OnMerge
    on_erase: OnErase
    exported: bool
    key: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Table and column, unique in the registry."""
        return f"{self.table}.{self.column}"


PERSON_LINKS: Registry[PersonLink] = Registry("person link")


def moves_with_person(table: str, *, exported: bool = True) -> PersonLink:
    """Declare a table whose rows follow the person: moved by a merge, deleted by an erasure."""
    return PERSON_LINKS.add(
        PersonLink(table=table, on_merge=OnMerge.MOVE, on_erase=OnErase.DELETE, exported=exported)
    )


def unique_with_person(table: str, *key: str, exported: bool = True) -> PersonLink:
    """Declare a table with one row per person and `key`: a merge keeps the row of who stays."""
    return PERSON_LINKS.add(
        PersonLink(
            table=table,
            on_merge=OnMerge.MOVE_NEW,
            on_erase=OnErase.DELETE,
            exported=exported,
            key=key,
        )
    )


def outlives_person(table: str, *texts: str, exported: bool = True) -> PersonLink:
    """Declare a table whose rows stay for the reports after an erasure, with `texts` emptied."""
    return PERSON_LINKS.add(
        PersonLink(
            table=table,
            on_merge=OnMerge.MOVE,
            on_erase=OnErase.UNLINK,
            exported=exported,
            texts=texts,
        )
    )


def computed_for_person(table: str) -> PersonLink:
    """Declare a table that is computed from the others."""
    return PERSON_LINKS.add(
        PersonLink(table=table, on_merge=OnMerge.RECOMPUTE, on_erase=OnErase.DELETE, exported=True)
    )


# What arrived: that it did counts on, what it said goes.
outlives_person("inbox_submission", "payload", "answer")
