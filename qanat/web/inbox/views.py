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
from qanat.flows.public import FIRST_RESPONSE, meeting_over
from qanat.kernel import clock
from qanat.listing.public import (
    Asked,
    Waiting,
    best_of,
    day_of,
    first_answers,
    handed_over,
    missed_calls,
    waiting_for,
)
from qanat.platform.actor import Actor
from qanat.web.lists.cells import link_of
from qanat.web.lists.shown import users_for
from qanat.web.lists.state import criteria_json
from qanat.web.look import Look
from qanat.web.navigation import Addresses, address_of
from qanat.web.page import PageRequest, deed, page, told
from qanat.web.start.progress import progress
from qanat.web.when import shown_ago, shown_span

MOST_WITHOUT: Final = 8
ICONS: Final = {
    "call": "phone",
    "email": "mail",
    "meeting": "meet",
    "presentation": "meet",
    "follow_up": "reply",
}
MARKS: Final = {"missed": "missed", "handed": "hand"}
FRESH: Final = timedelta(days=2)
MISSED: Final = timedelta(days=7)
"""For how long a call that was missed waits to be called back."""
LATELY: Final = timedelta(days=6)
"""Before today: the week of which the time to a first answer is told."""


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
    aside = [_line(each, now, look) for each in _aside(owner, actor, begins)]
    day = day_of(owner, actor=actor, since=begins, until=ends)
    context: dict[str, Any] = {
        "place": "inbox:inbox",
        "groups": _groups(lines, aside, now),
        "waiting": max(day.due, len(lines)) + len(aside),
        "day": day,
        "answers": _answers(owner, actor, begins, look),
        "without": _without(owner, actor, now),
        "deals_without": _deals_without(owner, actor, now),
        "users": users_for(request) if actor.sees is None or len(actor.sees) > 1 else [],
        "owner": owner,
        "mine": owner == request.user.pk,
        "may_change": actor.may("tasks.change"),
        "may_call": actor.may("tasks.add"),
        "things": progress(actor) if owner == request.user.pk else (),
    }
    return page(request, "inbox/inbox.html", context, part="queue")


@require_safe
def count(request: PageRequest) -> HttpResponse:
    """How much waits for me until the end of today, for the sidebar; nothing when nothing does."""
    actor, now, look = request.actor, clock.now(), Look.of_request(request)
    begins = datetime.combine(look.local(now).date(), time(0), look.zone)
    me = int(request.user.pk)
    day = day_of(me, actor=actor, since=begins, until=begins + timedelta(days=1))
    waiting = day.due + len(_aside(me, actor, begins))
    return HttpResponse(look.number(waiting) if waiting else "")


def _aside(owner: int, actor: Actor, begins: datetime) -> list[Waiting]:
    """Missed calls, and leads handed over that do not wait as a missed call already."""
    missed = missed_calls(owner, actor=actor, since=begins - MISSED)
    called = {each.person_id for each in missed}
    handed = handed_over(owner, actor=actor, until=begins + timedelta(days=1))
    return [
        *missed,
        *(each for each in handed if each.person_id is None or each.person_id not in called),
    ]


@dataclass(frozen=True)
class Answers:
    """How soon leads were answered first, in words; empty where none was. `late` is past the promise."""

    today: str
    lately: str
    promise: str
    late: bool


def _answers(owner: int, actor: Actor, begins: datetime, look: Look) -> Answers:
    found = first_answers(owner, actor=actor, today=begins, since=begins - LATELY)
    last = found.today or found.lately
    return Answers(
        today="" if found.today is None else shown_span(found.today, look),
        lately="" if found.lately is None else shown_span(found.lately, look),
        promise=shown_span(FIRST_RESPONSE, look),
        late=last is not None and last > FIRST_RESPONSE,
    )


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
        icon=MARKS.get(row.what) or ICONS.get(row.kind, "task"),
        when=look.clock(row.at) if today else shown_ago(row.at, look),
        late=row.at < now and row.what not in MARKS,
        panel=address_of("record:person_panel", row.person_id)
        if row.person_id
        else _deal(row, "_panel"),
        page=address_of("record:person", row.person_id) if row.person_id else _beside(row),
    )


def _beside(row: Waiting) -> str:
    return address_of("lists:people") if row.what == "handed" else _deal(row, "")


def _deal(row: Waiting, beside: str) -> str:
    return address_of(f"record:deal{beside}", row.opportunity_id) if row.opportunity_id else ""


def _groups(lines: Sequence[Line], aside: Sequence[Line], now: datetime) -> list[Group]:
    def fresh(line: Line) -> bool:
        came = line.row.came_at
        return line.row.status == "open" and came is not None and now - came < FRESH

    new = [line for line in lines if fresh(line)]
    rest = [line for line in lines if not fresh(line)]
    meetings = [line for line in rest if line.row.what == "meeting"]
    tasks = [line for line in rest if line.row.what == "task"]
    missed = [line for line in aside if line.row.what == "missed"]
    handed = [line for line in aside if line.row.what == "handed"]
    groups = (
        Group(_("Missed calls"), "missed", missed),
        Group(_("Given to you"), "hand", handed),
        Group(_("New leads to answer"), "clock", new[::-1]),
        Group(_("Meetings"), "meet", meetings[::-1]),
        Group(_("Due today"), "task", [line for line in tasks if not line.late][::-1]),
        Group(_("Overdue"), "alert", [line for line in tasks if line.late]),
    )
    return [group for group in groups if group.lines]


def _whose(field: str, owner: int, actor: Actor) -> dict[str, Any]:
    if owner == actor.user_id:
        return {"field": field, "is": "is_me"}
    return {"field": field, "is": "one_of", "value": [user_row(owner, actor).email]}


def _without(owner: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """The best leads of the user that have no next step, and how many there are."""
    criteria = {
        "all": [
            _whose("person.owner", owner, actor),
            {"field": "person.status", "is": "none_of", "value": ["unqualified"]},
            {"field": "person.next_step_planned", "is": "is", "value": False},
        ]
    }
    columns = ("name", "score", "company")
    asked = Asked(subject="people", criteria=criteria, columns=columns, order="-score")
    return _best(asked, actor, now)


def _deals_without(owner: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """The most valuable open deals of the user that have no next step, and how many there are."""
    if not actor.may("opportunities.view"):
        return {"rows": [], "count": 0}
    criteria = {
        "all": [
            _whose("opportunity.owner", owner, actor),
            {"field": "opportunity.outcome", "is": "is", "value": "open"},
            {"field": "opportunity.next_step_planned", "is": "is", "value": False},
        ]
    }
    columns = ("name", "amount", "stage")
    asked = Asked(subject="deals", criteria=criteria, columns=columns, order="-amount")
    return _best(asked, actor, now) | {"criteria": criteria_json(criteria["all"])}


def _best(asked: Asked, actor: Actor, now: datetime) -> dict[str, Any]:
    addresses = Addresses()
    best = best_of(asked, actor=actor, now=now, limit=MOST_WITHOUT)
    return {
        "rows": [
            (row, *(link_of(asked.subject, row, addresses, panel=each) for each in (True, False)))
            for row in best.rows
        ],
        "count": best.count,
    }
