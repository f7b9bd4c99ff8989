"""The Undo button of a toast."""

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from qanat.flows.public import undo_deed
from qanat.kernel import clock
from qanat.web.page import DEED, PageRequest, told


@require_POST
def undo(request: PageRequest, deed: str) -> HttpResponse:
    """Take back what the person did a moment ago, and let the page show it."""
    kept = undo_deed(f"{DEED}{deed}", actor=request.actor, now=clock.now())
    answer = HttpResponse(status=204)
    answer["HX-Refresh"] = "false"
    said = (
        gettext("Undone, except what was changed by others since.") if kept else gettext("Undone.")
    )
    return told(answer, said, after="undone")
