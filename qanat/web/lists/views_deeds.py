"""Deeds for a whole list, in the corner of its page: how far each is, and its undo."""

from datetime import timedelta
from typing import Any, Final

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from qanat.flows.public import begin_undo_for_all
from qanat.kernel import clock
from qanat.listing.public import WholeDeed, deeds_of
from qanat.web.lists.kept import LISTS
from qanat.web.page import PageRequest, deed, page, told

FRESH: Final = timedelta(minutes=10)
"""How long a deed that is at its end stays in the corner, unless a notice leads to it."""
NAMES: Final[dict[str, Promise]] = {
    "assign": _("Giving to an owner"),
    "status": _("Changing the status"),
    "tag": _("Putting a tag on"),
    "untag": _("Taking a tag off"),
    "list": _("Putting on a list"),
    "delete": _("Deleting"),
}


@require_safe
def deeds(request: PageRequest, subject: str) -> HttpResponse:
    """Their deeds for this list that are under way or just were; at the end the list is shown anew."""
    context = recent_deeds(request, subject)
    answer = page(request, "lists/deeds.html", context, part="boxes")
    return answer if context["deeds_wait"] else _changed(answer)


@require_POST
def undo_for_all(request: PageRequest, subject: str, deed_id: int) -> HttpResponse:
    """Take back what was done to all of a list, or stop it and take back what was done so far."""
    with deed(request) as actor:
        begin_undo_for_all(deed_id, actor=actor, now=clock.now())
    answer = page(request, "lists/deeds.html", recent_deeds(request, subject), part="boxes")
    return told(answer, gettext("This is taken back in the background."))


def recent_deeds(request: PageRequest, subject: str) -> dict[str, Any]:
    """What the corner is given of deeds; `deed` in the address is one that a notice leads to."""
    now = clock.now()
    asked = request.GET.get("deed", "")
    shown = [
        each
        for each in deeds_of(request.actor, subject=subject, now=now)
        if each.waits or str(each.id) == asked or now - (each.ended_at or now) < FRESH
    ]
    return {
        "deeds": [(each, NAMES[each.deed], each.can_be_undone(now)) for each in shown],
        "deeds_wait": any(map(_waits, shown)),
        "asked_deed": asked if asked.isdecimal() else "",
        "kept": LISTS[subject],
    }


def _waits(each: WholeDeed) -> bool:
    return each.waits


def _changed(answer: HttpResponse) -> HttpResponse:
    answer["HX-Trigger"] = "list-changed"
    return answer
