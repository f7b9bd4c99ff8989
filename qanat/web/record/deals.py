"""A deal's record: its way through the stages, won or lost, its facts and its person's timeline."""

from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from qanat.flows.public import Recycle, lose, win
from qanat.kernel import clock
from qanat.kernel.errors import Conflict, Invalid
from qanat.kernel.text import isolated
from qanat.pipeline.public import (
    OpportunityCard,
    OpportunityValues,
    delete_opportunity,
    list_pipelines,
    lost_reasons,
    move_to_stage,
    opportunity_card,
    reopen_opportunity,
    stage_visits,
)
from qanat.platform.actor import Actor
from qanat.web.look import Look
from qanat.web.page import PageRequest, deed, done, elsewhere, page, told
from qanat.web.record.custom import custom_facts
from qanat.web.record.facts import facts_of
from qanat.web.record.filling import blanks_of, filled
from qanat.web.record.gates import Gate, fields_of, gate_with_blanks
from qanat.web.record.timeline import timeline_context
from qanat.web.refusals import said
from qanat.web.when import shown_span
from qanat.work.public import next_steps_of_opportunities

RECYCLES: Final = tuple(Recycle)


@require_safe
def deal(request: PageRequest, deal_id: int) -> HttpResponse:
    """The record as a page."""
    return page(request, "record/deal.html", _context(request, deal_id))


@require_safe
def panel(request: PageRequest, deal_id: int) -> HttpResponse:
    """The record beside a list or the board."""
    return page(request, "record/deal_panel.html", _context(request, deal_id))


@require_POST
def move(request: PageRequest, deal_id: int) -> HttpResponse:
    """Move the deal to another stage; a gate that refuses asks for just what is missing."""
    stage = request.POST.get("stage", "")
    if not stage.isdecimal():
        raise Invalid("Say which stage.", ("stage_id",), code="required")
    seen = request.POST.get("seen", "")
    try:
        values = _values(request)
        with deed(request) as actor:
            move_to_stage(
                deal_id,
                int(stage),
                actor=actor,
                now=clock.now(),
                expected_stage_id=int(seen) if seen.isdecimal() else None,
                values=values,
            )
    except Invalid as error:
        return _refused(request, deal_id, error, to=int(stage))
    except Conflict:
        return _somebody_was_faster(request, deal_id)
    return told(
        HttpResponse(status=204), gettext("Moved."), undo=actor, after="deal-changed", closes=True
    )


@require_POST
def won(request: PageRequest, deal_id: int) -> HttpResponse:
    """Close the deal as won."""
    try:
        with deed(request) as actor:
            win(deal_id, actor=actor, now=clock.now(), values=_values(request))
    except Invalid as error:
        return _refused(request, deal_id, error, to=None)
    return told(
        HttpResponse(status=204),
        gettext("Won. Well done."),
        undo=actor,
        after="deal-changed",
        closes=True,
    )


def lost(request: PageRequest, deal_id: int) -> HttpResponse:
    """Close the deal as lost: its dialog asks why, and what becomes of the person."""
    card = opportunity_card(deal_id, actor=request.actor, now=clock.now())
    language = Look.of_request(request).language
    context = {
        "deal": card,
        "reasons": [
            (key, labels.get(language) or labels["en"])
            for key, labels in lost_reasons(actor=request.actor)
        ],
        "given": request.POST,
    }
    if request.method != "POST":
        return page(request, "record/lost.html", context)
    recycle = request.POST.get("recycle", "")
    try:
        with deed(request) as actor:
            lose(
                deal_id,
                reason=request.POST.get("reason", ""),
                recycle=Recycle(recycle) if recycle in RECYCLES else None,
                actor=actor,
                now=clock.now(),
            )
    except (Invalid, Conflict) as error:
        return page(request, "record/lost.html", context | {"problem": said(error)}, status=422)
    return told(
        HttpResponse(status=204),
        gettext("Closed as lost."),
        undo=actor,
        after="deal-changed",
        closes=True,
    )


@require_POST
def reopen(request: PageRequest, deal_id: int) -> HttpResponse:
    """Open a closed deal again, in the stage in which it was."""
    with deed(request) as actor:
        reopen_opportunity(deal_id, actor=actor, now=clock.now())
    return told(HttpResponse(status=204), gettext("Open again."), undo=actor, after="deal-changed")


@require_POST
def delete(request: PageRequest, deal_id: int) -> HttpResponse:
    """Put the deal into the trash."""
    with deed(request) as actor:
        delete_opportunity(deal_id, actor=actor, now=clock.now())
    if "beside" in request.POST:
        return done(gettext("Deleted; it waits in the trash."), undo=actor, after="deal-changed")
    return elsewhere(request, "lists:deals")


def _values(request: PageRequest) -> OpportunityValues | None:
    """What the form of a gate was filled with.

    Raises:
        Invalid: an amount or a day is none.
    """
    look = Look.of_request(request)
    values = filled(blanks_of("deals", _asked(request), look), request.POST, look)
    return OpportunityValues(**values) if values else None  # type: ignore[typeddict-item]  # names of columns' edits


def _asked(request: PageRequest) -> list[str]:
    return [f"opportunity.{name}" for name in request.POST.getlist("fill")]


def _somebody_was_faster(request: PageRequest, deal_id: int) -> HttpResponse:
    """Say where the deal is now; the page shows it there."""
    card = opportunity_card(deal_id, actor=request.actor, now=clock.now())
    language = Look.of_request(request).language
    where = isolated(card.stage_labels.get(language) or card.stage_labels["en"])
    message = gettext("Somebody was faster: %(deal)s is in %(stage)s now.") % {
        "deal": isolated(card.name),
        "stage": where,
    }
    answer = HttpResponse(status=409)
    answer["HX-Reswap"] = "none"
    return told(answer, message, bad=True, after="deal-changed")


def _refused(request: PageRequest, deal_id: int, error: Invalid, *, to: int | None) -> HttpResponse:
    """The dialog of a gate; a fault of what was typed is told with the same fields again."""
    look, asked = Look.of_request(request), _asked(request)
    gate, problem = gate_with_blanks(error, "deals", look), ""
    if asked and not fields_of(error):
        problem = " ".join(gate.missing)
        gate = Gate([], blanks_of("deals", asked, look))
    context = {
        "deal": opportunity_card(deal_id, actor=request.actor, now=clock.now()),
        "gate": gate,
        "to": to,
        "given": request.POST,
        "problem": problem,
    }
    answer = page(request, "record/deal_gate.html", context, status=422)
    answer["HX-Retarget"], answer["HX-Reswap"] = "#dialog", "innerHTML"
    return answer


def _context(request: PageRequest, deal_id: int) -> dict[str, Any]:
    actor, now, look = request.actor, clock.now(), Look.of_request(request)
    card = opportunity_card(deal_id, actor=actor, now=now)
    history = timeline_context(request, card.person_id) if card.person_id else {"entries": []}
    return {
        "place": "lists:deals",
        "deal": card,
        "stages": _stages(card, actor, now, look),
        "label": card.stage_labels.get(look.language) or card.stage_labels.get("en"),
        "reason": (card.reason_labels or {}).get(look.language)
        or (card.reason_labels or {}).get("en", ""),
        "facts": [
            *facts_of("deals", deal_id, actor, look),
            *custom_facts("deals", deal_id, card.custom, actor, look),
        ],
        "step": next_steps_of_opportunities([deal_id], actor=actor, now=now).get(deal_id),
        "may_change": actor.may("opportunities.change"),
        "may_delete": actor.may("opportunities.delete"),
        "may_write": actor.may("tasks.add") and card.person_id is not None,
        **history,
    }


def _stages(card: OpportunityCard, actor: Actor, now: datetime, look: Look) -> list[dict[str, Any]]:
    """The stages of the pipeline, with how long the deal was in each."""
    spent: dict[int, Any] = {}
    for visit in stage_visits(card.id, actor=actor):
        length = (visit.left_at or card.closed_at or now) - visit.entered_at
        spent[visit.stage_id] = spent.get(visit.stage_id, length - length) + length
    pipeline = next(each for each in list_pipelines(actor=actor) if each.id == card.pipeline_id)
    here = [stage.stage_id for stage in pipeline.stages].index(card.stage_id)
    return [
        {
            "id": stage.stage_id,
            "label": stage.labels.get(look.language) or stage.labels["en"],
            "closed": stage.closed,
            "state": "now" if place == here else "done" if place < here else "",
            "spent": shown_span(spent[stage.stage_id], look) if stage.stage_id in spent else "",
        }
        for place, stage in enumerate(pipeline.stages)
    ]
