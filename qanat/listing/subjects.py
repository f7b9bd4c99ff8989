"""What can be listed, and the columns that each list can show.

Each subject has a module in `columns/` that registers its columns here. All SQL is our own text;
what a reader chose are names of columns and parameters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qanat.kernel.errors import Invalid
from qanat.kernel.phrase import Phrase
from qanat.kernel.registry import Registry


class Kind(StrEnum):
    """What a value is, and so how it is shown, edited and written to a file."""

    RECORD = "record"
    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    INSTANT = "instant"
    CHOICE = "choice"
    USER = "user"
    SCORE = "score"
    STEP = "step"
    TAGS = "tags"
    COUNTRY = "country"
    LINK = "link"
    ABOUT = "about"


class Foot(StrEnum):
    """What the foot of a column says of all the rows that the list goes through."""

    NONE = ""
    AVERAGE = "average"
    SUM = "sum"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        name: `subject.key`, unique among all.
        sql: the value, over the aliases of the subject and of `joins`; a JSON object where a value has parts.
        joins: names of the subject's joins that it needs.
        sort: what the list is ordered by; empty when it cannot be. `sort_joins` are needed for it: whom
            they find nothing for come last, by id. `tie` is the id as the index of `sort` has it.
        edit: the name of the value that an edit of the cell writes; empty when it cannot be edited.
        foot: over `foot_sql`, a number or a condition.
        width: in rem.
    """

    name: str
    label: Phrase
    kind: Kind
    sql: str
    joins: tuple[str, ...] = ()
    sort: str = ""
    sort_joins: tuple[str, ...] = ()
    tie: str = ""
    edit: str = ""
    foot: Foot = Foot.NONE
    foot_sql: str = ""
    foot_joins: tuple[str, ...] = ()
    width: float = 9

    @property
    def key(self) -> str:
        """The name without its subject."""
        return self.name.partition(".")[2]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One kind of record that can be listed.

    Attributes:
        table: what stands after FROM, with `alias`.
        alive: the condition that leaves out what is not listed.
        owner: the column that visibility goes by.
        criteria: the subject of the criteria language; empty when none asks about it.
        joins: by name, a JOIN that finds at most one row for each record.
        shown: the keys of the columns shown at first, in order; the first is pinned.
        order: the key of the column a list is ordered by at first; `-` before it turns it round.
    """

    name: str
    table: str
    alias: str
    alive: str
    owner: str
    permission: str
    criteria: str
    joins: Mapping[str, str]
    shown: tuple[str, ...]
    order: str


SUBJECTS: Final[Registry[Subject]] = Registry("subject of lists")
COLUMNS: Final[Registry[Column]] = Registry("column")


def columns_of(subject: str) -> dict[str, Column]:
    """The columns of a subject by key, in the order in which they were registered."""
    return {each.key: each for each in COLUMNS if each.name.startswith(f"{subject}.")}


def chosen_columns(subject: Subject, keys: tuple[str, ...]) -> list[Column]:
    """The columns of these keys, in their order; what there is no column for is left out."""
    known = columns_of(subject.name)
    found = [known[key] for key in dict.fromkeys(keys) if key in known]
    return found or [known[key] for key in subject.shown]


def subject_of(name: str) -> Subject:
    """The subject of this name.

    Raises:
        Invalid: there is none.
    """
    found = SUBJECTS.get(name)
    if found is None:
        raise Invalid("There is no such list.", ("subject",), code="unknown_field")
    return found
