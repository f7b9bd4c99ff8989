"""What the edges may use of the flows."""

from qanat.flows.founding import Founded, found
from qanat.flows.processing import intake_turn, process
from qanat.flows.reception import receive_for_later, receive_now
from qanat.flows.road.payload import Payload, payload_faults

__all__ = [
    "Founded",
    "Payload",
    "found",
    "intake_turn",
    "payload_faults",
    "process",
    "receive_for_later",
    "receive_now",
]
