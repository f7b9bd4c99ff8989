"""The list of reports, and each report with its filters, its chart and its files."""

from django.http import HttpResponse
from django.urls import reverse

from qanat.insight.public import reports, saved_report, saved_reports
from qanat.kernel import clock
from qanat.kernel.errors import Invalid, NotFound
from qanat.web.components.chart.render import Size
from qanat.web.look import Look
from qanat.web.page import PageRequest, page
from qanat.web.reports.asked import Asker
from qanat.web.reports.choices import (
    grouping_choice,
    only_choices,
    period_choice,
    typed_days,
)
from qanat.web.reports.exports import FORMATS
from qanat.web.reports.state import State, read_state
from qanat.web.reports.told import tell
from qanat.wording.public import sentence_of

PLACE = "reports:reports"
ICONS = {
    "overview": "eye",
    "funnel": "leak",
    "sources": "segment",
    "conversion": "chart",
    "pipeline": "board",
    "representatives": "team",
    "totals": "pulse",
}


def all_reports(request: PageRequest) -> HttpResponse:
    """Every report there is, and the saved ones."""
    look = Look.of_request(request)
    known = [
        {
            "name": each.name,
            "label": each.label.in_language(look.language),
            "about": each.about.in_language(look.language),
            "icon": ICONS.get(each.name, "chart"),
        }
        for each in reports
    ]
    found = saved_reports(actor=request.actor)
    labels = {each["name"]: each["label"] for each in known}
    saved = [
        {"row": row, "label": labels.get(row.report, row.report), "url": saved_url(row.id)}
        for row in found
        if row.report in labels
    ]
    context = {"place": PLACE, "reports": sorted(known, key=_order), "saved": saved}
    return page(request, "reports/reports.html", context)


def _order(report: dict[str, str]) -> int:
    return list(ICONS).index(report["name"]) if report["name"] in ICONS else len(ICONS)


def saved_url(saved_id: int) -> str:
    """Where a saved report is opened."""
    return reverse("reports:saved", args=[saved_id])


def open_saved(request: PageRequest, saved_id: int) -> HttpResponse:
    """The saved question, asked now."""
    saved = saved_report(saved_id, actor=request.actor)
    answer = HttpResponse(status=302)
    url = reverse("reports:report", args=[saved.report])
    answer["Location"] = f"{url}?{saved.question}&saved={saved.id}".replace("?&", "?")
    return answer


def one_report(request: PageRequest, name: str) -> HttpResponse:
    """A report; `format` asks for a file of it instead."""
    look = Look.of_request(request)
    asker = Asker.of(request.actor, look, clock.now())
    report = reports.get(name)
    if report is None:
        raise NotFound("report", name)
    fault, status = "", 200
    try:
        state = read_state(request.GET, calendar=look.calendar, groupings=report.groupings)
    except Invalid as error:
        fault, status = sentence_of(error.faults[0]), 422
        state = State()
    told = tell(name, state, asker, size=Size.PAGE)
    export = FORMATS.get(request.GET.get("format", ""))
    if export is not None and not fault:
        answer = export(told.table, look, told.spec)
        if answer is None:
            raise NotFound("picture", name)
        return answer
    context = {
        "place": PLACE,
        "told": told,
        "state": state,
        "fault": fault,
        "typed": typed_days(state, look)
        if not fault
        else {"from": request.GET.get("from", ""), "to": request.GET.get("to", "")},
        "period": period_choice(state if not fault else state.changed(period="custom")),
        "grouping": grouping_choice(state, report),
        "choices": only_choices(state, asker),
        "saved": _saved(request),
    }
    return page(request, "reports/report.html", context, part="report", status=status)


def _saved(request: PageRequest) -> object | None:
    """The saved report that one came from, while it is there."""
    written = request.GET.get("saved", "")
    if not written.isdecimal():
        return None
    try:
        return saved_report(int(written), actor=request.actor)
    except NotFound:
        return None
