"""Score models: the rules as sentences, what they would do, and making a draft the one that counts."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from qanat.criteria.public import marked_sentence
from qanat.flows.public import begin_switch, switching
from qanat.kernel import clock
from qanat.kernel.errors import Invalid, NotFound
from qanat.people.public import search_people
from qanat.scoring.public import (
    Group,
    ModelCard,
    RescoreCard,
    Thresholds,
    copy_model,
    delete_model,
    last_rescore,
    list_models,
    list_rules,
    set_thresholds,
    try_model,
    try_on,
)
from qanat.web.criteria.drawing import reader_of_page
from qanat.web.look import Look
from qanat.web.page import PageRequest, deed, elsewhere, page, say_there, told
from qanat.web.settings.typed import faults_by_field, whole
from qanat.web.settings.views_home import settings_page

SECTION: Final = "settings:scoring"
GROUPS: Final[dict[str, tuple[str | Promise, str | Promise]]] = {
    Group.EXPLICIT: (_("Fit"), _("who they are")),
    Group.IMPLICIT: (_("Engagement"), _("what they do")),
    Group.NEGATIVE: (_("Against"), _("what speaks against it")),
}
BANDS: Final = ("cold", "warm", "hot")


@require_safe
def scoring(request: PageRequest) -> HttpResponse:
    """The model that counts, or another by `?model=`, with its rules."""
    models = list_models(request.actor)
    asked = request.GET.get("model", "")
    model = next((each for each in models if str(each.id) == asked), models[0] if models else None)
    return shown(request, model, models)


def shown(
    request: PageRequest,
    model: ModelCard | None,
    models: list[ModelCard] | None = None,
    *,
    faults: dict[str, str] | None = None,
) -> HttpResponse:
    """The page of a model; for htmx only its rules and thresholds."""
    models = list_models(request.actor) if models is None else models
    context: dict[str, Any] = {
        "model": model,
        "models": models,
        "may_change": request.actor.may("scoring.change"),
        "switching": switching(),
        "rescore": last_rescore(model.id, request.actor) if model else None,
        "faults": faults or {},
    }
    if model is not None:
        context |= _of(model, request)
    status = 422 if faults else 200
    return settings_page(
        request, "settings/scoring.html", SECTION, context, part="rules", status=status
    )


def _of(model: ModelCard, request: PageRequest) -> dict[str, Any]:
    reader = reader_of_page(Look.of_request(request))
    rules = list_rules(model.id, request.actor)
    groups = [
        {
            "name": name,
            "label": label,
            "about": about,
            "rules": [
                {
                    "rule": rule,
                    "said": marked_sentence(rule.criteria, subject="person", reader=reader)
                    if rule.readable
                    else [],
                }
                for rule in rules
                if rule.group == name
            ],
            "most": sum(rule.points for rule in rules if rule.group == name and rule.active),
        }
        for name, (label, about) in GROUPS.items()
    ]
    most = sum(rule.points for rule in rules if rule.points > 0 and rule.active)
    return {
        "groups": groups,
        "draft": model.activated_at is None,
        "scale": _scale(model.thresholds, most),
        "rules_at_all": len(rules),
    }


def _scale(levels: Thresholds, most: int) -> dict[str, int]:
    """Where the thresholds stand on a line of 1000; it ends at what all rules add up to."""
    end = max(most, levels.hot_at + 20, levels.mql_at + 20, 1)
    return {
        name: max(0, min(1000, 1000 * level // end))
        for name, level in (
            ("warm", levels.warm_at),
            ("hot", levels.hot_at),
            ("mql", levels.mql_at),
        )
    } | {"end": end}


def model_of(request: PageRequest, model_id: int) -> ModelCard:
    """The model of an address; raises `NotFound`."""
    model = next((each for each in list_models(request.actor) if each.id == model_id), None)
    if model is None:
        raise NotFound("score model", model_id)
    return model


@require_POST
def draft(request: PageRequest, model_id: int) -> HttpResponse:
    """A copy of a model that can be changed."""
    name = gettext("Draft of %(day)s") % {"day": Look.of_request(request).day(clock.now())}
    made = copy_model(model_id, name=name, actor=request.actor, now=clock.now())
    return elsewhere(request, f"{resolve_url(SECTION)}?model={made.pk}")


@require_POST
def discard(request: PageRequest, model_id: int) -> HttpResponse:
    """Throw a draft away."""
    with deed(request) as actor:
        delete_model(model_id, actor=actor)
    say_there(request, gettext("The draft is gone; what counts stays"), undo=actor)
    return elsewhere(request, SECTION)


@require_POST
def thresholds(request: PageRequest, model_id: int) -> HttpResponse:
    """From how many points one is warm, hot, and qualified."""
    try:
        levels = Thresholds(
            **{name: whole(request.POST, name) for name in ("warm_at", "hot_at", "mql_at")}
        )
        with deed(request) as actor:
            set_thresholds(model_id, levels, actor=actor)
    except Invalid as error:
        return shown(request, model_of(request, model_id), faults=faults_by_field(error))
    answer = shown(request, model_of(request, model_id))
    return told(answer, gettext("Saved"), undo=actor, after="model-changed")


@require_POST
def activate(request: PageRequest, model_id: int) -> HttpResponse:
    """Have a worker make the model the one that counts, and score everybody anew."""
    begin_switch(model_id, actor=request.actor)
    return elsewhere(request, f"{resolve_url(SECTION)}?model={model_id}")


@require_safe
def progress(request: PageRequest, model_id: int) -> HttpResponse:
    """How far the rescore is; asked again and again until it is done, and then said once."""
    run = last_rescore(model_id, request.actor)
    if switching():
        context = {"model": {"id": model_id}, "rescore": run}
        return page(request, "settings/scoring.html", context, part="progress")
    if run and run.done_at:
        messages.info(request, _changed(run, Look.of_request(request)))
    return elsewhere(request, f"{resolve_url(SECTION)}?model={model_id}")


def _changed(run: RescoreCard, look: Look) -> str:
    return ngettext(
        "Everybody is scored anew: the score of %(number)s person changed.",
        "Everybody is scored anew: the scores of %(number)s people changed.",
        run.changed,
    ) % {"number": look.number(run.changed)}


@require_safe
def preview(request: PageRequest, model_id: int) -> HttpResponse:
    """Who would move, and for how many each rule holds; scored at once for both."""
    model = model_of(request, model_id)
    trial = try_model(model_id, at=clock.now(), actor=request.actor)
    rules = list_rules(model_id, request.actor)
    context = {
        "trial": trial,
        "model": model,
        "hits": [(rule.id, trial.held.get(rule.id, 0)) for rule in rules if rule.active],
        "moves": [
            {"before": before, "after": after, "people": people, "up": _higher(before, after)}
            for (before, after), people in sorted(trial.preview.moves.items(), key=_most)
            if before is not None and before != after
        ],
    }
    return page(request, "settings/scoring_preview.html", context)


def _most(entry: tuple[tuple[str | None, str], int]) -> int:
    return -entry[1]


def _higher(before: str, after: str) -> bool:
    return BANDS.index(after) > BANDS.index(before)


@require_safe
def people(request: PageRequest, model_id: int) -> HttpResponse:
    """People to try the model on, by what was typed of their name or address."""
    sought = request.GET.get("q", "").strip()
    found = search_people(request.actor, sought, limit=6) if sought else []
    context = {"found": found, "sought": sought, "model": model_of(request, model_id)}
    return page(request, "settings/scoring_found.html", context)


@require_safe
def one(request: PageRequest, model_id: int, person_id: int) -> HttpResponse:
    """The score that one person would have, rule by rule."""
    trial = try_on(model_id, person_id, at=clock.now(), actor=request.actor)
    return page(
        request,
        "settings/scoring_one.html",
        {"trial": trial, "name": request.GET.get("name", ""), "model": model_of(request, model_id)},
    )
