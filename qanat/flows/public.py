"""What the edges may use of the flows."""

from qanat.flows.founding import Founded, found
from qanat.flows.importing import Imported, Told, import_leads
from qanat.flows.processing import intake_turn, process
from qanat.flows.reception import receive_for_later, receive_now
from qanat.flows.road.payload import Payload, payload_faults
from qanat.flows.undoing import Retraction, undo_import
from qanat.flows.zoho.bringing import Brought, import_zoho

__all__ = [
    "Brought",
    "Founded",
    "Imported",
    "Payload",
    "Retraction",
    "Told",
    "found",
    "import_leads",
    "import_zoho",
    "intake_turn",
    "payload_faults",
    "process",
    "receive_for_later",
    "receive_now",
    "undo_import",
]
