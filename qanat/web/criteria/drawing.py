"""From the JSON of criteria to what an editor shows: chips in groups, the sentence, the faults."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from django.utils.translation import gettext

from qanat.criteria.public import (
    Reader,
    faults_of,
    find_event_kind,
    find_field,
    marked_sentence,
    operator_named,
    shown_event,
    shown_operand,
)
from qanat.kernel.errors import Fault, Invalid
from qanat.web.criteria.choices import event_label, field_label, related_label
from qanat.web.criteria.event_words import event_value, operator_words
from qanat.web.criteria.tree import (
    Node,
    Path,
    inside,
    leaf_paths,
    mode_of,
    node_at,
    part_path,
    parts_of,
    pruned,
    rooted,
    simple,
)
from qanat.web.look import Look
from qanat.wording.public import sentence_of

MISSING: Final = "operand_missing"


@dataclass(frozen=True)
class Chip:
    """One condition.

    Attributes:
        at: its path, as JSON.
        operator: empty where the field part says all.
        value: empty where the operator takes none.
        fault: what is wrong with it; empty when nothing is.
        pending: its value has not been chosen yet.
    """

    at: str
    field: str
    operator: str = ""
    value: str = ""
    fault: str = ""
    pending: bool = False
    event: bool = False
    is_group: bool = False


@dataclass(frozen=True)
class Group:
    """Several conditions held together.

    Attributes:
        mode: `all`, `any`, `none` or `not_all`.
        related: the kind of record of which one fulfils it; empty for the record itself.
    """

    at: str
    mode: str
    parts: list["Part"]
    related: str = ""
    is_group: bool = True

    @property
    def mode_word(self) -> str:
        """What stands between its parts."""
        return gettext("or") if self.mode in ("any", "none") else gettext("and")


Part: TypeAlias = Chip | Group


@dataclass(frozen=True)
class Drawn:
    """An editor as it is shown.

    Attributes:
        draft: the JSON of all that is in it, unfinished conditions included.
        value: the JSON that a form sends; empty for no criteria.
        sound: `value` may be used; where it is not, the one before it still stands.
        sentence: pieces, each with whether it is a value.
        opened: what is open for choosing; None for nothing.
    """

    subject: str
    draft: str
    value: str
    sound: bool
    root: Group
    sentence: list[tuple[str, bool]]
    faults: list[str] = field(default_factory=list)
    advanced: bool = False
    opened: Any = None

    @property
    def nested(self) -> bool:
        """Whether there is more than one group, or a group of any."""
        return self.root.mode != "all" or any(part.is_group for part in self.root.parts)


def reader_of_page(look: Look) -> Reader:
    """How whoever looks at the page reads criteria."""
    return Reader(look.language, look.calendar, look.digits)


def drawn_of(
    text: str, subject: str, look: Look, *, advanced: bool = False, opened: Any = None
) -> Drawn:
    """The editor of criteria given as JSON text; empty text is an empty editor.

    Views that show the editor at once give it to the component as `drawn`.
    """
    return drawn_tree(rooted(read_json(text)), subject, look, advanced=advanced, opened=opened)


def read_json(text: str) -> object:
    """What the text holds; None where it is no JSON."""
    try:
        return json.loads(text) if text.strip() else None
    except ValueError:
        return None


def drawn_tree(
    tree: Node, subject: str, look: Look, *, advanced: bool = False, opened: Any = None
) -> Drawn:
    """The editor of a tree of conditions."""
    reader = reader_of_page(look)
    faults = faults_of(tree, subject=subject)
    leaves = leaf_paths(tree)
    pending = frozenset(_at(fault, leaves) for fault in faults if fault.code == MISSING)
    wrong = [fault for fault in faults if fault.code != MISSING]
    kept = simple(pruned(tree, pending))
    drawer = _Drawer(reader, subject, {_at(fault, leaves): fault for fault in wrong}, pending)
    return Drawn(
        subject=subject,
        draft=json.dumps(tree, ensure_ascii=False),
        value="" if kept is None else json.dumps(kept, ensure_ascii=False),
        sound=not wrong,
        root=drawer.group(tree, ()),
        sentence=_sentence(kept, subject, reader),
        faults=list(dict.fromkeys(map(sentence_of, wrong))),
        advanced=advanced,
        opened=opened,
    )


def _sentence(kept: Node | None, subject: str, reader: Reader) -> list[tuple[str, bool]]:
    if kept is None:
        return []
    try:
        return marked_sentence(kept, subject=subject, reader=reader)
    except Invalid:
        return []


def _at(fault: Fault, leaves: list[Path]) -> Path:
    """The condition that a fault is in; the root for one of the whole."""
    return next((leaf for leaf in leaves if fault.path[: len(leaf)] == leaf), ())


@dataclass(frozen=True)
class _Drawer:
    reader: Reader
    subject: str
    faults: Mapping[Path, Fault]
    pending: frozenset[Path]

    def part(self, node: Any, path: Path) -> Part:
        if isinstance(node, dict) and inside(node) is not None:
            return self.group(node, path)
        return self.chip(node if isinstance(node, dict) else {}, path)

    def group(self, node: Node, path: Path) -> Group:
        parts = [
            self.part(part, part_path(path, node, index))
            for index, part in enumerate(parts_of(node))
        ]
        related = related_label(node["some"], self.reader) if "some" in node else ""
        return Group(json.dumps(path), mode_of(node), parts, related)

    def chip(self, leaf: Node, path: Path) -> Chip:
        fault = self.faults.get(path)
        said = sentence_of(fault) if fault else ""
        if "event" in leaf:
            return self._event(leaf, path, said)
        found = find_field(str(leaf.get("field", "")))
        if found is None:
            return Chip(json.dumps(path), str(leaf.get("field", "?")), fault=said)
        operator = operator_named(leaf.get("is"))
        return Chip(
            json.dumps(path),
            field_label(found, self.reader),
            operator_words(operator, self.reader) if operator else "?",
            shown_operand(operator, leaf.get("value"), found, self.reader)
            if operator and path not in self.pending
            else "",
            said,
            pending=path in self.pending,
        )

    def _event(self, leaf: Node, path: Path, said: str) -> Chip:
        kind = find_event_kind(str(leaf["event"]))
        if kind is None:
            return Chip(json.dumps(path), str(leaf["event"]), fault=said, event=True)
        shown = shown_event(leaf, subject=self.subject, reader=self.reader)
        return Chip(
            json.dumps(path),
            event_label(kind, self.reader),
            shown.where if shown else "",
            event_value(shown) if shown else "?",
            said,
            event=True,
        )


def subject_at(tree: Node, subject: str, path: Path) -> str:
    """Whose fields can stand at the path: those of the related record that it lies in, if any."""
    for length in range(len(path)):
        node = node_at(tree, path[:length])
        if node and "some" in node and path[length] == "where":
            subject = str(node["some"])
    return subject
