"""What can be asked about: sources and the links between them, fields, and kinds of events.

Each domain registers its own from its `fields.py`. All SQL here is our own text; what a user
typed reaches a statement as a parameter only.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from qanat.criteria.wording.base import Wording
from qanat.kernel.phrase import Phrase
from qanat.kernel.registry import Registry
from qanat.kernel.sql import Sql


@dataclass(frozen=True, kw_only=True)
class Source:
    """A kind of record that has fields.

    Attributes:
        label: one such record, in the singular.
        tables: what stands after FROM, such as `person p`.
        alias: by which fields name it; unique among sources.
        alive: the condition that leaves out what is deleted.
        owner: the column that visibility goes by; empty when it cannot be a subject.
        permission: needed to count its records; empty when it cannot be a subject.
        events: the condition that ties an event `e` to it; empty when it has none.
    """

    name: str
    label: Phrase
    tables: str
    alias: str
    alive: str = "true"
    owner: str = ""
    permission: str = ""
    events: str = ""


PLAIN = Phrase("{condition}", "{condition}", "{condition}")
NOTHING = Sql("")


@dataclass(frozen=True, kw_only=True)
class Link:
    """How the records of one source are reached from a record of another.

    Attributes:
        on: the condition that ties the two aliases.
        says: wraps a condition on the far record; `{condition}` stands for it.
    """

    origin: str
    target: str
    on: str
    says: Phrase = PLAIN

    @property
    def name(self) -> str:
        """Unique among links."""
        return f"{self.origin} to {self.target}"


@dataclass(frozen=True, kw_only=True)
class Through:
    """Tables between a source and the value of a field, such as those of tags.

    Attributes:
        tables: what stands after FROM.
        on: the condition that ties them to the source.
    """

    tables: str
    on: str


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The values that a field of a choice type can have.

    Attributes:
        named: labels of those of the given values that exist.
        listed: all of them with labels, for editors; capped by whoever registers it.
        fixed: written in the code, so that asking for another value is always a fault. Values
            kept in the database are only checked when criteria are saved, because a value that
            was taken away later must not stop the rest from being computed.
    """

    named: Callable[[Sequence[Any]], Mapping[Any, Phrase]]
    listed: Callable[[], Mapping[Any, Phrase]]
    fixed: bool = False

    @classmethod
    def of(cls, labels: Mapping[Any, Phrase]) -> "Choices":
        """Fixed choices."""
        return cls(named=lambda _values: labels, listed=lambda: labels, fixed=True)


class FieldType(Protocol):
    """What kind of value a field has: how operands are read, compared and said.

    Comparisons give NULL or false for an unknown value, never true.
    """

    @property
    def name(self) -> str:
        """Unique among types."""

    @property
    def label(self) -> Phrase:
        """What kind of value it is, as a noun."""

    def read(self, raw: object, field: "Field") -> Any:
        """The operand as the other methods take it; raises `Invalid` without a path."""

    def among(self, field: "Field", values: Sequence[Any]) -> Sql:
        """The value is one of these."""

    def outside(self, field: "Field", values: Sequence[Any]) -> Sql:
        """The value is known and none of these."""

    def known(self, field: "Field") -> Sql:
        """There is a value."""

    def show(self, value: Any, field: "Field", wording: Wording) -> str:
        """The operand as a sentence has it."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """Something that can be asked of a record.

    Attributes:
        name: as written in criteria, such as `person.country`.
        label: as it stands within a sentence; Arabic with its article.
        feminine: the Arabic label takes feminine agreement, as plurals of things do.
        quoted: the label is a user's own words, and is set off from the sentence.
        value: the value as SQL over the alias of the source or of `through`.
        key: the value under `matching_key`, where a column keeps it; only for text.
        nullable: `value` can be NULL.
        lookup: for references, a SELECT of the ids of those whose keys are in `%s`.
        mates: for users, a SELECT of the ids of those in a team with the user in `%s`.
        suggested: values that there are, for editors of text; capped by whoever registers it.
        latest: instead of `value`, the time of the last event of this kind.
        example: an operand for `is`, or for the first operator that the type has.
    """

    name: str
    source: str
    type: FieldType
    label: Phrase
    value: Sql = NOTHING
    key: Sql | None = None
    feminine: bool = False
    quoted: bool = False
    nullable: bool = True
    through: Through | None = None
    choices: Choices | None = field(default=None, compare=False)
    lookup: str = ""
    mates: str = ""
    suggested: Callable[[], Sequence[str]] | None = field(default=None, compare=False)
    latest: "EventKind | None" = None
    example: Any = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class FieldFamily:
    """Fields that are not known before somebody makes them, under one prefix.

    Attributes:
        name: the prefix with its dot, such as `person.custom.`.
        find: the field of that whole name; None when there is none.
        listed: those that there are now, for editors.
    """

    name: str
    label: Phrase
    find: Callable[[str], Field | None]
    listed: Callable[[], Sequence[Field]]


@dataclass(frozen=True, kw_only=True)
class EventKind:
    """A kind of event, with how to say that it happened.

    Attributes:
        label: a noun, as a heading has it.
        did: what stands after "the person", in the past.
        never: the same denied.
        own_name: what an organisation calls it; stands at `{name}` in `did` and `never`.
        matches: the condition on an event `e`; by default its kind is `name`.
        properties: fields named `property.…`, `source` or `amount` beyond those every kind has.
    """

    name: str
    label: Phrase
    did: Phrase
    never: Phrase
    own_name: str = ""
    matches: Sql = NOTHING
    properties: tuple[Field, ...] = ()

    @property
    def condition(self) -> Sql:
        """What an event `e` of this kind fulfils."""
        return self.matches if self.matches.text else Sql("e.kind = %s", (self.name,))


@dataclass(frozen=True, kw_only=True)
class EventFamily:
    """Kinds of events that organisations name themselves, under one prefix."""

    name: str
    find: Callable[[str], EventKind | None]


SOURCES: Registry[Source] = Registry("source")
LINKS: Registry[Link] = Registry("link")
FIELDS: Registry[Field] = Registry("field")
FIELD_FAMILIES: Registry[FieldFamily] = Registry("family of fields")
EVENT_KINDS: Registry[EventKind] = Registry("kind of event")
EVENT_FAMILIES: Registry[EventFamily] = Registry("family of events")


def find_field(name: str) -> Field | None:
    """The field of that name, registered or of a family."""
    field = FIELDS.get(name)
    if field is not None:
        return field
    for family in FIELD_FAMILIES:
        if name.startswith(family.name):
            return family.find(name)
    return None


def find_event_kind(name: str) -> EventKind | None:
    """The kind of event of that name, registered or of a family."""
    kind = EVENT_KINDS.get(name)
    if kind is not None:
        return kind
    for family in EVENT_FAMILIES:
        if name.startswith(family.name):
            return family.find(name)
    return None


def route(subject: str, target: str) -> tuple[Link, ...] | None:
    """The shortest way from one source to another; empty for itself, None when there is none."""
    ways: list[tuple[str, tuple[Link, ...]]] = [(subject, ())]
    seen = {subject}
    for place, way in ways:
        if place == target:
            return way
        for link in LINKS:
            if link.origin == place and link.target not in seen:
                seen.add(link.target)
                ways.append((link.target, (*way, link)))
    return None
