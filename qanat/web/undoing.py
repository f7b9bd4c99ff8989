"""The Undo button of a toast: of one deed, or of several that were told together."""

from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from qanat.flows.public import undo_deed, undo_deeds
from qanat.kernel import clock
from qanat.kernel.errors import Invalid
from qanat.web.page import DEED, PageRequest, told

MOST_DEEDS: Final = 200


@require_POST
def undo(request: PageRequest, deed: str) -> HttpResponse:
    """Take back what the person did a moment ago, and let the page show it."""
    return _told(kept=undo_deed(f"{DEED}{deed}", actor=request.actor, now=clock.now()))


@require_POST
def undo_several(request: PageRequest) -> HttpResponse:
    """Take back several deeds, which are named newest first, and let the page show it."""
    causes = [f"{DEED}{deed}" for deed in request.POST.getlist("deed")]
    if not causes or len(causes) > MOST_DEEDS:
        message = f"Say what to take back, at most {MOST_DEEDS} deeds."
        raise Invalid(message, ("deed",), code="invalid")
    return _told(kept=undo_deeds(causes, actor=request.actor, now=clock.now()))


def _told(*, kept: bool) -> HttpResponse:
    answer = HttpResponse(status=204)
    answer["HX-Refresh"] = "false"
    said = (
        gettext("Undone, except what was changed by others since.") if kept else gettext("Undone.")
    )
    return told(answer, said, after="undone")
