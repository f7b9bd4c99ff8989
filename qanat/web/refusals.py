"""How pages refuse: the one place of `web` where errors of the domains become answers.

A view whose form shows its own errors catches `Invalid` itself. What is left over comes here: for
htmx a toast that leaves the page and all that was typed as it is, otherwise a page.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Refused
from qanat.people.public import KeyTaken, KeyTakenUnseen
from qanat.web.page import told
from qanat.wording.public import sentence_of

_STATUS: Final = {NotAllowed: 403, NotFound: 404, Conflict: 409, Invalid: 422}


class Refusals:
    """Turns what a page raises on purpose into an answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer to a refusal, None for any other error and for the API."""
        if not isinstance(error, Refused) or request.path_info.startswith("/api/"):
            return None
        status = _STATUS.get(type(error), 422)
        if getattr(request, "htmx", None):
            return told(_unchanged(status), said(error), bad=True)
        return render(
            request, "layout/refused.html", {"said": said(error), "status": status}, status=status
        )


def said(error: Refused) -> str:
    """What the refusal says, in the language of the page."""
    match error:
        case Invalid():
            return " ".join(dict.fromkeys(map(sentence_of, error.faults)))
        case NotAllowed():
            return gettext("Your role does not allow this. Nothing was changed.")
        case KeyTaken() | KeyTakenUnseen():
            return _taken(error)
        case NotFound():
            return gettext("This is not there any more, or not for you to see.")
        case _:
            return gettext(str(error))


def _taken(error: KeyTaken | KeyTakenUnseen) -> str:
    """That another record has the e-mail or phone; whose, only `holder_of` says, and not to all."""
    if error.kind == "phone":
        return gettext("Another record has this phone number already.")
    if error.kind == "email":
        return gettext("Another record has this e-mail address already.")
    return gettext("Another record has this already.")


def _unchanged(status: int) -> HttpResponse:
    answer = HttpResponse(status=status)
    answer["HX-Reswap"] = "none"
    return answer
