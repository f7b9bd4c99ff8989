"""A person's record: beside a list, and as a page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from qanat.flows.public import edit_person, give_to, move_status
from qanat.kernel import clock
from qanat.kernel.errors import Invalid
from qanat.notices.public import was_given
from qanat.people.public import (
    PersonCard,
    delete_people,
    person_card,
    statuses,
    tag_people,
    untag_people,
)
from qanat.pipeline.public import OpportunityFilter, list_opportunities
from qanat.platform.actor import Actor
from qanat.scoring.public import score_history, score_of
from qanat.web.lists.cells import LIFECYCLES
from qanat.web.lists.shown import status_labels
from qanat.web.look import Look
from qanat.web.page import PageRequest, deed, done, elsewhere, page, told
from qanat.web.record.consent import standing
from qanat.web.record.custom import custom_facts
from qanat.web.record.facts import facts_of
from qanat.web.record.filling import blanks_of, filled
from qanat.web.record.gates import Gate, fields_of, gate_with_blanks
from qanat.web.record.spark import spark
from qanat.web.record.timeline import timeline_context
from qanat.web.record.words import STEPS
from qanat.work.public import next_steps_of_people

MOST_DEALS: Final = 10


@require_safe
def person(request: PageRequest, person_id: int) -> HttpResponse:
    """The record as a page."""
    return page(request, "record/person.html", _around(request, _context(request, person_id)))


@require_safe
def panel(request: PageRequest, person_id: int) -> HttpResponse:
    """The record beside a list, a board or the inbox."""
    return page(request, "record/panel.html", _context(request, person_id))


@require_safe
def head(request: PageRequest, person_id: int) -> HttpResponse:
    """Its head alone, after something changed."""
    return page(request, "record/head.html", _context(request, person_id))


@require_POST
def status(request: PageRequest, person_id: int) -> HttpResponse:
    """Bring the person to another status; a gate that refuses asks for just what is missing.

    What the form of the gate was filled with is written in the same deed, or not at all.
    """
    wanted, now, look = request.POST.get("status", ""), clock.now(), Look.of_request(request)
    asked = [f"person.{name}" for name in request.POST.getlist("fill")]
    try:
        with deed(request) as actor:
            values = filled(blanks_of("people", asked, look), request.POST, look)
            if values:
                edit_person(person_id, values, actor=actor, now=now)
            move_status(person_id, wanted, reason="", actor=actor, now=now)
    except Invalid as error:
        return _refused(request, person_id, error, asked)
    return told(
        HttpResponse(status=204),
        gettext("The status is changed."),
        undo=actor,
        after="person-changed",
        closes=True,
    )


def _refused(
    request: PageRequest, person_id: int, error: Invalid, asked: list[str]
) -> HttpResponse:
    """The dialog of a gate; a fault of what was typed is told with the same fields again."""
    look, wanted = Look.of_request(request), request.POST.get("status", "")
    gate = gate_with_blanks(error, "people", look)
    context = {
        "person_id": person_id,
        "status": wanted,
        "to": status_labels(look.language).get(wanted, wanted),
        "gate": gate,
        "given": request.POST,
        "problem": "",
    }
    if asked and not fields_of(error):
        context |= {
            "gate": Gate([], blanks_of("people", asked, look)),
            "problem": " ".join(gate.missing),
        }
    answer = page(request, "record/gate.html", context, status=422)
    answer["HX-Retarget"], answer["HX-Reswap"] = "#dialog", "innerHTML"
    return answer


@require_POST
def owner(request: PageRequest, person_id: int) -> HttpResponse:
    """Give the person to somebody."""
    chosen = request.POST.get("owner", "")
    if not chosen.isdecimal():
        raise Invalid("Say who.", ("owner",), code="required")
    with deed(request) as actor:
        give_to([person_id], int(chosen), actor=actor, now=clock.now())
    return told(HttpResponse(status=204), gettext("Given."), undo=actor, after="person-changed")


@require_POST
def tags(request: PageRequest, person_id: int) -> HttpResponse:
    """Put a tag on, or take one off."""
    on, off = request.POST.get("on", "").strip(), request.POST.get("off", "")
    with deed(request) as actor:
        if on:
            tag_people([person_id], [on], actor=actor, now=clock.now())
        if off:
            untag_people([person_id], [off], actor=actor)
    card = person_card(person_id, request.actor)
    answer = page(request, "record/tags.html", {"person": card, "may_change": True})
    return told(answer, gettext("Saved."), undo=actor)


@require_POST
def delete(request: PageRequest, person_id: int) -> HttpResponse:
    """Put the person into the trash."""
    with deed(request) as actor:
        delete_people([person_id], actor=actor, now=clock.now())
    if "beside" in request.POST:
        return done(gettext("Deleted; it waits in the trash."), undo=actor, after="people-changed")
    return elsewhere(request, "lists:people")


@dataclass(frozen=True)
class Step:
    """One stage of the lifecycle, as the stepper draws it: done, now or to come."""

    label: str
    state: str


def _context(request: PageRequest, person_id: int) -> dict[str, Any]:
    """What panel and page share; `_around` has the rest of the page."""
    actor, now, look = request.actor, clock.now(), Look.of_request(request)
    card = person_card(person_id, actor)
    known = statuses()
    labels = [(each.key, each.labels.get(look.language) or each.labels["en"]) for each in known]
    return {
        "place": "lists:people",
        "person": card,
        "name": card.full_name or card.email or card.phone,
        "score": score_of(person_id, actor) if actor.may("scoring.view") else None,
        "step": next_steps_of_people([person_id], actor=actor, now=now).get(person_id),
        "status": dict(labels).get(card.status, card.status),
        "statuses": labels,
        "steps": _steps(card),
        "facts": [
            *facts_of("people", person_id, actor, look),
            *custom_facts("people", person_id, card.custom, actor, look),
        ],
        "may_change": actor.may("people.change"),
        "may_delete": actor.may("people.delete"),
        "may_write": actor.may("tasks.add"),
        "was_given": _mine(card, actor) and was_given(person_id, actor),
        **timeline_context(request, person_id, labels=dict(labels)),
    }


def _mine(card: PersonCard, actor: Actor) -> bool:
    return card.owner is not None and card.owner["id"] == actor.user_id


def _around(request: PageRequest, context: dict[str, Any]) -> dict[str, Any]:
    actor, card = request.actor, context["person"]
    return context | {
        "consents": standing(card) if actor.may("consent.view") else [],
        "deals": _deals(card.id, actor, clock.now()) if actor.may("opportunities.view") else [],
        "spark": spark(score_history(card.id, actor)) if context["score"] else None,
    }


def _steps(card: PersonCard) -> list[Step]:
    at = STEPS.index(card.lifecycle) if card.lifecycle in STEPS else -1
    states = ["done" if place < at else "now" if place == at else "" for place in range(len(STEPS))]
    return [Step(str(LIFECYCLES[key]), state) for key, state in zip(STEPS, states, strict=True)]


def _deals(person_id: int, actor: Actor, now: datetime) -> list[Any]:
    chosen = OpportunityFilter(person_id=person_id)
    return list_opportunities(actor=actor, now=now, chosen=chosen, limit=MOST_DEALS)
