"""What may become of an opportunity: amounts, times, the way through the stages. No Django here."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import count

import pycountry

from qanat.kernel.errors import Conflict, Fault, Invalid
from qanat.kernel.money import DECIMAL_PLACES

MAX_AMOUNT = Decimal("9999999999999999.99")
"""Enough for the largest sale in the smallest currency."""

PER_CENT = range(101)

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)

CENT = Decimal(1).scaleb(-DECIMAL_PLACES)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A stage as the rules see it.

    Attributes:
        position: in its pipeline, from 0.
        gate: criteria that must hold to enter it; None for none.
    """

    id: int
    pipeline_id: int
    position: int
    closed: bool
    gate: Mapping[str, object] | None
    labels: Mapping[str, str] = field(default_factory=dict)


def amount_faults(amount: Decimal | None) -> tuple[Fault, ...]:
    """What is wrong with an amount; a missing one is fine, rounding is never done silently."""
    if amount is None:
        return ()
    path = ("amount",)
    if not amount.is_finite():
        return (Fault(path, "The amount must be a number.", "amount_not_a_number"),)
    if amount < 0:
        return (Fault(path, "The amount cannot be negative.", "amount_negative"),)
    if amount > MAX_AMOUNT:
        return (Fault(path, f"The amount is above {MAX_AMOUNT}.", "amount_too_large"),)
    if amount != amount.quantize(CENT):
        return (Fault(path, "The amount has more than two decimal places.", "amount_too_fine"),)
    return ()


def currency_faults(currency: str) -> tuple[Fault, ...]:
    """What is wrong with a currency."""
    if pycountry.currencies.get(alpha_3=currency) is not None and currency.isupper():
        return ()
    message = "The currency must be a code of ISO 4217 in capitals, such as SAR."
    return (Fault(("currency",), message, "currency_unknown"),)


def chance_faults(chance: int | None) -> tuple[Fault, ...]:
    """What is wrong with a chance of winning."""
    if chance is None or chance in PER_CENT:
        return ()
    message = "The chance must be between 0 and 100 per cent."
    return (Fault(("chance",), message, "chance_out_of_range"),)


def weighted(amount: Decimal, chance: int) -> Decimal:
    """The amount times the chance in per cent, to the cent; halves away from zero, as PostgreSQL."""
    return (amount * chance / 100).quantize(CENT, rounding=ROUND_HALF_UP)


def moment_of_change(at: datetime | None, *, now: datetime, entered_at: datetime) -> datetime:
    """When a change happened by the clock of the business.

    Without `at` it is now, or `entered_at` where two machines' clocks disagree.

    Raises:
        Invalid: `at` lies in the future, before 1990, or before the stage was entered that is left
            by it.
    """
    if at is None:
        return max(now, entered_at)
    if at > now:
        raise Invalid(
            "The time lies in the future; say when it happened.", ("at",), code="at_in_future"
        )
    if at < EARLIEST:
        message = "The time is before 1990; please check the year."
        raise Invalid(message, ("at",), code="at_too_early")
    if at < entered_at:
        raise Invalid(
            "The time lies before the last change of stage; say when it happened after that.",
            ("at",),
            code="at_before_last_visit",
        )
    return at


def moment_after(last: datetime, *, now: datetime) -> datetime:
    """`now`, or just after `last` where that is later, so that no two changes share a time."""
    return max(now, last + timedelta(microseconds=1))


def gates_on_the_way(stages: Sequence[Place], *, here: Place | None, to: Place) -> list[Place]:
    """The gated stages that a move passes or enters, in order.

    Forward, stages may be skipped but not their gates: what a stage asks before it is entered
    must also hold for whoever jumps over it. Back, nothing is asked, so that a mistake can always
    be taken back. A new opportunity (`here` is None), or one from another pipeline, comes from
    before the first stage.
    """
    start = here.position if here is not None and here.pipeline_id == to.pipeline_id else -1
    return [
        stage
        for stage in sorted(stages, key=lambda stage: stage.position)
        if stage.pipeline_id == to.pipeline_id
        and start < stage.position <= to.position
        and stage.gate is not None
    ]


def require_unchanged(*, expected: object, found: object) -> None:
    """Raise `Conflict` when someone was faster; an `expected` of None asks for nothing."""
    if expected is not None and expected != found:
        raise Conflict(
            "Someone changed this opportunity in the meantime; look at it again before you change it."
        )


def free_key(name: str, taken: AbstractSet[str]) -> str:
    """A stable key made from an English name, such as `first_call`, that is not `taken`."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    key = "_".join(words)[:50] or "unnamed"
    if key not in taken:
        return key
    return next(f"{key}_{n}" for n in count(2) if f"{key}_{n}" not in taken)


def days_between(start: datetime, end: datetime) -> int:
    """Whole days from `start` to `end`; none where clocks disagree."""
    return max(0, (end - start).days)


def outlasts(entered_at: datetime, *, now: datetime, patience_days: int | None) -> bool:
    """Whether a stay is longer than the patience of its stage."""
    return patience_days is not None and now - entered_at > timedelta(days=patience_days)
