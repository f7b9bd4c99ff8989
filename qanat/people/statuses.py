"""The statuses that people can have: listed, added, changed, deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from qanat.criteria.public import check
from qanat.kernel.errors import Conflict, Invalid, NotFound
from qanat.people.custom_rules import checked_key, checked_labels
from qanat.people.models import Person, Status
from qanat.people.rules import BUILT_IN_STATUSES
from qanat.platform.actor import Actor, acting


@dataclass(frozen=True, kw_only=True)
class StatusRow:
    """One status.

    Attributes:
        closed: people in it need no owner and no next step.
        gate: criteria that must hold before somebody may enter; None lets everyone in.
    """

    key: str
    labels: Mapping[str, str]
    closed: bool
    gate: Mapping[str, Any] | None


def statuses() -> list[StatusRow]:
    """All statuses in their order; one query."""
    return [_row(status) for status in Status.objects.order_by("position", "id")]


def create_status(
    key: str,
    *,
    labels: Mapping[str, str],
    closed: bool = False,
    gate: Mapping[str, Any] | None = None,
    actor: Actor,
) -> StatusRow:
    """A new status, after those there are.

    Raises:
        Invalid: `field_key`, `field_label`, or the faults of the gate.
        Conflict: there is a status of this key.
    """
    actor.require("settings.change")
    _check_gate(gate)
    with acting(actor):
        last = Status.objects.aggregate(last=Max("position"))["last"] or 0
        try:
            with transaction.atomic():
                status = Status.objects.create(
                    key=checked_key(key),
                    labels=checked_labels(labels),
                    closed=closed,
                    gate=gate,
                    position=last + 1,
                )
        except IntegrityError as error:
            message = f"There is a status {key} already."
            raise Conflict(message, record=f"statuses/{key}") from error
    return _row(status)


def change_status(
    key: str,
    *,
    labels: Mapping[str, str] | None = None,
    closed: bool | None = None,
    actor: Actor,
) -> StatusRow:
    """The status with other labels, or closed or open.

    Raises:
        NotFound: there is no such status.
        Invalid: `field_label`.
    """
    actor.require("settings.change")
    with acting(actor):
        status = _locked(key)
        if labels is not None:
            status.labels = checked_labels(labels)
        if closed is not None:
            status.closed = closed
        status.save(update_fields=["labels", "closed"])
    return _row(status)


def set_status_gate(key: str, gate: Mapping[str, Any] | None, *, actor: Actor) -> StatusRow:
    """The status with another gate; None lets everyone in. Who is in it already stays.

    Raises:
        NotFound: there is no such status.
        Invalid: the faults of the gate.
    """
    actor.require("settings.change")
    _check_gate(gate)
    with acting(actor):
        status = _locked(key)
        status.gate = gate
        status.save(update_fields=["gate"])
    return _row(status)


def order_statuses(keys: Sequence[str], *, actor: Actor) -> list[StatusRow]:
    """The statuses in another order.

    Raises:
        Invalid: `status_order`, unless each is named once.
    """
    actor.require("settings.change")
    with acting(actor):
        found = {status.key: status for status in Status.objects.select_for_update()}
        if sorted(keys) != sorted(found):
            raise Invalid("Please name every status once.", code="status_order")
        for position, key in enumerate(keys, start=1):
            found[key].position = position
        Status.objects.bulk_update(found.values(), ["position"])
    return statuses()


def delete_status(key: str, *, actor: Actor) -> None:
    """Take a status away that nobody has.

    Raises:
        NotFound: there is no such status.
        Invalid: `status_built_in`.
        Conflict: somebody has it.
    """
    actor.require("settings.change")
    if key in BUILT_IN_STATUSES:
        raise Invalid("This status comes with Qanat and cannot be deleted.", code="status_built_in")
    with acting(actor):
        status = _locked(key)
        if Person.objects.filter(status=key).exists():
            raise Conflict("There are people in this status; please move them first.")
        status.delete()


def _check_gate(gate: Mapping[str, Any] | None) -> None:
    if gate is not None:
        check(gate, subject="person")


def _locked(key: str) -> Status:
    status = Status.objects.select_for_update().filter(key=key).first()
    if status is None:
        raise NotFound("status", key)
    return status


def _row(status: Status) -> StatusRow:
    return StatusRow(key=status.key, labels=status.labels, closed=status.closed, gate=status.gate)
