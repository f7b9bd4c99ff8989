"""What can be done in an editor of criteria, one step a request; nothing is kept but in the page."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.http import QueryDict

from qanat.criteria.public import (
    Field,
    Operator,
    faults_of,
    find_event_kind,
    find_field,
    operator_named,
    operators_of,
    shown_event,
)
from qanat.kernel.errors import Invalid
from qanat.web.criteria.choices import Choice, what_can_be_asked
from qanat.web.criteria.drawing import (
    Drawn,
    drawn_tree,
    read_json,
    reader_of_page,
    subject_at,
)
from qanat.web.criteria.event_words import operator_words
from qanat.web.criteria.forms import (
    EventForm,
    ValueForm,
    event_form,
    event_leaf,
    rows_of,
    value_form,
)
from qanat.web.criteria.tree import (
    Node,
    Path,
    inside,
    moved,
    node_at,
    part_path,
    parts_of,
    replaced,
    rooted,
    with_mode,
    with_part,
    without,
)
from qanat.web.criteria.typed import Typed, operand
from qanat.web.look import Look
from qanat.wording.public import sentence_of

FIRST: Final = {
    **dict.fromkeys(("choice", "country", "language", "user"), "one_of"),
    **dict.fromkeys(("text", "email", "phone"), "contains"),
    **dict.fromkeys(("number", "money"), "at_least"),
    **dict.fromkeys(("instant", "date", "written_date"), "within_last"),
    **dict.fromkeys(("words", "choices", "choice_rows"), "has_any"),
    "yes_no": "is_true",
}
"""By which operator a field of each type is asked at first."""


@dataclass(frozen=True)
class Opened:
    """What is open for choosing.

    Attributes:
        kind: `menu`, `operators`, `value`, `event` or `move`.
        at: the path of the condition, or of the group that gets a new one, as JSON.
        does: the step that choosing takes.
    """

    kind: str
    at: str
    does: str = ""
    choices: tuple[Choice, ...] = ()
    form: ValueForm | EventForm | None = None


@dataclass
class Editor:
    """The editor while one step is taken."""

    tree: Node
    subject: str
    look: Look
    today: date
    given: QueryDict
    opened: Opened | None = None

    @property
    def at(self) -> Path:
        """Where the step is taken."""
        return path_of(self.given.get("at", ""))

    @property
    def leaf(self) -> Node:
        """The condition there; empty when there is none any more."""
        return node_at(self.tree, self.at) or {}

    def drawn(self) -> Drawn:
        """The editor as it is after the step."""
        advanced = self.given.get("advanced") == "yes"
        return drawn_tree(self.tree, self.subject, self.look, advanced=advanced, opened=self.opened)


def path_of(text: str) -> Path:
    """A path written as JSON; that of the root for anything else."""
    found = read_json(text)
    steps = found if isinstance(found, list) else []
    return tuple(step for step in steps if isinstance(step, str | int))


def taken(given: QueryDict, subject: str, look: Look, today: date) -> Drawn:
    """The editor after the step that was asked for; as it was for a step that is not known."""
    editor = Editor(rooted(read_json(given.get("draft", ""))), subject, look, today, given)
    step = STEPS.get(given.get("do", ""))
    if step is not None:
        step(editor)
    return editor.drawn()


def _menu(editor: Editor) -> None:
    _open_menu(editor, "add", editor.at)


def _field(editor: Editor) -> None:
    _open_menu(editor, "swap", editor.at)


def _open_menu(editor: Editor, does: str, path: Path) -> None:
    subject = subject_at(editor.tree, editor.subject, (*path, "where") if does == "add" else path)
    choices = what_can_be_asked(subject, reader_of_page(editor.look))
    editor.opened = Opened("menu", json.dumps(path), does, tuple(choices))


def _add(editor: Editor) -> None:
    part = _new_part(editor.given.get("what", ""))
    if part is not None:
        editor.tree, path = with_part(editor.tree, editor.at, part)
        _open_value(editor, path)


def _swap(editor: Editor) -> None:
    part = _new_part(editor.given.get("what", ""))
    if part is not None:
        editor.tree = replaced(editor.tree, editor.at, part)
        _open_value(editor, editor.at)


def _new_part(what: str) -> Node | None:
    kind, _, name = what.partition(":")
    if kind == "event" and find_event_kind(name):
        return {"event": name, "is": "at_least", "value": 1}
    if kind == "some":
        return {"some": name, "where": {"all": []}}
    found = find_field(name) if kind == "field" else None
    return None if found is None else {"field": name, "is": FIRST[found.type.name]}


def _value(editor: Editor) -> None:
    _open_value(editor, editor.at)


def _open_value(editor: Editor, path: Path) -> None:
    leaf = node_at(editor.tree, path) or {}
    if "event" in leaf:
        form: ValueForm | EventForm | None = _event_form(editor, leaf)
    else:
        form = _value_form(editor, leaf)
    if form is not None:
        kind = "event" if "event" in leaf else "value"
        editor.opened = Opened(kind, json.dumps(path), form=form)


def _asked(leaf: Node) -> tuple[Field, Operator] | None:
    found, operator = find_field(str(leaf.get("field", ""))), operator_named(leaf.get("is"))
    return (found, operator) if found and operator else None


def _value_form(editor: Editor, leaf: Node) -> ValueForm | None:
    asked = _asked(leaf)
    if asked is None or asked[1].operand is None:
        return None
    return value_form(*asked, leaf.get("value"), editor.look, editor.today)


def _event_form(editor: Editor, leaf: Node) -> EventForm | None:
    kind = find_event_kind(str(leaf["event"]))
    if kind is None:
        return None
    reader = reader_of_page(editor.look)
    deep = rows_of(leaf.get("where")) is None
    shown = shown_event(leaf, subject=editor.subject, reader=reader) if deep else None
    kept = shown.where if shown else ""
    return event_form(kind, leaf, editor.look, editor.today, kept)


def _operators(editor: Editor) -> None:
    found = find_field(str(editor.leaf.get("field", "")))
    if found is not None:
        reader = reader_of_page(editor.look)
        asked = editor.leaf.get("is")
        choices = tuple(
            Choice(each.name, operator_words(each, reader), chosen=each.name == asked)
            for each in operators_of(found)
        )
        editor.opened = Opened("operators", editor.given.get("at", ""), "operator", choices)


def _operator(editor: Editor) -> None:
    """Another operator; the value stays where it fits, and is asked for where it does not."""
    leaf, operator = editor.leaf, operator_named(editor.given.get("what"))
    if operator is None or "field" not in leaf:
        return
    changed = {"field": leaf["field"], "is": operator.name}
    if operator.operand is not None:
        changed |= _fitting(leaf, operator)
    editor.tree = replaced(editor.tree, editor.at, changed)
    if operator.operand is not None and "value" not in changed:
        _open_value(editor, editor.at)


def _fitting(leaf: Node, operator: Operator) -> Node:
    """The value as the operator takes it: alone, or as a list of one; nothing where it cannot."""
    if "value" not in leaf:
        return {}
    raw = leaf["value"]
    first = raw[0] if isinstance(raw, list) and raw else raw
    for value in (raw, first, [raw]):
        tried = {"field": leaf["field"], "is": operator.name, "value": value}
        if not _faults(tried):
            return {"value": value}
    return {}


def _faults(leaf: Node) -> bool:
    found, operator = _asked(leaf) or (None, None)
    if found is None or operator is None or operator.operand is None:
        return True
    try:
        operator.operand.read(leaf["value"], found)
    except Invalid:
        return True
    return False


def _set(editor: Editor) -> None:
    """The value that was chosen or typed; where it is refused, its form says why."""
    asked = _asked(editor.leaf)
    if asked is None:
        return
    found, operator = asked
    typed = Typed(editor.given.getlist("v"), editor.given.get("unit", ""))
    try:
        raw = operand(operator, found, typed, editor.look)
        changed = {"field": found.name, "is": operator.name, "value": raw}
        _refuse(editor, changed)
    except Invalid as error:
        form = _value_form(editor, editor.leaf)
        if form is not None:
            said = sentence_of(error.faults[0])
            kept = replace(form, typed=typed, error=said)
            editor.opened = Opened("value", json.dumps(editor.at), form=kept)
        return
    editor.tree = replaced(editor.tree, editor.at, changed)


def _refuse(editor: Editor, leaf: Node) -> None:
    tree, at = replaced(editor.tree, editor.at, leaf), editor.at
    wrong = [
        fault for fault in faults_of(tree, subject=editor.subject) if fault.path[: len(at)] == at
    ]
    if wrong:
        raise Invalid.of(tuple(wrong))


def _event(editor: Editor) -> None:
    leaf = editor.leaf
    kind = find_event_kind(str(leaf.get("event", "")))
    if kind is None:
        return
    try:
        made = event_leaf(kind, leaf, editor.given, editor.look)
        _refuse(editor, made)
    except Invalid as error:
        form = _event_form(editor, leaf)
        if form is not None:
            form = replace(_retyped(form, editor.given), error=sentence_of(error.faults[0]))
            editor.opened = Opened("event", json.dumps(editor.at), form=form)
        return
    editor.tree = replaced(editor.tree, editor.at, made)


def _retyped(form: EventForm, given: QueryDict) -> EventForm:
    """The form with what was typed, so that nothing has to be typed twice."""

    def again(choices: list[Choice], name: str) -> list[Choice]:
        return [replace(choice, chosen=choice.name == name) for choice in choices]

    texts = given.getlist("with")
    rows = [
        replace(
            form.rows[-1],
            fields=again(form.rows[-1].fields, name),
            operators=again(form.rows[-1].operators, compared),
            value=text,
        )
        for name, compared, text in zip(
            given.getlist("property"), given.getlist("compared"), texts, strict=False
        )
    ]
    return replace(
        form,
        operators=again(form.operators, given.get("is", "")),
        value=given.get("value", ""),
        ago=given.get("unit") == "ago",
        within=again(form.within, given.get("within", "")),
        days=given.get("days", ""),
        since=given.get("from", ""),
        until=given.get("to", ""),
        rows=rows if form.rows else [],
    )


def _remove(editor: Editor) -> None:
    editor.tree = without(editor.tree, editor.at) if editor.at else {"all": []}


def _group(editor: Editor) -> None:
    editor.tree, _path = with_part(editor.tree, editor.at, {"any": []})


def _mode(editor: Editor) -> None:
    mode = editor.given.get("what", "")
    if not editor.at and mode in ("none", "not_all"):  # the root stays a group of all or any
        editor.tree = {"all": [with_mode(editor.tree, (), mode)]}
    else:
        editor.tree = with_mode(editor.tree, editor.at, mode)


def _places(editor: Editor) -> None:
    """Opens the list of the groups that a condition can be moved to."""
    at, here = editor.at, editor.subject
    subject = subject_at(editor.tree, here, at)
    groups = [
        path
        for path in _groups(editor.tree, ())
        if path[: len(at)] != at and subject_at(editor.tree, here, (*path, "where")) == subject
    ]
    choices = tuple(Choice(json.dumps(path), str(len(path))) for path in groups)
    editor.opened = Opened("move", json.dumps(at), "move", choices)


def _groups(node: Node, path: Path) -> list[Path]:
    found = [path]
    for index, part in enumerate(parts_of(node)):
        if isinstance(part, dict) and inside(part) is not None:
            found += _groups(part, part_path(path, node, index))
    return found


def _move(editor: Editor) -> None:
    if editor.given.get("what") == "new":
        editor.tree, to = with_part(editor.tree, editor.at[:-2], {"any": []})
    else:
        to = path_of(editor.given.get("what", ""))
    editor.tree = moved(editor.tree, editor.at, to)


STEPS: Final[dict[str, Callable[[Editor], Any]]] = {
    "menu": _menu,
    "field": _field,
    "add": _add,
    "swap": _swap,
    "operators": _operators,
    "operator": _operator,
    "value": _value,
    "set": _set,
    "event": _event,
    "remove": _remove,
    "group": _group,
    "mode": _mode,
    "places": _places,
    "move": _move,
}
