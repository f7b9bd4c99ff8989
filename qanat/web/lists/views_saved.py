"""Views of a list: kept under a name, changed, deleted."""

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from qanat.kernel.errors import Conflict, Invalid
from qanat.listing.public import change_view, delete_view, save_view, views_of
from qanat.web.lists.kept import LISTS
from qanat.web.lists.state import PARTS, State, state_of
from qanat.web.page import PageRequest, deed, page, told
from qanat.web.refusals import said


def new_view(request: PageRequest, subject: str) -> HttpResponse:
    """A dialog that keeps the list as it stands under a name of its own."""
    state = _state(request, subject)
    name = request.POST.get("name", "")
    problem = ""
    if request.method == "POST":
        try:
            shared = "shared" in request.POST
            view = save_view(name, state.asked, shared=shared, actor=request.actor)
        except (Invalid, Conflict) as error:
            problem = said(error)
        else:
            return _to(subject, view.key)
    context = {
        "kept": LISTS[subject],
        "state": state,
        "name": name,
        "problem": problem,
        "may_share": request.actor.may("views.share"),
    }
    return page(request, "lists/view_new.html", context, status=422 if problem else 200)


@require_POST
def keep(request: PageRequest, subject: str, view_id: int) -> HttpResponse:
    """Let one's own view show what the list shows now."""
    with deed(request) as actor:
        view = change_view(view_id, asked=_state(request, subject).asked, actor=actor)
    return _to(subject, view.key)


@require_POST
def remove(request: PageRequest, subject: str, view_id: int) -> HttpResponse:
    """Delete one's own view; the records stay."""
    with deed(request) as actor:
        delete_view(view_id, actor=actor)
    answer = _to(subject, "")
    return told(answer, gettext("The view is gone; the records stay."))


def _state(request: PageRequest, subject: str) -> State:
    given = request.POST if request.method == "POST" else request.GET
    kept = QueryDict(mutable=True)
    for part in ("view", *PARTS):
        if part in given:
            kept[part] = given[part]
    return state_of(kept, views_of(subject, request.actor))


def _to(subject: str, key: str) -> HttpResponse:
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = reverse(f"lists:{subject}") + (f"?view={key}" if key else "")
    return answer
