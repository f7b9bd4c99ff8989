"""The lists of people, accounts, deals and tasks: one set of views for all."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from qanat.kernel import clock
from qanat.kernel.errors import Invalid
from qanat.listing.public import columns_of, count_of, foot_of, page_of, views_of
from qanat.web.lists.shown import (
    capped,
    chosen,
    feet,
    heads,
    lines,
    sentence,
    status_labels,
    users_for,
)
from qanat.web.lists.state import State, named, state_of
from qanat.web.look import Look
from qanat.web.navigation import address_of
from qanat.web.page import PageRequest, page


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is particular to one list.

    Attributes:
        one: what its new-button says; `new` is where it leads.
        change, delete: the permissions that its edits and bulk deeds need.
        empty: what the page says while there is nothing yet.
    """

    subject: str
    label: str | Promise
    one: str | Promise
    new: str
    add: str
    change: str
    delete: str
    empty: str | Promise
    bulk: tuple[str, ...]

    @property
    def place(self) -> str:
        """The name of its address."""
        return f"lists:{self.subject}"


LISTS: Final = {
    each.subject: each
    for each in (
        Kept(
            subject="people",
            label=_("Leads"),
            one=_("New lead"),
            new="record:new_person",
            add="people.add",
            change="people.change",
            delete="people.delete",
            empty=_(
                "A lead arrives by form, file, API or hand, and lands here with its score and its owner."
            ),
            bulk=("assign", "status", "tag", "delete"),
        ),
        Kept(
            subject="accounts",
            label=_("Accounts"),
            one=_("New account"),
            new="record:new_account",
            add="accounts.add",
            change="accounts.change",
            delete="accounts.delete",
            empty=_("A company comes here by itself with the first lead who works there."),
            bulk=("delete",),
        ),
        Kept(
            subject="deals",
            label=_("Deals"),
            one=_("New deal"),
            new="record:new_deal",
            add="opportunities.add",
            change="opportunities.change",
            delete="opportunities.delete",
            empty=_("A deal begins when a qualified lead is converted, or by hand."),
            bulk=("assign", "delete"),
        ),
        Kept(
            subject="tasks",
            label=_("Tasks"),
            one=_("New task"),
            new="",
            add="tasks.add",
            change="tasks.change",
            delete="tasks.delete",
            empty=_("What is planned with your leads and deals stands here, the first due first."),
            bulk=("done", "assign", "delete"),
        ),
    )
}


@require_safe
def show(request: PageRequest, subject: str) -> HttpResponse:
    """The list, as its address says; for htmx the list alone."""
    kept = LISTS[subject]
    views = views_of(subject, request.actor)
    state = state_of(request.GET, views)
    look = Look.of_request(request)
    language = look.language
    columns = chosen(state)
    says, problem = sentence(state, language)
    context: dict[str, Any] = {
        "place": kept.place,
        "kept": kept,
        "state": state,
        "views": [(view, named(view, language)) for view in views],
        "heads": heads(state, columns, language),
        "says": says,
        "problem": problem,
        "all_columns": [
            (key, each.label.in_language(language)) for key, each in columns_of(subject).items()
        ],
        "orders": [
            (key, each.label.in_language(language))
            for key, each in columns_of(subject).items()
            if each.sort
        ],
        "new": address_of(kept.new) if kept.new and request.actor.may(kept.add) else "",
        "import_": address_of("imports:imports")
        if subject == "people" and request.actor.may("imports.add")
        else "",
        "may_share": request.actor.may("views.share"),
        "may_export": request.actor.may("lists.export"),
        **_bulk(request, kept, language),
        **_rows(request, state, look),
    }
    return page(request, "lists/list.html", context, part="list")


@require_safe
def rows(request: PageRequest, subject: str) -> HttpResponse:
    """The next rows of the list, as table rows."""
    state = state_of(request.GET, views_of(subject, request.actor))
    context = {
        "state": state,
        "kept": LISTS[subject],
        **_rows(request, state, Look.of_request(request)),
    }
    return page(request, "lists/rows.html", context)


@require_safe
def foot(request: PageRequest, subject: str) -> HttpResponse:
    """The foot of the list and the counts of its tabs, asked for once the rows are there."""
    views = views_of(subject, request.actor)
    state = state_of(request.GET, views)
    look, now = Look.of_request(request), clock.now()
    try:
        count = count_of(state.asked, actor=request.actor, now=now)
        figures = foot_of(state.asked, actor=request.actor, now=now)
    except Invalid:
        count, figures = 0, {}
    context = {
        "count": capped(count, look),
        "total": count,
        "feet": feet(figures, chosen(state), look),
        "kept": LISTS[subject],
    }
    return page(request, "lists/foot.html", context)


def _rows(request: PageRequest, state: State, look: Look) -> dict[str, Any]:
    """A page of lines, and the address of the next; none where the criteria cannot be asked."""
    subject = state.asked.subject
    try:
        found = page_of(
            state.asked, actor=request.actor, now=clock.now(), after=request.GET.get("after", "")
        )
    except Invalid:
        return {"lines": [], "after": ""}
    return {
        "lines": lines(
            found.rows,
            chosen(state),
            subject=subject,
            look=look,
            may_edit=request.actor.may(LISTS[subject].change),
        ),
        "after": found.after,
        "rows_url": reverse(f"lists:{subject}_rows"),
    }


def _bulk(request: PageRequest, kept: Kept, language: str) -> dict[str, Any]:
    """What can be done to many, and to whom or what."""
    may = request.actor.may
    allowed = {
        "assign": may("routing.assign") if kept.subject == "people" else may(kept.change),
        "status": may(kept.change),
        "tag": may(kept.change),
        "delete": may(kept.delete),
        "done": may(kept.change),
    }
    deeds = [deed for deed in kept.bulk if allowed[deed]]
    return {
        "deeds": deeds,
        "users": users_for(request) if "assign" in deeds else [],
        "statuses": status_labels(language) if "status" in deeds else {},
        "language": get_language(),
        "nobody_yet": gettext("Nothing here yet"),
    }
