"""The composer: a note, a call, a meeting or a task with a person, and what comes next."""

from datetime import timedelta
from typing import Any, Final

from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from qanat.flows.public import call_made
from qanat.kernel import clock
from qanat.kernel.errors import Invalid
from qanat.kernel.text import ascii_digits
from qanat.people.public import person_card, require_person
from qanat.pipeline.public import opportunity_card
from qanat.platform.actor import Actor
from qanat.web.components.date.reading import WHENS, chosen_instant, typed_instant
from qanat.web.look import Look
from qanat.web.page import PageRequest, deed, page, told
from qanat.web.record.words import CALL_OUTCOMES, MEETING_KINDS, TASK_KINDS
from qanat.web.refusals import said
from qanat.work.public import (
    CallDraft,
    MeetingDraft,
    Subject,
    TaskDraft,
    add_note,
    finish_task,
    plan_meeting,
    plan_task,
    snooze_task,
)

MOST_DIGITS: Final = 4
KINDS: Final = ("note", "call", "meeting", "task")


def compose(request: PageRequest, person_id: int) -> HttpResponse:
    """The composer of one kind; what is sent is written, and the page shows it."""
    given = request.POST if request.method == "POST" else request.GET
    kind = given.get("kind", "note")
    if kind not in KINDS:
        raise Http404
    require_person(person_id, request.actor)
    if request.method != "POST":
        return _form(request, person_id, kind, QueryDict())
    look = Look.of_request(request)
    try:
        with deed(request) as actor:
            says = _WRITE[kind](person_id, request.POST, actor, look)
    except Invalid as error:
        return _form(request, person_id, kind, request.POST, problem=said(error))
    answer = _form(request, person_id, kind, QueryDict())
    return told(answer, says, undo=actor, after="person-changed")


@require_POST
def step_done(request: PageRequest, task_id: int) -> HttpResponse:
    """Mark the next step as done; when nothing is planned any more, its dialog asks for the next."""
    with deed(request) as actor:
        finished = finish_task(task_id, actor=actor, now=clock.now())
    answer = HttpResponse(status=204)
    person_id = request.POST.get("person", "")
    if finished.next_step_missing and person_id.isdecimal():
        answer = page(
            request,
            "record/next_step.html",
            _next_context(reverse("record:next_step", args=[int(person_id)])),
        )
        answer["HX-Retarget"], answer["HX-Reswap"] = "#dialog", "innerHTML"
    return told(answer, gettext("Done."), undo=actor, after="person-changed")


@require_POST
def step_later(request: PageRequest, task_id: int) -> HttpResponse:
    """Put the next step off."""
    now = clock.now()
    until = chosen_instant(request.POST.dict(), Look.of_request(request), now=now)
    with deed(request) as actor:
        snooze_task(task_id, until=until, actor=actor, now=now)
    return told(HttpResponse(status=204), gettext("Put off."), undo=actor, after="person-changed")


def next_step(request: PageRequest, person_id: int) -> HttpResponse:
    """A dialog that plans the next step with a person."""
    require_person(person_id, request.actor)
    return _next_step(request, Subject(person_id=person_id), "person-changed")


def deal_next_step(request: PageRequest, deal_id: int) -> HttpResponse:
    """The same dialog for a deal: the step is one of the deal, with its person."""
    card = opportunity_card(deal_id, actor=request.actor, now=clock.now())
    about = Subject(person_id=card.person_id, opportunity_id=deal_id)
    return _next_step(request, about, "deal-changed")


def _next_step(request: PageRequest, about: Subject, changed: str) -> HttpResponse:
    context = _next_context(request.path)
    if request.method != "POST":
        return page(request, "record/next_step.html", context)
    look = Look.of_request(request)
    try:
        with deed(request) as actor:
            _plan(about, request.POST, actor, look)
    except Invalid as error:
        again = context | {"problem": said(error), "given": request.POST}
        return page(request, "record/next_step.html", again, status=422)
    return told(
        HttpResponse(status=204),
        gettext("Planned."),
        undo=actor,
        after=changed,
        closes=True,
    )


def call(request: PageRequest, person_id: int) -> HttpResponse:
    """A dialog that logs a call from where no record is open; the same deed as in the composer."""
    card = person_card(person_id, request.actor)
    context = {
        "person_id": person_id,
        "name": card.full_name or card.email or card.phone,
        "phone": card.phone,
        "outcomes": CALL_OUTCOMES,
        "task_kinds": TASK_KINDS,
        "whens": WHENS,
        "given": request.POST,
    }
    if request.method != "POST":
        return page(request, "record/call.html", context)
    try:
        with deed(request) as actor:
            says = _call(person_id, request.POST, actor, Look.of_request(request))
    except Invalid as error:
        return page(request, "record/call.html", context | {"problem": said(error)}, status=422)
    answer = HttpResponse(status=204)
    return told(answer, says, undo=actor, after="person-changed", closes=True)


def _next_context(url: str) -> dict[str, Any]:
    return {"url": url, "kinds": TASK_KINDS, "whens": WHENS, "given": QueryDict()}


def _form(
    request: PageRequest, person_id: int, kind: str, given: QueryDict, *, problem: str = ""
) -> HttpResponse:
    context = {
        "person_id": person_id,
        "kind": kind,
        "given": given,
        "problem": problem,
        "outcomes": CALL_OUTCOMES,
        "task_kinds": TASK_KINDS,
        "meeting_kinds": MEETING_KINDS,
        "whens": WHENS,
    }
    return page(request, "record/composer.html", context, status=422 if problem else 200)


def _note(person_id: int, given: QueryDict, actor: Actor, look: Look) -> str:
    add_note(
        given.get("text", ""), about=Subject(person_id=person_id), actor=actor, now=clock.now()
    )
    return gettext("Noted.")


def _call(person_id: int, given: QueryDict, actor: Actor, look: Look) -> str:
    now = clock.now()
    minutes = ascii_digits(given.get("minutes", "").strip())
    known = minutes.isdecimal() and len(minutes) <= MOST_DIGITS
    seconds = int(minutes) * 60 if known else None
    draft = CallDraft(
        direction=given.get("direction", "outbound"),
        outcome=given.get("outcome", ""),
        started_at=now - timedelta(seconds=seconds or 0),
        duration_seconds=seconds,
        person_id=person_id,
    )
    call_made(draft, actor=actor, now=now)
    if given.get("text", "").strip():
        _note(person_id, given, actor, look)
    if given.get("next", ""):
        _task(person_id, given, actor, look)
    return gettext("The call is logged.")


def _meeting(person_id: int, given: QueryDict, actor: Actor, look: Look) -> str:
    starts = typed_instant(given.get("on", ""), given.get("at", ""), look)
    draft = MeetingDraft(
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        kind=given.get("meeting_kind", "meeting"),
        subject=given.get("text", "").strip(),
        place=given.get("place", "").strip(),
        person_id=person_id,
    )
    plan_meeting(draft, actor=actor, now=clock.now())
    return gettext("The meeting is planned.")


def _task(person_id: int, given: QueryDict, actor: Actor, look: Look) -> str:
    return _plan(Subject(person_id=person_id), given, actor, look)


def _plan(about: Subject, given: QueryDict, actor: Actor, look: Look) -> str:
    now = clock.now()
    said_fields = {key: str(given[key]) for key in given}
    kind = said_fields.get("next") or said_fields.get("task_kind", "todo")
    text = said_fields.get("title", "").strip()
    if not text and not said_fields.get("next"):
        text = said_fields.get("text", "").strip()
    draft = TaskDraft(
        title=text or str(TASK_KINDS.get(kind, kind)),
        due_at=chosen_instant(said_fields, look, now=now),
        kind=kind,
        person_id=about.person_id,
        opportunity_id=about.opportunity_id,
    )
    plan_task(draft, actor=actor, now=now)
    return gettext("Planned.")


_WRITE: Final = {"note": _note, "call": _call, "meeting": _meeting, "task": _task}
