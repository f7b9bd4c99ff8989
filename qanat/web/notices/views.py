"""The bell: what one should hear of, and what one wants to hear of."""

import json
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from qanat.kernel import clock
from qanat.listing.public import NoticeRow, notices_of
from qanat.notices.public import (
    NoticeKind,
    choose_notices,
    close_notice,
    mark_read,
    mark_read_of,
    open_notice,
    unread_notices,
    wanted_notices,
)
from qanat.web.imports.views import brought_by
from qanat.web.navigation import address_of
from qanat.web.page import PageRequest, done, elsewhere, page, told

SHOWN: Final = 20
KINDS: Final = {
    NoticeKind.LEAD_ASSIGNED: _("Leads that become mine"),
    NoticeKind.TASK_DUE: _("Tasks that fall due"),
    NoticeKind.DEAL_WON: _("Deals won in my team"),
    NoticeKind.IMPORT_FINISHED: _("Imports that end"),
    NoticeKind.LIST_READY: _("Files of lists that are ready"),
    NoticeKind.LIST_DEED: _("What I do to whole lists"),
}
ICONS: Final = {
    NoticeKind.LEAD_ASSIGNED: "leads",
    NoticeKind.TASK_DUE: "clock",
    NoticeKind.DEAL_WON: "spark",
    NoticeKind.IMPORT_FINISHED: "upload",
    NoticeKind.LIST_READY: "download",
    NoticeKind.LIST_DEED: "segment",
}


@dataclass(frozen=True)
class Told:
    """A notice as it is printed; `link` leads to what it is about, and is empty for nothing to see."""

    row: NoticeRow
    icon: str
    link: str


@require_safe
def notices(request: PageRequest) -> HttpResponse:
    """The last notices; beneath the bell, or as a page of their own."""
    text = request.GET.get("before", "")
    rows = notices_of(
        request.actor, before=int(text) if text.isdecimal() else None, limit=SHOWN + 1
    )
    shown = rows[:SHOWN]
    wanted = wanted_notices(request.actor)
    context: dict[str, Any] = {
        "place": "notices:notices",
        "told": [Told(row, ICONS[NoticeKind(row.kind)], _link(row)) for row in shown],
        "unread": any(not row.read for row in shown),
        "newest": shown[0].id if shown else 0,
        "after": shown[-1].id if len(rows) > SHOWN else None,
        "kinds": [(kind.value, label, kind in wanted) for kind, label in KINDS.items()],
    }
    part = "more" if text else "list"
    return page(request, "notices/notices.html", context, part=part)


@require_safe
def unread(request: PageRequest) -> HttpResponse:
    """The dot of the bell."""
    return page(request, "notices/dot.html", {"unread": unread_notices(request.actor)})


@require_POST
def read(request: PageRequest) -> HttpResponse:
    """Mark all read that had come when the list was shown."""
    text = request.POST.get("up_to", "")
    mark_read(actor=request.actor, now=clock.now(), up_to=int(text) if text.isdecimal() else 0)
    if not request.htmx:
        return elsewhere(request, "notices:notices")
    return done(after="notices-read")


@require_POST
def open_one(request: PageRequest, notice_id: int) -> HttpResponse:
    """Mark one read, and go to what it is about."""
    open_notice(notice_id, actor=request.actor, now=clock.now())
    (row,) = notices_of(request.actor, before=notice_id + 1, limit=1)
    return elsewhere(request, _link(row) or "notices:notices")


@require_POST
def seen(request: PageRequest, notice_id: int) -> HttpResponse:
    """Mark one read, and stay where one is."""
    open_notice(notice_id, actor=request.actor, now=clock.now())
    undo = reverse("notices:unseen", args=[notice_id])
    return told(_dotted(), gettext("Seen."), undo_at=undo, after="person-changed")


@require_POST
def unseen(request: PageRequest, notice_id: int) -> HttpResponse:
    """Mark one unread again: the Undo of `seen`."""
    close_notice(notice_id, actor=request.actor)
    return told(_dotted(), gettext("Undone."), after="person-changed")


@require_POST
def seen_person(request: PageRequest, person_id: int) -> HttpResponse:
    """Whoever opened the record of a lead that was given to them has seen it."""
    mark_read_of(person_id, actor=request.actor, now=clock.now())
    return _dotted()


def _dotted() -> HttpResponse:
    """Nothing to show but the dot of the bell, which is asked for again."""
    answer = HttpResponse(status=204)
    answer["HX-Trigger"] = json.dumps({"notice-seen": None})
    return answer


@require_POST
def choices(request: PageRequest) -> HttpResponse:
    """Hear of these kinds only, from now on."""
    choose_notices(request.POST.getlist("wanted"), actor=request.actor)
    if not request.htmx:
        return elsewhere(request, "notices:notices")
    return told(HttpResponse(status=204), gettext("Kept."))


def _link(row: NoticeRow) -> str:
    if row.opportunity_id:
        return address_of("record:deal", row.opportunity_id)
    if row.person_id:
        return address_of("record:person", row.person_id)
    if row.kind == NoticeKind.LEAD_ASSIGNED:
        return brought_by(row.run_id) if row.run_id else address_of("lists:people")
    if row.run_id:
        return address_of("imports:run", row.run_id)
    return _link_of_list(row)


def _link_of_list(row: NoticeRow) -> str:
    """Where a deed for a whole list is shown with its undo, where files lie, where tasks are listed."""
    if row.deed_subject:
        return f"{address_of(f'lists:{row.deed_subject}')}?deed={row.deed_id}"
    if row.file_subject:
        return address_of("lists:files")
    return address_of("lists:tasks") if row.task_title else ""
