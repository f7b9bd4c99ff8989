"""Doing something to many records of a list at once: to the chosen, or to all that it goes through."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from qanat.flows.public import MOST_AT_ONCE, Deed, begin_for_all, do_to_many, in_sets
from qanat.kernel import clock
from qanat.kernel.errors import Conflict, Invalid
from qanat.listing.public import Asked, count_of, ids_of, views_of
from qanat.people.public import static_lists
from qanat.web.lists.kept import LISTS
from qanat.web.lists.state import State, state_of
from qanat.web.look import Look
from qanat.web.page import PageRequest, deed, page, told
from qanat.web.refusals import said

MOST_LISTS = 100


@require_POST
def bulk(request: PageRequest, subject: str, deed_name: str) -> HttpResponse:
    """Do something to the chosen records, or to all that the list goes through.

    What is too much for one transaction is done by a worker, once the person has said that they
    are sure; how far it is, and its undo, are in the corner of the page.
    """
    try:
        wanted = Deed(deed_name)
    except ValueError as error:
        raise Http404 from error
    name = request.POST.get("name", "").strip()
    value = f"+{name}" if name else request.POST.get("value", "").strip()
    try:
        if "all" not in request.POST:
            ids = [int(text) for text in request.POST.getlist("id") if text.isdecimal()]
            return _do(request, subject, wanted, ids, value)
        state = state_of(request.POST, views_of(subject, request.actor))
        return _do_to_all(request, state, wanted, value)
    except (Invalid, Conflict) as error:
        return told(HttpResponse(status=204), said(error), bad=True)


def _do(
    request: PageRequest, subject: str, wanted: Deed, ids: list[int], value: str
) -> HttpResponse:
    with deed(request) as actor:
        count = do_to_many(subject, wanted, ids, value, actor=actor, now=clock.now())
    return told(HttpResponse(status=204), _told(request, count), undo=actor, after="list-changed")


def _do_to_all(request: PageRequest, state: State, wanted: Deed, value: str) -> HttpResponse:
    asked, subject, now = state.asked, state.asked.subject, clock.now()
    ids = ids_of(asked, actor=request.actor, now=now, limit=MOST_AT_ONCE + 1)
    if len(ids) <= MOST_AT_ONCE or not in_sets(subject, wanted):
        return _do(request, subject, wanted, ids, value)
    if "sure" not in request.POST:
        return _ask(request, state, asked, wanted, value)
    with deed(request) as actor:
        begin_for_all(asked, wanted, value, actor=actor, now=now)
    message = gettext("This goes on in the background; the list shows it as it comes.")
    return told(HttpResponse(status=204), message, after="deeds-changed", closes=True)


def _ask(
    request: PageRequest, state: State, asked: Asked, wanted: Deed, value: str
) -> HttpResponse:
    look = Look.of_request(request)
    count = count_of(asked, actor=request.actor, now=clock.now(), cap=None)
    context = {
        "kept": LISTS[asked.subject],
        "state": state,
        "deed": wanted.value,
        "value": value,
        "count": look.number(count),
        "most": look.number(MOST_AT_ONCE),
    }
    answer = page(request, "lists/bulk_sure.html", context)
    answer["HX-Retarget"] = "#dialog"
    answer["HX-Reswap"] = "innerHTML"
    return answer


@require_safe
def lists(request: PageRequest, subject: str) -> HttpResponse:
    """The lists that people can be put on."""
    found = static_lists(request.actor, limit=MOST_LISTS)
    return page(request, "lists/bulk_lists.html", {"found": found, "kept": LISTS[subject]})


def _told(request: PageRequest, count: int) -> str:
    said = ngettext("Done for %(count)s record.", "Done for %(count)s records.", count)
    return said % {"count": Look.of_request(request).number(count)}
