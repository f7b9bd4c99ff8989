"""The lists of people, accounts, deals and tasks: one set of views for all."""

from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from qanat.kernel import clock
from qanat.kernel.errors import Invalid
from qanat.listing.public import (
    MOST_PINS,
    Totals,
    columns_of,
    count_of,
    page_of,
    rows_of,
    totals_of,
    views_of,
)
from qanat.platform.actor import Actor
from qanat.web.criteria.drawing import drawn_of
from qanat.web.lists.kept import LISTS, Kept
from qanat.web.lists.quick import common_choices, quick_filters
from qanat.web.lists.rows import Printer
from qanat.web.lists.shown import (
    capped,
    chosen,
    feet,
    heads,
    status_labels,
    users_for,
)
from qanat.web.lists.state import State, named, state_of
from qanat.web.lists.views_deeds import recent_deeds
from qanat.web.lists.views_files import recent
from qanat.web.look import Look
from qanat.web.navigation import address_of
from qanat.web.page import PageRequest, page

MOST_COUNTED: Final = 12
"""How many tabs say how many are in them."""


@require_safe
def show(request: PageRequest, subject: str) -> HttpResponse:
    """The list, as its address says; for htmx the list alone."""
    kept = LISTS[subject]
    views = views_of(subject, request.actor)
    state = state_of(request.GET, views)
    look = Look.of_request(request)
    language = look.language
    statuses = status_labels(language) if subject == "people" else {}
    context: dict[str, Any] = {
        "place": kept.place,
        "kept": kept,
        "state": state,
        "views": [(view, named(view, language)) for view in views],
        "counted": [view.key for view in views[:MOST_COUNTED]],
        "heads": heads(state, chosen(state), language),
        "may_share": request.actor.may("views.share"),
        **_columns(state, language),
        **_ways_in(request, kept),
        **_filter(state, look, statuses, request.actor),
        **_bulk(request, kept, statuses),
        **_rows(request, state, look, statuses),
        **_files(request, subject),
        **recent_deeds(request, subject),
    }
    return page(request, "lists/list.html", context, part="list")


def _columns(state: State, language: str) -> dict[str, Any]:
    """The columns by key and label: those shown, those not, and those that the list can be ordered by."""
    every = columns_of(state.asked.subject)
    labels = {key: each.label.in_language(language) for key, each in every.items()}
    shown = state.asked.columns
    return {
        "most_pins": MOST_PINS,
        "columns": [(key, labels[key]) for key in shown],
        "more_columns": [pair for pair in labels.items() if pair[0] not in shown],
        "orders": [(key, labels[key]) for key, each in every.items() if each.sort],
    }


def _filter(state: State, look: Look, statuses: dict[str, str], actor: Actor) -> dict[str, Any]:
    of = state.asked.of.criteria
    return {
        "drawn": drawn_of(state.criteria_text, of, look) if of else None,
        "quick": quick_filters(state, statuses, actor),
        "fine": LISTS[state.asked.subject].fine.get(state.view.key, "")
        if not state.changed
        else "",
    }


def _ways_in(request: PageRequest, kept: Kept) -> dict[str, str]:
    """The addresses by which records come in; empty where one may not."""
    may = request.actor.may
    people = kept.subject == "people"
    return {
        "new": address_of(kept.new) if kept.new and may(kept.add) else "",
        "import_": address_of("imports:imports") if people and may("imports.add") else "",
        "forms": address_of("forms:forms") if people and may("forms.view") else "",
    }


def _files(request: PageRequest, subject: str) -> dict[str, Any]:
    may = request.actor.may("lists.export")
    return {"may_export": may, **(recent(request, subject) if may else {})}


@require_safe
def common(request: PageRequest, subject: str, key: str) -> HttpResponse:
    """The choices of a quick filter that are looked up in the list, once its menu opens."""
    state = state_of(request.GET, views_of(subject, request.actor))
    look = Look.of_request(request)
    try:
        choices = common_choices(state, key, look, actor=request.actor, now=clock.now())
    except Invalid:
        choices = []
    context = {"choices": choices, "state": state, "kept": LISTS[subject]}
    return page(request, "lists/choices_common.html", context)


@require_safe
def counts(request: PageRequest, subject: str) -> HttpResponse:
    """How many are in each view, for the tabs; asked for once the rows are there."""
    look, now = Look.of_request(request), clock.now()
    views = views_of(subject, request.actor)[:MOST_COUNTED]
    here = request.GET.get("view")
    found = [
        (view.key, capped(count_of(view.asked, actor=request.actor, now=now), look))
        for view in views
        if view.key != here
    ]
    return page(request, "lists/counts.html", {"counts": found})


@require_safe
def rows(request: PageRequest, subject: str) -> HttpResponse:
    """The next rows of the list, as table rows; or `only` that of one record, whether or not it is still in the list."""
    state = state_of(request.GET, views_of(subject, request.actor))
    look = Look.of_request(request)
    statuses = status_labels(look.language) if subject == "people" else {}
    if (only := request.GET.get("only", "")).isdecimal():
        found = rows_of(subject, [int(only)], state.asked.columns, actor=request.actor)
        return HttpResponse(_printer(request, state, look, statuses).rows(found))
    context = {
        "state": state,
        "kept": LISTS[subject],
        **_rows(request, state, look, statuses),
    }
    return page(request, "lists/rows.html", context)


@require_safe
def foot(request: PageRequest, subject: str) -> HttpResponse:
    """The foot of the list and the counts of its tabs, asked for once the rows are there."""
    views = views_of(subject, request.actor)
    state = state_of(request.GET, views)
    look, now = Look.of_request(request), clock.now()
    try:
        totals = totals_of(state.asked, actor=request.actor, now=now)
    except Invalid:
        totals = Totals(0, {})
    context = {
        "count": capped(totals.count, look),
        "total": totals.count,
        "feet": feet(totals.figures, chosen(state), look),
        "kept": LISTS[subject],
    }
    return page(request, "lists/foot.html", context)


def _rows(
    request: PageRequest, state: State, look: Look, statuses: dict[str, str]
) -> dict[str, Any]:
    """A page of rows, and the address of the next; none where the criteria cannot be asked."""
    subject = state.asked.subject
    try:
        found = page_of(
            state.asked, actor=request.actor, now=clock.now(), after=request.GET.get("after", "")
        )
    except Invalid:
        return {"rows": "", "after": "", "later": False}
    return {
        "rows": _printer(request, state, look, statuses).rows(found.rows),
        "after": found.after,
        "later": bool(request.GET.get("after")),
        "rows_url": reverse(f"lists:{subject}_rows"),
    }


def _printer(request: PageRequest, state: State, look: Look, statuses: dict[str, str]) -> Printer:
    return Printer(
        subject=state.asked.subject,
        columns=chosen(state),
        look=look,
        labels=statuses,
        may_edit=request.actor.may(LISTS[state.asked.subject].change),
        may_plan=request.actor.may("tasks.add"),
    )


def _bulk(request: PageRequest, kept: Kept, statuses: dict[str, str]) -> dict[str, Any]:
    """What can be done to many, and to whom or what."""
    may = request.actor.may
    allowed = {
        "assign": may("routing.assign") if kept.subject == "people" else may(kept.change),
        "status": may(kept.change),
        "tag": may(kept.change),
        "list": may(kept.change),
        "delete": may(kept.delete),
        "done": may(kept.change),
    }
    deeds = [deed for deed in kept.bulk if allowed[deed]]
    return {
        "bulk_deeds": deeds,
        "users": users_for(request) if "assign" in deeds else [],
        "statuses": statuses if "status" in deeds else {},
    }
