"""Why a gate refuses, as its dialog shows it."""

from dataclasses import dataclass

from qanat.kernel.errors import Invalid
from qanat.wording.public import sentence_of


@dataclass(frozen=True)
class Gate:
    """What is missing, as sentences; the first says it all when it is no gate that refuses."""

    missing: list[str]


def gate_of(error: Invalid) -> Gate:
    """What is missing; a gate carries the sentences of its conditions in the reader's language."""
    said = [
        fault.message if fault.code.startswith("gate") else sentence_of(fault)
        for fault in error.faults
    ]
    return Gate(list(dict.fromkeys(said)))
