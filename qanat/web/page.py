"""What a view of a page is given and what it answers with.

    @require_POST
    def rename(request: PageRequest, pipeline_id: int) -> HttpResponse:
        with deed(request) as actor:
            rename_pipeline(pipeline_id, request.POST["name"], actor=actor)
        return told(fragment(request, "board/head.html", ...), _("Renamed"), undo=actor)

A view takes the actor from the request (its door put it there), calls public functions, and answers
a normal request with the whole page and one of htmx with the part that changed.
"""

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.functional import Promise
from django_htmx.middleware import HtmxDetails

from qanat.access.public import User
from qanat.platform.actor import Actor, acting
from qanat.web.alone import is_part, with_shell

DEED: Final = "web:"
View = Callable[..., HttpResponseBase]


class PageRequest(HttpRequest):
    """A request of somebody who is signed in, as a door of `access` lets it through."""

    user: User
    actor: Actor
    htmx: HtmxDetails


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page, or for htmx only its `{% partialdef part %}`, when it has one.

    What is a part by itself, such as a dialog, stands in the shell when it is opened by its address.
    """
    partly = bool(part) and bool(getattr(request, "htmx", None)) and not _restoring(request)
    name = f"{template}#{part}" if partly else template
    answer = render(request, name, dict(context or {}), status=status)
    if _plain(request) and is_part(answer):
        answer = with_shell(request, answer)
    answer["Vary"] = "HX-Request"
    return answer


def part_only(view: View) -> View:
    """The view answers with what only makes sense inside a page, such as rows of a table."""
    return _answering(view, "part")


def file_only(view: View) -> View:
    """The view answers with a file."""
    return _answering(view, "file")


def _answering(view: View, kind: str) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.answers = kind  # type: ignore[attr-defined]  # read by `page`
        return view(request, *args, **kwargs)

    answered.answers = kind  # type: ignore[attr-defined]  # read by the test of all routes
    return answered


def _plain(request: HttpRequest) -> bool:
    """Whether whoever asks needs a page: neither htmx, which puts parts in their place, nor a route of parts."""
    if getattr(request, "answers", "page") != "page":
        return False
    return not getattr(request, "htmx", None) or _restoring(request)


def _restoring(request: HttpRequest) -> bool:
    """Whether the browser goes back to a page that it no longer has: it needs the whole of it."""
    return "HX-History-Restore-Request" in request.headers


@contextmanager
def deed(request: PageRequest) -> Iterator[Actor]:
    """One transaction; all that is done in it, as the actor given, can be undone together."""
    actor = request.actor.because(f"{DEED}{secrets.token_hex(8)}")
    with acting(actor):
        yield actor


def told(
    answer: HttpResponse,
    message: str | Promise,
    *,
    undo: Actor | None = None,
    undo_at: str = "",
    after: str = "",
    bad: bool = False,
    closes: bool = False,
    gathers: bool = False,
) -> HttpResponse:
    """The answer, with a toast; `undo` is the actor of the deed that its button takes back.

    One that `gathers` is a small change of many: while it is shown, the next joins it, and Undo takes all back.

    `undo_at` is the address that takes back what is no deed, because the audit does not follow it.
    `after` names an event that the page hears, such as `people-changed`; `bad` says that something
    was refused; `closes` closes the dialog that sent it.
    """
    toast: dict[str, Any] = {"message": str(message), "bad": bad}
    if undo_at:
        toast["undo"] = undo_at
    if undo is not None:
        toast["undo"] = _undo_url(undo)
        if gathers:
            toast["gathers"] = undo.cause.removeprefix(DEED)
    events = json.loads(answer.headers.get("HX-Trigger", "{}")) | {"toast": toast}
    if after:
        events[after] = None
    if closes:
        events["done"] = None
    answer["HX-Trigger"] = json.dumps(events)
    return answer


def say_there(request: HttpRequest, message: str, *, undo: Actor) -> None:
    """Have the next page say it in a toast with Undo, for an answer that leads elsewhere."""
    messages.info(request, message, extra_tags=_undo_url(undo))


def _undo_url(undo: Actor) -> str:
    return reverse("undo", args=[undo.cause.removeprefix(DEED)])


def done(
    message: str | Promise = "", *, undo: Actor | None = None, after: str = ""
) -> HttpResponse:
    """Nothing to show but a toast: the page keeps what it has, dialogs close."""
    answer = HttpResponse(status=204)
    answer["HX-Trigger"] = json.dumps({"done": None} | ({after: None} if after else {}))
    return told(answer, message, undo=undo) if message else answer


def elsewhere(request: HttpRequest, to: str, **kwargs: Any) -> HttpResponse:
    """Go to another page: by htmx in a whole, without it by a redirect."""
    if not getattr(request, "htmx", None):
        return HttpResponseRedirect(resolve_url(to, **kwargs))
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = resolve_url(to, **kwargs)
    return answer
