"""Gates: what must hold before an opportunity may enter a stage, asked and explained.

A gate is criteria over the opportunity. Where it does not hold, everything missing is told at
once, each in the reader's language and with the path of the field to fill, so that a form can
ask for just that.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from qanat.criteria.public import describe, explain
from qanat.kernel.errors import Fault, Invalid, NotFound
from qanat.pipeline.models import Pipeline, Stage
from qanat.pipeline.rules import Place, Unmet, part_at, unmet_conditions
from qanat.platform.actor import Actor


def pass_gates(opportunity_id: int, stages: Sequence[Place], *, at: datetime, actor: Actor) -> None:
    """Let the opportunity, as it is now in this transaction, into all of `stages`.

    One query for each gate.

    Raises:
        Invalid: with a fault (`gate_unmet`) for each condition that is missing.
    """
    faults = [
        fault
        for stage in stages
        if stage.gate is not None
        for fault in _missing(opportunity_id, stage.gate, subject="opportunity", at=at, actor=actor)
    ]
    if faults:
        raise Invalid.of(tuple(dict.fromkeys(faults)))


def missing_for_opportunity(
    person_id: int, stage_id: int | None = None, *, at: datetime, actor: Actor
) -> list[Fault]:
    """What keeps a person from having an opportunity made of them, by the pipeline's criteria.

    The pipeline is that of the stage, else the default one. Empty when its criteria hold or it has
    none. The caller answers for whether the actor may see the person.

    Raises:
        NotFound: no such stage.
    """
    if stage_id is None:
        pipeline = Pipeline.objects.filter(default=True).first()
    else:
        stages = Stage.objects.filter(id=stage_id, deleted_at__isnull=True)
        pipeline = Pipeline.objects.filter(id__in=stages.values("pipeline_id")).first()
        if pipeline is None:
            raise NotFound("stage", stage_id)
    if pipeline is None or pipeline.opportunity_criteria is None:
        return []
    return _missing(person_id, pipeline.opportunity_criteria, subject="person", at=at, actor=actor)


def _missing(
    record_id: int, criteria: Mapping[str, Any], *, subject: str, at: datetime, actor: Actor
) -> list[Fault]:
    """A fault for each condition of the criteria that keeps the record out."""
    (explained,) = explain(criteria, [record_id], at=at, subject=subject, user_id=actor.user_id)
    if explained.held:
        return []
    held = {reason.path: reason.held for reason in explained.reasons}
    return [
        _fault(criteria, unmet, subject=subject, language=actor.language)
        for unmet in unmet_conditions(criteria, held)
    ]


def _fault(criteria: Mapping[str, Any], unmet: Unmet, *, subject: str, language: str) -> Fault:
    condition = dict(part_at(criteria, unmet.path))
    told = condition if unmet.wanted else {"not": condition}
    sentence = describe(told, language, subject=subject)
    return Fault(_field_path(condition, subject), sentence, "gate_unmet")


def _field_path(condition: Mapping[str, Any], subject: str) -> tuple[str, ...]:
    """Where to fill in what is missing, as in a change of the record: `("amount",)`."""
    for other in ("event", "some"):
        if other in condition:
            return (other, str(condition[other]))
    parts = tuple(str(condition["field"]).split("."))
    return parts[1:] if parts[0] == subject else parts
