"""Gates: criteria that must hold before a record may go on, asked and explained the same way everywhere.

Where one does not hold, everything missing is told at once: which gate, each condition as a
sentence, and the fields to fill in, so that a form can ask for just that.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qanat.criteria.describing import sentence_of
from qanat.criteria.operators.base import Asking
from qanat.criteria.queries import Explanation, explanations, scope_of
from qanat.criteria.reading import read_criteria
from qanat.criteria.unmet import Unmet, part_at, unmet_conditions
from qanat.criteria.wording import wording_of
from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.phrase import Phrase

MOST_TOLD = 20
"""Of how many records what is missing is told at once."""


@dataclass(frozen=True, kw_only=True)
class Gate:
    """What one wants to enter.

    Attributes:
        kind: `status`, `stage`, or `pipeline` (whose criteria a conversion asks).
        key: the key of the status, the id of the stage or pipeline.
        labels: its name by language.
    """

    kind: str
    key: str | int
    labels: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class UnmetCondition:
    """One condition that is not met.

    Attributes:
        path: where to fill in what is missing, as in a change of the record: `("amount",)`;
            `("event", "page_view")` for what must happen.
        field: as criteria name it, such as `opportunity.amount`; empty for what must happen.
        sentence: what should be so.
    """

    path: tuple[str, ...]
    field: str
    sentence: Phrase


@dataclass(frozen=True, kw_only=True)
class ClosedGate:
    """A gate that does not let a record in, and why."""

    gate: Gate
    record_id: int
    unmet: tuple[UnmetCondition, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields to fill in or change, each once."""
        return tuple(dict.fromkeys(one.field for one in self.unmet if one.field))


class GateUnmet(Invalid):
    """Gates that are closed; each condition is a fault `gate_unmet`, said in one language."""

    def __init__(self, closed: Sequence[ClosedGate], language: str) -> None:
        faults = [
            Fault(unmet.path, unmet.sentence.in_language(language), "gate_unmet")
            for one in closed
            for unmet in one.unmet
        ]
        super().__init__(faults[0].message, faults[0].path, code="gate_unmet")
        self.faults = tuple(dict.fromkeys(faults))
        self.closed = tuple(closed)


def closed_for(
    gate: Gate,
    criteria: Mapping[str, Any],
    ids: Collection[int],
    *,
    at: datetime,
    subject: str = "person",
    user_id: int | None = None,
) -> list[ClosedGate]:
    """For which of the records the gate is closed, the first `MOST_TOLD` by id; one query.

    `user_id` is who "me" means. The caller answers for whether the reader may see the records.
    """
    node = read_criteria(criteria, subject=subject)
    explained = explanations(node, scope_of(subject, Asking(at, user_id)), ids, language="en")
    kept_out = [one for one in explained if not one.held][:MOST_TOLD]
    return [
        ClosedGate(gate=gate, record_id=one.id, unmet=_unmet(criteria, one, subject))
        for one in kept_out
    ]


def _unmet(
    criteria: Mapping[str, Any], explanation: Explanation, subject: str
) -> tuple[UnmetCondition, ...]:
    held = {reason.path: reason.held for reason in explanation.reasons}
    return tuple(_condition(criteria, unmet, subject) for unmet in unmet_conditions(criteria, held))


def _condition(criteria: Mapping[str, Any], unmet: Unmet, subject: str) -> UnmetCondition:
    condition = dict(part_at(criteria, unmet.path))
    node = read_criteria(condition if unmet.wanted else {"not": condition}, subject=subject)
    en, ar, fa = (sentence_of(node, wording_of(language)) for language in ("en", "ar", "fa"))
    return UnmetCondition(
        path=_path_of(condition, subject),
        field=str(condition.get("field", "")),
        sentence=Phrase(en, ar, fa),
    )


def _path_of(condition: Mapping[str, Any], subject: str) -> tuple[str, ...]:
    for other in ("event", "some"):
        if other in condition:
            return (other, str(condition[other]))
    parts = tuple(str(condition["field"]).split("."))
    return parts[1:] if parts[0] == subject else parts
