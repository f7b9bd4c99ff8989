"""The inbox: what waits for me today, the most urgent first, worked down by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from qanat.access.public import user_row
from qanat.flows.public import meeting_over
from qanat.kernel import clock
from qanat.listing.public import Asked, Row, Waiting, count_of, day_of, page_of, waiting_for
from qanat.platform.actor import Actor
from qanat.web.lists.cells import link_of
from qanat.web.lists.shown import users_for
from qanat.web.look import Look
from qanat.web.navigation import address_of
from qanat.web.page import PageRequest, deed, page, told
from qanat.web.start.progress import progress
from qanat.web.when import shown_ago

MOST_WITHOUT: Final = 8
ICONS: Final = {
    "call": "phone",
    "email": "mail",
    "meeting": "meet",
    "presentation": "meet",
    "follow_up": "reply",
}
FRESH: Final = timedelta(days=2)


@dataclass(frozen=True)
class Line:
    """One thing that waits, as the page prints it.

    Attributes:
        late: its time has passed.
        panel: the address of its record beside the inbox; empty when it is about nobody.
    """

    row: Waiting
    icon: str
    when: str
    late: bool
    panel: str
    page: str


@dataclass(frozen=True)
class Group:
    """Things that wait for the same reason."""

    label: str | Promise
    icon: str
    lines: Sequence[Line]


@require_safe
def inbox(request: PageRequest) -> HttpResponse:
    """What waits for me, or for somebody of my team."""
    actor, now, look = request.actor, clock.now(), Look.of_request(request)
    owner = _owner(request)
    begins = datetime.combine(look.local(now).date(), time(0), look.zone)
    ends = begins + timedelta(days=1)
    lines = [_line(each, now, look) for each in waiting_for(owner, actor=actor, until=ends)]
    groups = _groups(lines, now)
    day = day_of(owner, actor=actor, since=begins, until=ends)
    context: dict[str, Any] = {
        "place": "inbox:inbox",
        "groups": groups,
        "waiting": max(day.due, len(lines)),
        "day": day,
        "without": _without(owner, actor, now),
        "users": users_for(request) if actor.sees is None or len(actor.sees) > 1 else [],
        "owner": owner,
        "mine": owner == request.user.pk,
        "may_change": actor.may("tasks.change"),
        "things": progress(actor) if owner == request.user.pk else (),
    }
    return page(request, "inbox/inbox.html", context, part="queue")


@require_safe
def count(request: PageRequest) -> HttpResponse:
    """How much waits for me until the end of today, for the sidebar; nothing when nothing does."""
    now, look = clock.now(), Look.of_request(request)
    begins = datetime.combine(look.local(now).date(), time(0), look.zone)
    day = day_of(
        int(request.user.pk), actor=request.actor, since=begins, until=begins + timedelta(days=1)
    )
    return HttpResponse(look.number(day.due) if day.due else "")


@require_POST
def meeting_over_(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Say how a meeting went."""
    outcome = request.POST.get("outcome", "held")
    with deed(request) as actor:
        meeting_over(meeting_id, outcome, actor=actor, now=clock.now())
    answer = HttpResponse(status=204)
    return told(answer, gettext("Noted."), undo=actor, after="person-changed")


def _owner(request: PageRequest) -> int:
    text = request.GET.get("owner", "")
    return int(text) if text.isdecimal() else int(request.user.pk)


def _line(row: Waiting, now: datetime, look: Look) -> Line:
    today = look.local(row.at).date() == look.local(now).date()
    return Line(
        row=row,
        icon=ICONS.get(row.kind, "task"),
        when=look.clock(row.at) if today else shown_ago(row.at, look),
        late=row.at < now,
        panel=address_of("record:person_panel", row.person_id)
        if row.person_id
        else _deal(row, "_panel"),
        page=address_of("record:person", row.person_id) if row.person_id else _deal(row, ""),
    )


def _deal(row: Waiting, beside: str) -> str:
    return address_of(f"record:deal{beside}", row.opportunity_id) if row.opportunity_id else ""


def _groups(lines: Sequence[Line], now: datetime) -> list[Group]:
    def fresh(line: Line) -> bool:
        came = line.row.came_at
        return line.row.status == "open" and came is not None and now - came < FRESH

    new = [line for line in lines if fresh(line)]
    rest = [line for line in lines if not fresh(line)]
    meetings = [line for line in rest if line.row.what == "meeting"]
    tasks = [line for line in rest if line.row.what == "task"]
    groups = (
        Group(_("New leads to answer"), "clock", new[::-1]),
        Group(_("Meetings"), "meet", meetings[::-1]),
        Group(_("Due today"), "task", [line for line in tasks if not line.late][::-1]),
        Group(_("Overdue"), "alert", [line for line in tasks if line.late]),
    )
    return [group for group in groups if group.lines]


def _without(owner: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """The best leads of the user that have no next step, and how many there are."""
    whose: dict[str, Any] = {"field": "person.owner", "is": "is_me"}
    if owner != actor.user_id:
        email = user_row(owner, actor).email
        whose = {"field": "person.owner", "is": "one_of", "value": [email]}
    criteria = {
        "all": [
            whose,
            {"field": "person.status", "is": "none_of", "value": ["unqualified"]},
            {"field": "person.next_step_planned", "is": "is", "value": False},
        ]
    }
    asked = Asked(
        subject="people", criteria=criteria, columns=("name", "score", "company"), order="-score"
    )
    rows: list[Row] = page_of(asked, actor=actor, now=now, limit=MOST_WITHOUT).rows
    return {
        "rows": [(row, link_of("people", row, panel=True), link_of("people", row)) for row in rows],
        "count": count_of(asked, actor=actor, now=now),
    }
