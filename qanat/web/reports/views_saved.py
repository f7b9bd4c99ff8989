"""Saving a report and forgetting it."""

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from qanat.insight.public import delete_saved_report, reports, save_report
from qanat.kernel.errors import Invalid, NotFound
from qanat.web.look import Look
from qanat.web.page import PageRequest, deed, elsewhere, page
from qanat.web.reports.state import read_state
from qanat.wording.public import sentence_of


@require_http_methods(["GET", "POST"])
def save(request: PageRequest, name: str) -> HttpResponse:
    """The dialog that asks for a name, and the saving."""
    report = reports.get(name)
    if report is None:
        raise NotFound("report", name)
    look = Look.of_request(request)
    question = request.POST.get("question", request.GET.urlencode())
    state = read_state(QueryDict(question), calendar=look.calendar, groupings=report.groupings)
    context = {
        "report": report,
        "label": report.label.in_language(look.language),
        "question": state.query,
        "name": request.POST.get("name", ""),
        "shared": "shared" in request.POST,
        "may_share": request.actor.may("reports.share"),
        "faults": {},
    }
    if request.method == "GET":
        return page(request, "reports/save.html", context, part="dialog")
    try:
        with deed(request) as actor:
            saved = save_report(
                request.POST.get("name", ""),
                report=name,
                question=state.query,
                shared="shared" in request.POST,
                actor=actor,
            )
    except Invalid as error:
        context["faults"] = {
            str((*fault.path, "")[0]): sentence_of(fault) for fault in error.faults
        }
        return page(request, "reports/save.html", context, part="dialog", status=422)
    return elsewhere(request, "reports:saved", saved_id=saved.id)


@require_POST
def forget(request: PageRequest, saved_id: int) -> HttpResponse:
    """Forget a saved report."""
    with deed(request) as actor:
        delete_saved_report(saved_id, actor=actor)
    return elsewhere(request, reverse("reports:reports"))
