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
from qanat.timeline.queries import (
    TimelineEntry,
    TouchRow,
    events_of_account,
    timeline_count,
    timeline_of,
    touches_of,
)
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
    "TouchRow",
    "append_events",
    "change_campaign",
    "date_fault",
    "ensure_campaigns",
    "events_of_account",
    "list_campaigns",
    "prepare_months",
    "record_touches",
    "see_visitors",
    "stitch",
    "timeline_count",
    "timeline_of",
    "touches_of",
    "write_campaigns",
]
