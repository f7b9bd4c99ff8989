"""Events, visitors, campaigns and touches: all that other packages may use."""

from qanat.timeline.bulk import (
    EventDraft,
    TouchDraft,
    append_events,
    ensure_campaigns,
    prepare_months,
    record_touches,
)
from qanat.timeline.rules import date_fault

__all__ = [
    "EventDraft",
    "TouchDraft",
    "append_events",
    "date_fault",
    "ensure_campaigns",
    "prepare_months",
    "record_touches",
]
