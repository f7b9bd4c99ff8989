"""The criteria editor: each step is answered with the editor as it is then; and the live count."""

from typing import Final

from django.http import HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from qanat.criteria.public import SOURCES, count
from qanat.kernel import clock
from qanat.kernel.errors import Invalid, NotFound
from qanat.web.criteria.drawing import read_json
from qanat.web.criteria.editing import taken
from qanat.web.look import Look
from qanat.web.page import PageRequest, page

SUBJECTS: Final = frozenset(("person", "account", "opportunity"))
MOST_COUNTED: Final = 10_000


def subject_of(request: PageRequest) -> str:
    """What the criteria are about."""
    subject = request.POST.get("subject", "person")
    if subject not in SUBJECTS:
        raise NotFound("subject", subject)
    request.actor.require(SOURCES[subject].permission)
    return subject


@require_POST
def edit(request: PageRequest) -> HttpResponse:
    """One step in the editor. Nothing is kept here: the page holds what was made of it."""
    subject, look = subject_of(request), Look.of_request(request)
    drawn = taken(request.POST, subject, look, look.local(clock.now()).date())
    return page(request, "criteria/drawn.html", {"drawn": drawn})


@require_POST
def counted(request: PageRequest) -> HttpResponse:
    """How many of all records that whoever asks may see, as they say it: 12 of 5,000 people."""
    subject, look = subject_of(request), Look.of_request(request)
    at, cap = clock.now(), MOST_COUNTED + 1
    asked = read_json(request.POST.get("value", "")) or {"all": []}
    try:
        found = count(asked, at=at, actor=request.actor, subject=subject, cap=cap)
    except Invalid:
        return HttpResponse(status=204)
    every = count({"all": []}, at=at, actor=request.actor, subject=subject, cap=cap)
    return HttpResponse(_said(found, every, subject, look))


def _said(found: int, every: int, subject: str, look: Look) -> str:
    places = {"found": _capped(found, look), "every": _capped(every, look)}
    match subject:
        case "account":
            return (
                ngettext("%(found)s of %(every)s account", "%(found)s of %(every)s accounts", every)
                % places
            )
        case "opportunity":
            return (
                ngettext("%(found)s of %(every)s deal", "%(found)s of %(every)s deals", every)
                % places
            )
        case _:
            return (
                ngettext("%(found)s of %(every)s person", "%(found)s of %(every)s people", every)
                % places
            )


def _capped(number: int, look: Look) -> str:
    if number <= MOST_COUNTED:
        return look.number(number)
    return f"{look.number(MOST_COUNTED)}+"
