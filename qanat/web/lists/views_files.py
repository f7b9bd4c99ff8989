"""Lists as files: asked for, watched, fetched, deleted."""

from datetime import timedelta
from typing import Any, Final

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from qanat.kernel import clock
from qanat.kernel.errors import Invalid
from qanat.listing.public import (
    File,
    ask_for_file,
    delete_file,
    files_of,
    path_of_file,
    subject_of,
    views_of,
)
from qanat.web.lists.kept import LISTS
from qanat.web.lists.state import state_of
from qanat.web.look import Look
from qanat.web.page import PageRequest, page, told
from qanat.web.refusals import said

FRESH: Final = timedelta(minutes=2)
"""How long a file that is done stays in the corner."""
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_POST
def new_file(request: PageRequest, subject: str) -> HttpResponseBase:
    """Let a worker write the list, as it stands, to a file; its progress is shown beside."""
    state = state_of(request.POST, views_of(subject, request.actor))
    look = Look.of_request(request)
    try:
        ask_for_file(
            state.asked,
            request.POST.get("kind", ""),
            language=look.language,
            zone=look.zone.key,
            actor=request.actor,
        )
    except Invalid as error:
        return told(HttpResponse(status=204), said(error), bad=True)
    return _files(request, subject)


@require_safe
def files(request: PageRequest, subject: str) -> HttpResponseBase:
    """Their files: a box in the corner, or all of them in a dialog with `?all=1`."""
    if "all" in request.GET:
        return page(request, "lists/files_all.html", _context(request, subject))
    return _files(request, subject)


@require_safe
def fetch(request: PageRequest, subject: str, file_id: int) -> HttpResponseBase:
    """The file itself, for whoever asked for it."""
    file, path = path_of_file(file_id, actor=request.actor)
    if file.subject != subject_of(subject).name:
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=file.name, content_type=_TYPES[file.kind]
    )


@require_POST
def remove(request: PageRequest, subject: str, file_id: int) -> HttpResponseBase:
    """Delete the file, or give up writing it."""
    delete_file(file_id, actor=request.actor)
    if not request.htmx:
        return HttpResponseRedirect(reverse(f"lists:{subject}"))
    answer = _files(request, subject)
    return told(answer, gettext("The file is deleted."))


def recent(request: PageRequest, subject: str) -> dict[str, Any]:
    """Those of their files of this list that are being written, or were a moment ago."""
    found = [each for each in files_of(request.actor) if each.subject == subject]
    waiting = [each for each in found if each.done_at is None]
    fresh = [each for each in found if each.done_at is not None and _fresh(each)]
    return {"files": waiting + fresh, "waiting": bool(waiting), "kept": LISTS[subject]}


def _fresh(file: File) -> bool:
    return file.done_at is not None and clock.now() - file.done_at < FRESH


def _context(request: PageRequest, subject: str) -> dict[str, Any]:
    mine = [each for each in files_of(request.actor) if each.subject == subject]
    return {"files": mine, "kept": LISTS[subject]}


def _files(request: PageRequest, subject: str) -> HttpResponse:
    return page(request, "lists/files.html", recent(request, subject))
