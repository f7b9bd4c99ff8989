"""The statuses of people: their order, their words, who may enter."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from qanat.kernel.errors import NotFound
from qanat.people.public import (
    StatusRow,
    change_status,
    create_status,
    delete_status,
    order_statuses,
    set_status_gate,
    statuses,
)
from qanat.platform.actor import Actor
from qanat.web.page import PageRequest
from qanat.web.settings import typed
from qanat.web.settings.dialogs import Input, at_once, in_dialog
from qanat.web.settings.keys import free_key
from qanat.web.settings.views_pipelines import shown


@require_http_methods(["GET", "POST"])
def new_status(request: PageRequest) -> HttpResponse:
    """Add a status, after those there are."""

    def act(given: QueryDict, actor: Actor) -> None:
        labels = typed.words_of(given, "labels")
        create_status(
            free_key(labels["en"], {each.key for each in statuses()}),
            labels=labels,
            closed="closed" in given,
            gate=typed.criteria_of(given, "gate"),
            actor=actor,
        )

    return in_dialog(request, _("New status"), _inputs(None), act, lambda: shown(request))


@require_http_methods(["GET", "POST"])
def status(request: PageRequest, key: str) -> HttpResponse:
    """Change a status and its gate."""
    found = next((each for each in statuses() if each.key == key), None)
    if found is None:
        raise NotFound("status", key)

    def act(given: QueryDict, actor: Actor) -> None:
        gate = typed.criteria_of(given, "gate")
        labels, closed = typed.words_of(given, "labels"), "closed" in given
        change_status(key, labels=labels, closed=closed, actor=actor)
        set_status_gate(key, gate, actor=actor)

    title, inputs = _("Change the status"), _inputs(found)
    return in_dialog(request, title, inputs, act, lambda: shown(request), undo=True)


def _inputs(status: StatusRow | None) -> list[Input]:
    labels: Any = status.labels if status else {}
    return [
        Input(kind="words", name="labels", label=_("Name"), value=labels),
        Input(
            kind="check",
            name="closed",
            label=_("Closed: who is in it needs no owner and no next step"),
            value=bool(status and status.closed),
        ),
        Input(
            kind="criteria",
            name="gate",
            label=_("What must hold before somebody may enter"),
            value=typed.as_json(status.gate) if status else "",
        ),
    ]


@require_POST
def order(request: PageRequest) -> HttpResponse:
    """Put the statuses into another order."""

    def act(actor: Actor) -> None:
        order_statuses(request.POST.getlist("order"), actor=actor)

    return at_once(request, act, lambda: shown(request), gettext("The order is saved"))


@require_POST
def no_status(request: PageRequest, key: str) -> HttpResponse:
    """Take a status away that nobody has."""

    def act(actor: Actor) -> None:
        delete_status(key, actor=actor)

    return at_once(request, act, lambda: shown(request), gettext("The status is gone"))
