"""Dialogs of settings: a few inputs, an action, and what is wrong at the very input.

A view says its inputs once; `in_dialog` shows them, reads them back when the action refuses, and
answers with the part of the page that changed when it does not. What can be taken back is done at
once, by `at_once` or a dialog with `undo`; its toast has an Undo.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext

from qanat.kernel.errors import Invalid
from qanat.platform.actor import Actor
from qanat.web.criteria.drawing import drawn_of
from qanat.web.look import Look
from qanat.web.page import PageRequest, deed, page, told
from qanat.web.settings.typed import LANGUAGES, faults_by_field

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class Input:
    """One input.

    Attributes:
        kind: `text`, `number`, `lines`, `select`, `check`, `words` (a name in each language) or
            `criteria`.
        value: what stands in it; a mapping by language for words, JSON text for criteria.
        options: name and label, of a select.
        subject: of criteria.
        drawn: the editor of criteria.
    """

    kind: str
    name: str
    label: Text
    value: Any = ""
    options: Sequence[tuple[str, Text]] = ()
    help: Text = ""
    subject: str = "person"
    drawn: Any = None


def in_dialog(
    request: PageRequest,
    title: Text,
    inputs: Sequence[Input],
    act: Callable[[QueryDict, Actor], Any],
    shown: Callable[[], HttpResponse],
    *,
    lead: Text = "",
    message: str = "",
    deletes: bool = False,
    undo: bool = False,
    into: str = "#part",
    after: str = "",
) -> HttpResponse:
    """The dialog; once it is sent and `act` refuses nothing, what `shown` gives and a toast.

    With `undo` the toast takes back what `act` did as the actor given to it.
    """
    head = {"title": title, "lead": lead, "deletes": deletes}
    if request.method == "GET":
        return _dialog(request, head, inputs, {})
    actor = request.actor
    try:
        if undo:
            with deed(request) as actor:
                act(request.POST, actor)
        else:
            act(request.POST, actor)
    except Invalid as error:
        typed = [_typed(each, request.POST) for each in inputs]
        return _dialog(request, head, typed, faults_by_field(error))
    return saved(
        shown(),
        message or gettext("Saved"),
        undo=actor if undo else None,
        into=into,
        after=after,
    )


def asking(request: PageRequest, title: Text, lead: Text, here: str) -> HttpResponse:
    """A dialog that asks whether to take something away for good; a yes is sent to `here`."""
    head = {"title": title, "lead": lead, "deletes": True, "here": here}
    answer = _dialog(request, head, (), {})
    answer["HX-Retarget"], answer["HX-Reswap"] = "#dialog", "innerHTML"
    return answer


def at_once(
    request: PageRequest,
    act: Callable[[Actor], Any],
    shown: Callable[[], HttpResponse],
    message: str = "",
    *,
    into: str = "#part",
    after: str = "",
) -> HttpResponse:
    """What `act` does, done without asking; then what `shown` gives, and a toast with Undo."""
    with deed(request) as actor:
        act(actor)
    return saved(shown(), message or gettext("Saved"), undo=actor, into=into, after=after)


def saved(
    answer: HttpResponse,
    message: str,
    *,
    undo: Actor | None = None,
    into: str = "#part",
    after: str = "",
) -> HttpResponse:
    """The part of the page that changed, in its place; the dialog closes."""
    answer["HX-Retarget"], answer["HX-Reswap"] = into, "outerHTML"
    answer["HX-Trigger"] = '{"done": null}'
    return told(answer, message, undo=undo, after=after)


def _typed(each: Input, given: QueryDict) -> Input:
    match each.kind:
        case "check":
            return replace(each, value=each.name in given)
        case "words":
            return replace(
                each,
                value={each_in: given.get(f"{each.name}.{each_in}", "") for each_in in LANGUAGES},
            )
        case _:
            return replace(each, value=given.get(each.name, ""))


def _dialog(
    request: PageRequest,
    head: Mapping[str, Any],
    inputs: Sequence[Input],
    faults: Mapping[str, str],
) -> HttpResponse:
    look = Look.of_request(request)
    names = {each.name for each in inputs}
    drawn = [
        replace(each, drawn=drawn_of(each.value, each.subject, look))
        if each.kind == "criteria"
        else each
        for each in inputs
    ]
    context = {
        "here": request.get_full_path(),
        **head,
        "inputs": drawn,
        "languages": (("en", "English", "ltr"), ("ar", "العربية", "rtl"), ("fa", "فارسی", "rtl")),
        "faults": faults,
        "others": [said for name, said in faults.items() if name not in names],
    }
    return page(request, "settings/dialog.html", context, status=422 if faults else 200)
