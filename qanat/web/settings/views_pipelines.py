"""Pipelines with their stages and gates, and reasons for losing."""

from typing import Any, Final

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qanat.criteria.public import marked_sentence, readable
from qanat.kernel import clock
from qanat.kernel.errors import NotFound
from qanat.people.public import BUILT_IN_STATUSES, phrase_of, statuses
from qanat.pipeline.public import (
    Column,
    PipelineRow,
    change_stage,
    create_lost_reason,
    create_pipeline,
    create_stage,
    delete_lost_reason,
    delete_pipeline,
    delete_stage,
    list_pipelines,
    lost_reasons,
    make_default,
    rename_lost_reason,
    rename_pipeline,
    reorder_stages,
    set_opportunity_criteria,
)
from qanat.platform.actor import Actor
from qanat.web.criteria.drawing import reader_of_page
from qanat.web.look import Look
from qanat.web.page import PageRequest
from qanat.web.settings import typed
from qanat.web.settings.dialogs import Input, at_once, in_dialog
from qanat.web.settings.views_home import settings_page

SECTION: Final = "settings:pipelines"


@require_safe
def pipelines(request: PageRequest) -> HttpResponse:
    """Every pipeline with its stages, the statuses, the reasons for losing."""
    return shown(request)


def shown(request: PageRequest) -> HttpResponse:
    """The page; for htmx only what can change."""
    look = Look.of_request(request)
    said = _sayer(look)
    context: dict[str, Any] = {
        "pipelines": [
            {
                "row": row,
                "name": _name(row.labels, row.key, look),
                "criteria": said(row.opportunity_criteria, "person"),
                "stages": [
                    {
                        "stage": stage,
                        "name": _name(stage.labels, stage.key, look),
                        "gate": said(stage.gate, "opportunity"),
                    }
                    for stage in row.stages
                ],
            }
            for row in list_pipelines(actor=request.actor)
        ],
        "statuses": [
            {
                "status": status,
                "name": _name(status.labels, status.key, look),
                "gate": said(status.gate, "person"),
                "own": status.key not in BUILT_IN_STATUSES,
            }
            for status in statuses()
        ],
        "reasons": [
            {"key": key, "name": _name(labels, key, look)}
            for key, labels in lost_reasons(actor=request.actor)
        ],
        "may_change": request.actor.may("pipeline.change"),
        "may_statuses": request.actor.may("settings.change"),
    }
    return settings_page(request, "settings/pipelines.html", SECTION, context, part="all")


def _name(labels: Any, key: str, look: Look) -> str:
    return phrase_of(labels, key).in_language(look.language)


def _sayer(look: Look) -> Any:
    reader = reader_of_page(look)

    def said(criteria: Any, subject: str) -> list[tuple[str, bool]]:
        if criteria is None:
            return []
        if not readable(criteria, subject=subject):
            return [(gettext("A field of it is gone; it cannot be asked."), False)]
        return marked_sentence(criteria, subject=subject, reader=reader)

    return said


def _pipeline(request: PageRequest, pipeline_id: int) -> PipelineRow:
    rows = {row.id: row for row in list_pipelines(actor=request.actor)}
    if pipeline_id not in rows:
        raise NotFound("pipeline", pipeline_id)
    return rows[pipeline_id]


def _stage(request: PageRequest, stage_id: int) -> tuple[PipelineRow, Column]:
    for row in list_pipelines(actor=request.actor):
        for stage in row.stages:
            if stage.stage_id == stage_id:
                return row, stage
    raise NotFound("stage", stage_id)


@require_http_methods(["GET", "POST"])
def new_pipeline(request: PageRequest) -> HttpResponse:
    """Add a pipeline, with one open stage and the closed one."""
    inputs = [Input(kind="words", name="label", label=_("Name"), value={})]

    def act(given: QueryDict, actor: Actor) -> None:
        create_pipeline(typed.phrase_of(given), actor=actor)

    return in_dialog(request, _("New pipeline"), inputs, act, lambda: shown(request))


@require_http_methods(["GET", "POST"])
def pipeline(request: PageRequest, pipeline_id: int) -> HttpResponse:
    """Rename a pipeline, and say whose conversion makes a deal in it."""
    row = _pipeline(request, pipeline_id)
    inputs = [
        Input(kind="words", name="label", label=_("Name"), value=row.labels),
        Input(
            kind="criteria",
            name="criteria",
            label=_("Whose conversion makes a deal here"),
            help=_("Nothing: everybody's."),
            value=typed.as_json(row.opportunity_criteria),
        ),
    ]

    def act(given: QueryDict, actor: Actor) -> None:
        criteria = typed.criteria_of(given)
        rename_pipeline(pipeline_id, typed.phrase_of(given), actor=actor)
        set_opportunity_criteria(pipeline_id, criteria, actor=actor)

    title = _("Change the pipeline")
    return in_dialog(request, title, inputs, act, lambda: shown(request), undo=True)


@require_POST
def default(request: PageRequest, pipeline_id: int) -> HttpResponse:
    """Let new deals begin in this pipeline."""

    def act(actor: Actor) -> None:
        make_default(pipeline_id, actor=actor)

    return at_once(request, act, lambda: shown(request), gettext("New deals begin here now"))


@require_POST
def no_pipeline(request: PageRequest, pipeline_id: int) -> HttpResponse:
    """Delete a pipeline that nothing was ever in."""

    def act(actor: Actor) -> None:
        delete_pipeline(pipeline_id, actor=actor)

    return at_once(request, act, lambda: shown(request), gettext("The pipeline is gone"))


@require_http_methods(["GET", "POST"])
def new_stage(request: PageRequest, pipeline_id: int) -> HttpResponse:
    """Add a stage before the closed one."""
    _pipeline(request, pipeline_id)

    def act(given: QueryDict, actor: Actor) -> None:
        create_stage(pipeline_id, _settings(given), actor=actor)

    return in_dialog(request, _("New stage"), _inputs(None), act, lambda: shown(request))


@require_http_methods(["GET", "POST"])
def stage(request: PageRequest, stage_id: int) -> HttpResponse:
    """Change a stage."""
    _row, found = _stage(request, stage_id)

    def act(given: QueryDict, actor: Actor) -> None:
        change_stage(stage_id, _settings(given), actor=actor)

    title, inputs = _("Change the stage"), _inputs(found)
    return in_dialog(request, title, inputs, act, lambda: shown(request), undo=True)


def _inputs(stage: Column | None) -> list[Input]:
    patience = "" if stage is None or stage.patience_days is None else str(stage.patience_days)
    return [
        Input(kind="words", name="label", label=_("Name"), value=stage.labels if stage else {}),
        Input(
            kind="number",
            name="chance",
            label=_("Chance of winning from here, in per cent"),
            value=str(stage.chance) if stage else "50",
        ),
        Input(
            kind="number",
            name="patience_days",
            label=_("Days after which a deal is ageing"),
            help=_("Nothing: never."),
            value=patience,
        ),
        Input(
            kind="criteria",
            name="gate",
            label=_("What must hold before a deal may enter"),
            subject="opportunity",
            value=typed.as_json(stage.gate) if stage else "",
        ),
    ]


def _settings(given: QueryDict) -> Any:
    return {
        "label": typed.phrase_of(given),
        "chance": typed.whole(given, "chance"),
        "patience_days": typed.whole_or_none(given, "patience_days"),
        "gate": typed.criteria_of(given, "gate"),
    }


@require_POST
def order_stages(request: PageRequest, pipeline_id: int) -> HttpResponse:
    """Put the open stages into another order; the closed one stays last."""
    row = _pipeline(request, pipeline_id)
    ids = [int(each) for each in request.POST.getlist("order") if each.isdecimal()]
    closed = [each.stage_id for each in row.stages if each.closed]

    def act(actor: Actor) -> None:
        reorder_stages(pipeline_id, [*ids, *closed], actor=actor)

    return at_once(request, act, lambda: shown(request), gettext("The order is saved"))


@require_http_methods(["GET", "POST"])
def no_stage(request: PageRequest, stage_id: int) -> HttpResponse:
    """Delete a stage; the deals in it go to another one."""
    row, found = _stage(request, stage_id)
    look = Look.of_request(request)
    others = [
        (str(each.stage_id), _name(each.labels, each.key, look))
        for each in row.stages
        if each.stage_id != stage_id and not each.closed
    ]
    inputs = [Input(kind="select", name="to", label=_("The deals in it go to"), options=others)]

    def act(given: QueryDict, actor: Actor) -> None:
        to = given.get("to", "")
        delete_stage(
            stage_id,
            move_to_stage_id=int(to) if to.isdecimal() else None,
            actor=actor,
            now=clock.now(),
        )

    return in_dialog(
        request,
        gettext("Delete the stage %(name)s?") % {"name": _name(found.labels, found.key, look)},
        inputs,
        act,
        lambda: shown(request),
        lead=_("It stays in the history of those who went through it."),
        message=gettext("The stage is gone"),
        deletes=True,
        undo=True,
    )


@require_http_methods(["GET", "POST"])
def new_reason(request: PageRequest) -> HttpResponse:
    """Add a reason for losing."""
    inputs = [Input(kind="words", name="label", label=_("Name"), value={})]

    def act(given: QueryDict, actor: Actor) -> None:
        create_lost_reason(typed.phrase_of(given), actor=actor)

    return in_dialog(request, _("New reason"), inputs, act, lambda: shown(request))


@require_http_methods(["GET", "POST"])
def reason(request: PageRequest, key: str) -> HttpResponse:
    """Give a reason other words."""
    labels = dict(lost_reasons(actor=request.actor)).get(key)
    if labels is None:
        raise NotFound("reason", key)
    inputs = [Input(kind="words", name="label", label=_("Name"), value=labels)]

    def act(given: QueryDict, actor: Actor) -> None:
        rename_lost_reason(key, typed.phrase_of(given), actor=actor)

    title = _("Change the reason")
    return in_dialog(request, title, inputs, act, lambda: shown(request), undo=True)


@require_POST
def no_reason(request: PageRequest, key: str) -> HttpResponse:
    """Offer a reason no longer."""

    def act(actor: Actor) -> None:
        delete_lost_reason(key, actor=actor, now=clock.now())

    said = gettext("No longer offered; what was lost for it keeps it")
    return at_once(request, act, lambda: shown(request), said)
