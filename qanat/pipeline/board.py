"""The board: its columns with their sums. The cards of a column are `queries.stage_cards`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from qanat.kernel.errors import NotFound
from qanat.kernel.sql import Sql
from qanat.pipeline.models import LostReason, Pipeline, Stage
from qanat.platform.actor import Actor
from qanat.platform.statements import from_json, select, statement


@dataclass(frozen=True, kw_only=True)
class Total:
    """What the amounts in one currency come to; `weighted` by the chance of each."""

    currency: str
    amount: Decimal
    weighted: Decimal


@dataclass(frozen=True, kw_only=True)
class Column:
    """One stage on the board.

    Attributes:
        count: of the opportunities in it; in the closed one, of those closed lately.
        totals: by currency; lost ones count nothing.
        gate: as criteria; None for none.
    """

    stage_id: int
    key: str
    labels: Mapping[str, str]
    position: int
    closed: bool
    chance: int
    patience_days: int | None
    gate: Mapping[str, object] | None
    count: int = 0
    totals: tuple[Total, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PipelineRow:
    """A pipeline with its stages in order."""

    id: int
    key: str
    labels: Mapping[str, str]
    default: bool
    opportunity_criteria: Mapping[str, object] | None
    stages: tuple[Column, ...] = field(default=())


def board(
    pipeline_id: int,
    *,
    actor: Actor,
    closed_since: datetime,
    owner_id: int | None = None,
    where: Sql | None = None,
) -> list[Column]:
    """The columns of a pipeline in order, with what the actor sees in them; one query.

    The closed one counts what was won or lost since `closed_since`. With `where` only those for which
    this condition over `opportunity o` holds.

    Raises:
        NotFound: no such pipeline.
    """
    actor.require("opportunities.view")
    condition = "o.deleted_at IS NULL AND " + actor.visible("o.owner_id")
    if owner_id is not None:
        condition = condition + Sql(" AND o.owner_id = %s", (owner_id,))
    if where is not None:
        condition = condition + " AND " + where
    before, middle, after = statement(__file__, "board").split("{condition}")
    rows = select(
        Sql(before, (pipeline_id,))
        + condition
        + Sql(middle, (pipeline_id, closed_since))
        + condition
        + Sql(after, (pipeline_id,))
    )
    if not rows:
        raise NotFound("pipeline", pipeline_id)
    columns: dict[int, Column] = {}
    for stage_id, *stage, currency, count, amount, weighted in rows:
        known = columns.get(stage_id)
        totals = known.totals if known else ()
        if currency is not None:
            totals += (Total(currency=currency, amount=amount, weighted=weighted),)
        columns[stage_id] = Column(
            stage_id=stage_id,
            **_stage(stage),
            count=(known.count if known else 0) + (count or 0),
            totals=totals,
        )
    return list(columns.values())


def _stage(values: Sequence[Any]) -> dict[str, Any]:
    found = dict(zip(_STAGE, values, strict=True))
    return found | {"labels": from_json(found["labels"]), "gate": from_json(found["gate"])}


_STAGE = ("key", "labels", "position", "closed", "chance", "patience_days", "gate")


def list_pipelines(*, actor: Actor) -> list[PipelineRow]:
    """Every pipeline with its stages, the default one first; two queries."""
    actor.require("pipeline.view")
    stages: dict[int, list[Column]] = {}
    for stage in Stage.objects.filter(deleted_at__isnull=True).order_by("position"):
        stages.setdefault(stage.pipeline_id, []).append(
            Column(stage_id=stage.id, **{name: getattr(stage, name) for name in _STAGE})
        )
    return [
        PipelineRow(
            id=pipeline.id,
            key=pipeline.key,
            labels=pipeline.labels,
            default=pipeline.default,
            opportunity_criteria=pipeline.opportunity_criteria,
            stages=tuple(stages.get(pipeline.id, ())),
        )
        for pipeline in Pipeline.objects.order_by("-default", "id")
    ]


def lost_reasons(*, actor: Actor) -> list[tuple[str, Mapping[str, str]]]:
    """The key and the labels of each reason for losing, in order."""
    actor.require("pipeline.view")
    reasons = LostReason.objects.filter(deleted_at__isnull=True).order_by("position", "id")
    return [(reason.key, reason.labels) for reason in reasons]
