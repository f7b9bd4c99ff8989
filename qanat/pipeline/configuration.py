"""Making and changing pipelines. Their stages are in `stages.py`.

A pipeline is made with one open stage and the closed one; more stages are added to it.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from qanat.criteria.public import check
from qanat.kernel.errors import Conflict, Fault, Invalid, NotFound
from qanat.kernel.phrase import Phrase
from qanat.kernel.text import clean
from qanat.pipeline.defaults import STAGES
from qanat.pipeline.locks import hold_pipeline, take_turns
from qanat.pipeline.models import LostReason, Opportunity, Pipeline, Stage
from qanat.pipeline.rules import free_key
from qanat.platform.actor import Actor, acting

MAX_LABEL_LENGTH = 100
MAX_PIPELINES = 50


def create_pipeline(label: Phrase, *, actor: Actor) -> int:
    """The id of a new pipeline, with the first and the closed of the default stages.

    Raises:
        Invalid: no label, or too many pipelines.
    """
    actor.require("pipeline.change")
    labels = checked_labels(label)
    with acting(actor):
        take_turns("pipelines")
        keys = set(Pipeline.objects.values_list("key", flat=True))
        if len(keys) >= MAX_PIPELINES:
            raise Invalid(f"There are {MAX_PIPELINES} pipelines already.", code="too_many")
        pipeline = Pipeline.objects.create(key=free_key(label.en, keys), labels=labels)
        for position, stage in enumerate((STAGES[0], STAGES[-1])):
            Stage.objects.create(
                pipeline=pipeline,
                key=stage.key,
                labels=asdict(stage.label),
                position=position,
                closed=stage.closed,
                chance=stage.chance,
                patience_days=stage.patience_days,
            )
        return pipeline.id


def rename_pipeline(pipeline_id: int, label: Phrase, *, actor: Actor) -> None:
    """Give a pipeline another name; its key stays.

    Raises:
        Invalid: no label.
        NotFound: no such pipeline.
    """
    actor.require("pipeline.change")
    labels = checked_labels(label)
    with acting(actor):
        hold_pipeline(pipeline_id)
        Pipeline.objects.filter(id=pipeline_id).update(labels=labels)


def make_default(pipeline_id: int, *, actor: Actor) -> None:
    """Let new opportunities begin in this pipeline.

    Raises:
        NotFound: no such pipeline.
    """
    actor.require("pipeline.change")
    with acting(actor):
        take_turns("pipelines")
        pipeline = hold_pipeline(pipeline_id)
        Pipeline.objects.filter(default=True).update(default=False)
        pipeline.default = True
        pipeline.save(update_fields=["default"])


def set_opportunity_criteria(
    pipeline_id: int, criteria: dict[str, Any] | None, *, actor: Actor
) -> None:
    """Say what must hold of a person before their conversion makes an opportunity here.

    Raises:
        Invalid: the criteria are at fault.
        NotFound: no such pipeline.
    """
    actor.require("pipeline.change")
    if criteria is not None:
        check(criteria, subject="person")
    with acting(actor):
        hold_pipeline(pipeline_id)
        Pipeline.objects.filter(id=pipeline_id).update(opportunity_criteria=criteria)


def delete_pipeline(pipeline_id: int, *, actor: Actor) -> None:
    """Delete a pipeline that no opportunity was ever in.

    Raises:
        Conflict: it is the default one.
        Invalid: opportunities are in it, or went through one of its stages.
        NotFound: no such pipeline.
    """
    actor.require("pipeline.change")
    try:
        with acting(actor):
            pipeline = hold_pipeline(pipeline_id)
            if pipeline.default:
                raise Conflict("This is the default pipeline; make another one the default first.")
            _require_empty(pipeline_id)
            Stage.objects.filter(pipeline_id=pipeline_id).delete()
            pipeline.delete()
    except IntegrityError as error:
        raise Invalid(
            "Opportunities went through this pipeline; their history needs it.",
            code="pipeline_in_history",
        ) from error


def _require_empty(pipeline_id: int) -> None:
    count = Opportunity.objects.filter(pipeline_id=pipeline_id).count()
    if count:
        raise Invalid(
            f"Opportunities in this pipeline, the trash included: {count}."
            " Move them to another pipeline first.",
            code="pipeline_not_empty",
        )


def create_lost_reason(label: Phrase, *, actor: Actor) -> str:
    """The key of a new reason for losing, shown after the others.

    Raises:
        Invalid: no label.
    """
    actor.require("pipeline.change")
    labels = checked_labels(label)
    with acting(actor):
        take_turns("reasons")
        keys = set(LostReason.objects.values_list("key", flat=True))
        key = free_key(label.en, keys)
        LostReason.objects.create(key=key, labels=labels, position=len(keys))
        return key


def rename_lost_reason(key: str, label: Phrase, *, actor: Actor) -> None:
    """Give a reason for losing other words.

    Raises:
        Invalid: no label.
        NotFound: no such reason.
    """
    actor.require("pipeline.change")
    labels = checked_labels(label)
    with acting(actor):
        if not LostReason.objects.filter(key=key, deleted_at=None).update(labels=labels):
            raise NotFound("reason", key)


def delete_lost_reason(key: str, *, actor: Actor, now: datetime) -> None:
    """Offer a reason for losing no longer; what was lost for it keeps it.

    Raises:
        NotFound: no such reason.
    """
    actor.require("pipeline.change")
    with acting(actor):
        if not LostReason.objects.filter(key=key, deleted_at=None).update(deleted_at=now):
            raise NotFound("reason", key)


def checked_labels(label: Phrase) -> dict[str, str]:
    """The label in each language, cleaned, fit to store.

    Raises:
        Invalid: the English one is missing, or one is too long.
    """
    labels = {language: clean(words) for language, words in asdict(label).items()}
    faults = [
        Fault(("label", language), f"A name has at most {MAX_LABEL_LENGTH} characters.", "too_long")
        for language, words in labels.items()
        if len(words) > MAX_LABEL_LENGTH
    ]
    if not labels["en"]:
        faults.append(Fault(("label", "en"), "Give it a name in English.", "label_missing"))
    if faults:
        raise Invalid.of(tuple(faults))
    return labels
