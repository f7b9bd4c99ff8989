"""The gate of a status: criteria that must hold for a person before it may be entered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from qanat.criteria.public import Explanation, describe, explain
from qanat.kernel.errors import Fault, Invalid
from qanat.people.models import Status
from qanat.people.rules import unknown_status

MOST_TOLD: Final = 20
"""Of how many people the faults are told at once."""


def refuse_unready(
    ids: Sequence[int], to: str, *, at: datetime, language: str, user_id: int | None
) -> None:
    """Raise `Invalid` unless the gate of the status `to` holds for everyone.

    There is a fault for each condition that keeps somebody out: its path is the person's id and
    the place in the gate, its message the condition as a sentence in `language`.
    """
    status = Status.objects.filter(key=to).first()
    if status is None:
        raise unknown_status(to, Status.objects.order_by("position").values_list("key", flat=True))
    if status.gate is None:
        return
    gate = status.gate
    found = explain(gate, ids, at=at, language=language, user_id=user_id)
    unready = [one for one in found if not one.held]
    faults = [fault for one in unready[:MOST_TOLD] for fault in _missing(one, gate, language)]
    if faults:
        raise Invalid.of(tuple(faults))


def _missing(explanation: Explanation, gate: object, language: str) -> list[Fault]:
    """What keeps one person out; the whole gate where no single condition says it, as under `not`."""
    missing = [
        Fault((explanation.id, *reason.path), reason.sentence, "gate")
        for reason in explanation.missing
    ]
    return missing or [Fault((explanation.id,), describe(gate, language), "gate")]
