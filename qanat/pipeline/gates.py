"""Gates: what must hold before an opportunity may enter a stage, asked and explained.

A gate is criteria over the opportunity. Where it does not hold, everything missing is told at
once, each in the reader's language and with the path of the field to fill, so that a form can
ask for just that.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from qanat.criteria.public import describe, explain
from qanat.kernel.errors import Fault, Invalid
from qanat.pipeline.rules import Place, Unmet, part_at, unmet_conditions
from qanat.platform.actor import Actor

SUBJECT = "opportunity"


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
        for fault in missing_for(opportunity_id, stage.gate, at=at, actor=actor)
    ]
    if faults:
        raise Invalid.of(tuple(dict.fromkeys(faults)))


def missing_for(
    opportunity_id: int, gate: Mapping[str, Any], *, at: datetime, actor: Actor
) -> list[Fault]:
    """A fault for each condition of the gate that keeps the opportunity out; none when it holds."""
    (explained,) = explain(gate, [opportunity_id], at=at, subject=SUBJECT, user_id=actor.user_id)
    if explained.held:
        return []
    held = {reason.path: reason.held for reason in explained.reasons}
    return [_fault(gate, unmet, actor.language) for unmet in unmet_conditions(gate, held)]


def _fault(gate: Mapping[str, Any], unmet: Unmet, language: str) -> Fault:
    condition = dict(part_at(gate, unmet.path))
    told = condition if unmet.wanted else {"not": condition}
    return Fault(_field_path(condition), describe(told, language, subject=SUBJECT), "gate_unmet")


def _field_path(condition: Mapping[str, Any]) -> tuple[str, ...]:
    """Where to fill in what is missing, as in a change of the opportunity: `("amount",)`."""
    for other in ("event", "some"):
        if other in condition:
            return (other, str(condition[other]))
    parts = tuple(str(condition["field"]).split("."))
    return parts[1:] if parts[0] == SUBJECT else parts
