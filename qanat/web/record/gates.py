"""Why a gate refuses, as its dialog shows it, with the fields to fill in and go on."""

from collections.abc import Sequence
from dataclasses import dataclass

from qanat.criteria.public import GateUnmet
from qanat.kernel.errors import Invalid
from qanat.web.look import Look
from qanat.web.record.filling import Blank, blanks_of
from qanat.wording.public import sentence_of


@dataclass(frozen=True)
class Gate:
    """What is missing, as sentences; the first says it all when it is no gate that refuses.

    Attributes:
        blanks: what can be filled in at once.
    """

    missing: list[str]
    blanks: Sequence[Blank] = ()


def gate_of(error: Invalid) -> Gate:
    """What is missing; a gate carries the sentences of its conditions in the reader's language."""
    said = [
        fault.message if fault.code.startswith("gate") else sentence_of(fault)
        for fault in error.faults
    ]
    return Gate(list(dict.fromkeys(said)))


def gate_with_blanks(error: Invalid, subject: str, look: Look) -> Gate:
    """The same, with the fields of the record that the gate asks for."""
    fields = fields_of(error)
    return Gate(gate_of(error).missing, blanks_of(subject, fields, look))


def fields_of(error: Invalid) -> list[str]:
    """The fields that the gates ask for, each once; none when it is no gate that refuses."""
    if not isinstance(error, GateUnmet):
        return []
    return list(dict.fromkeys(field for closed in error.closed for field in closed.fields))
