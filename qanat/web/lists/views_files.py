"""Lists as files: asked for, watched, fetched, deleted."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from qanat.kernel import clock
from qanat.kernel.errors import Invalid, NotFound
from qanat.kernel.shown import shown_digits
from qanat.listing.public import (
    File,
    Problem,
    ask_for_file,
    content_of,
    delete_file,
    file_of,
    files_of,
    views_of,
)
from qanat.web.lists.kept import LISTS
from qanat.web.lists.state import state_of
from qanat.web.look import Look
from qanat.web.page import PageRequest, page, told
from qanat.web.refusals import said

FRESH: Final = timedelta(minutes=2)
"""How long a file that is done stays in the corner."""
ON_A_PAGE: Final = 30
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PROBLEMS: Final[dict[str, Promise]] = {
    Problem.NOT_ALLOWED: _("You may no longer take out this list."),
    Problem.FILTER: _("The filter of the list can no longer be asked. Open the list and mend it."),
    Problem.FAILED: _(
        "Something broke while it was written. Your records are safe; ask for it again."
    ),
}


@dataclass(frozen=True)
class Shown:
    """A file as its maker sees it: what it is called, where it is fetched, how big it is, what is wrong with it."""

    file: File
    name: str
    url: str
    size: str
    problem: str

    @classmethod
    def of(cls, file: File, look: Look) -> "Shown":
        """The file; its name is in the language that it was asked for in."""
        with override(file.language):
            label = str(LISTS[file.subject].label)
        name = f"{label} {look.local(file.created_at):%Y-%m-%d}.{file.kind}"
        url = reverse(f"lists:{file.subject}_file", args=[file.id])
        size = shown_digits(filesizeformat(file.size), look.digits)
        return cls(file, name, url, size, str(_PROBLEMS.get(file.problem, "")))


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
            now=clock.now(),
        )
    except Invalid as error:
        return told(HttpResponse(status=204), said(error), bad=True)
    return page(request, "lists/files.html", recent(request, subject), part="boxes")


@require_safe
def files(request: PageRequest, subject: str) -> HttpResponseBase:
    """Those of their files of this list that are being written, in the corner."""
    return page(request, "lists/files.html", recent(request, subject), part="boxes")


@require_safe
def all_files(request: PageRequest) -> HttpResponseBase:
    """Their files of every list, newest first; for htmx the table alone."""
    return page(request, "lists/files_all.html", _context(request), part="files")


@require_safe
def fetch(request: PageRequest, subject: str, file_id: int) -> HttpResponseBase:
    """The file itself, for whoever asked for it."""
    file = file_of(file_id, actor=request.actor, now=clock.now())
    if file.subject != subject or not file.ready:
        raise NotFound("file", file_id)
    name = Shown.of(file, Look.of_request(request)).name
    headers = {
        "Content-Disposition": str(content_disposition_header(as_attachment=True, filename=name)),
        "Content-Length": str(file.size),
    }
    return StreamingHttpResponse(content_of(file), content_type=_TYPES[file.kind], headers=headers)


@require_POST
def remove(request: PageRequest, subject: str, file_id: int) -> HttpResponseBase:
    """Delete the file from the corner of its list, or give up writing it."""
    delete_file(file_id, actor=request.actor)
    if not request.htmx:
        return redirect(f"lists:{subject}")
    answer = page(request, "lists/files.html", recent(request, subject), part="boxes")
    return told(answer, gettext("The file is deleted."))


@require_POST
def remove_of_all(request: PageRequest, file_id: int) -> HttpResponseBase:
    """Delete the file from the page of all, or give up writing it."""
    delete_file(file_id, actor=request.actor)
    if not request.htmx:
        return redirect("lists:files")
    answer = page(request, "lists/files_all.html", _context(request), part="files")
    return told(answer, gettext("The file is deleted."))


def recent(request: PageRequest, subject: str) -> dict[str, Any]:
    """Those of their files of this list that are being written, or were a moment ago."""
    now, look = clock.now(), Look.of_request(request)
    found = [each for each in files_of(request.actor, now=now) if each.subject == subject]
    waiting = [each for each in found if each.waits]
    fresh = [each for each in found if not each.waits and _fresh(each)]
    shown = [Shown.of(each, look) for each in waiting + fresh]
    return {"files": shown, "waiting": bool(waiting), "kept": LISTS[subject]}


def _fresh(file: File) -> bool:
    return clock.now() - (file.done_at or file.created_at) < FRESH


def _context(request: PageRequest) -> dict[str, Any]:
    before = request.GET.get("before", "")
    found = files_of(
        request.actor,
        now=clock.now(),
        before=int(before) if before.isdecimal() else None,
        limit=ON_A_PAGE + 1,
    )
    look = Look.of_request(request)
    listed = found[:ON_A_PAGE]
    return {
        "place": "lists:people",
        "files": [Shown.of(each, look) for each in listed],
        "waiting": any(each.waits for each in listed),
        "before": before,
        "earlier": listed[-1].id if len(found) > ON_A_PAGE else "",
    }
