"""Events, visitors, campaigns and touches: all that other packages may use."""

from qanat.timeline.bulk import (
    EventDraft,
    TouchDraft,
    append_events,
    ensure_campaigns,
    prepare_months,
    record_touches,
)
from qanat.timeline.campaigns import (
    CampaignDraft,
    CampaignRow,
    change_campaign,
    list_campaigns,
    write_campaigns,
)
from qanat.timeline.kinds import DONE_TO_THEM
from qanat.timeline.queries import TimelineEntry, timeline_count, timeline_of
from qanat.timeline.rules import date_fault
from qanat.timeline.visitors import Seen, see_visitors, stitch

__all__ = [
    "DONE_TO_THEM",
    "CampaignDraft",
    "CampaignRow",
    "EventDraft",
    "Seen",
    "TimelineEntry",
    "TouchDraft",
    "append_events",
    "change_campaign",
    "date_fault",
    "ensure_campaigns",
    "list_campaigns",
    "prepare_months",
    "record_touches",
    "see_visitors",
    "stitch",
    "timeline_count",
    "timeline_of",
    "write_campaigns",
]
