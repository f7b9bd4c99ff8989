"""The gate of a status: criteria that must hold for a person before it may be entered."""

from collections.abc import Sequence
from datetime import datetime

from qanat.criteria.public import Gate, GateUnmet, closed_for
from qanat.people.models import Status
from qanat.people.rules import unknown_status


def refuse_unready(
    ids: Sequence[int], to: str, *, at: datetime, language: str, user_id: int | None
) -> None:
    """Let everyone into the status `to`, or nobody.

    Raises:
        GateUnmet: with what keeps each of them out, said in `language`.
        Invalid: `unknown_status`.
    """
    status = Status.objects.filter(key=to).first()
    if status is None:
        raise unknown_status(to, Status.objects.order_by("position").values_list("key", flat=True))
    if status.gate is None:
        return
    gate = Gate(kind="status", key=to, labels=status.labels)
    closed = closed_for(gate, status.gate, ids, at=at, user_id=user_id)
    if closed:
        raise GateUnmet(closed, language)
