"""Events, visitors, campaigns and touches: all that other packages may use."""

from qanat.timeline.bulk import (
    EventDraft,
    TouchDraft,
    append_events,
    ensure_campaigns,
    prepare_months,
    record_touches,
)

__all__ = [
    "EventDraft",
    "TouchDraft",
    "append_events",
    "ensure_campaigns",
    "prepare_months",
    "record_touches",
]
