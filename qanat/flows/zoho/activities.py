"""Calls, meetings and campaign responses. What names nobody who was brought along is kept, unlinked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from qanat.capture.public import CALLS, MEETINGS, RESPONSES, ZohoActivity, ZohoResponse
from qanat.flows.zoho.lookups import people_by_family_name
from qanat.flows.zoho.moving import Moving, unique
from qanat.timeline.public import (
    EventDraft,
    TouchDraft,
    append_events,
    ensure_campaigns,
    record_touches,
)
from qanat.work.public import CallDraft, MeetingDraft, enter_calls, enter_meetings


def move_calls(moving: Moving) -> None:
    """Calls with their own time, length and purpose."""
    calls = unique(moving.read(CALLS, "call", key=lambda call: call.key), lambda call: call.key)
    drafts = [
        CallDraft(
            **_whom(call, moving),
            outcome="",
            direction="inbound" if call.direction == "inbound" else "outbound",
            subject=call.subject,
            purpose=call.purpose,
            started_at=call.starts_at,
            duration_seconds=call.duration_seconds,
        )
        for call in calls.values()
    ]
    ids = enter_calls(drafts, actor=moving.actor, now=moving.now)
    moving.wrote("call", dict(zip(calls, ids, strict=True)), unresolved=_unresolved(calls, moving))
    _count_unlinked("calls", list(calls.values()), drafts, moving)


def move_meetings(moving: Moving) -> None:
    """Meetings with their own times."""
    meetings = unique(
        moving.read(MEETINGS, "meeting", key=lambda one: one.key), lambda one: one.key
    )
    drafts = [
        MeetingDraft(
            **_whom(meeting, moving),
            subject=meeting.subject,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
        )
        for meeting in meetings.values()
    ]
    ids = enter_meetings(drafts, actor=moving.actor, now=moving.now)
    moving.wrote(
        "meeting", dict(zip(meetings, ids, strict=True)), unresolved=_unresolved(meetings, moving)
    )
    _count_unlinked("meetings", list(meetings.values()), drafts, moving)


def _whom(activity: ZohoActivity, moving: Moving) -> dict[str, Any]:
    return {
        "person_id": moving.row("lead", activity.lead) or moving.row("contact", activity.contact),
        "account_id": moving.row("account", activity.account),
        "owner_id": moving.owner(activity.owner),
    }


def _unresolved(
    activities: Mapping[str, ZohoActivity], moving: Moving
) -> dict[str, dict[str, str]]:
    """By activity, the keys it names that are not there; deals have no key in the export."""
    told = {}
    for key, one in activities.items():
        named = {"lead": one.lead, "contact": one.contact, "account": one.account, "deal": one.deal}
        missing = {
            kind: name for kind, name in named.items() if name and not moving.row(kind, name)
        }
        if missing:
            told[key] = missing
    return told


def _count_unlinked(
    kind: str,
    activities: Sequence[ZohoActivity],
    drafts: Sequence[CallDraft | MeetingDraft],
    moving: Moving,
) -> None:
    """Count what is kept unlinked: because it names nobody, or only what was not brought along."""
    pairs = zip(activities, drafts, strict=True)
    unlinked = [one for one, draft in pairs if not (draft.person_id or draft.account_id)]
    nameless = sum(one.names_nobody for one in unlinked)
    moving.counts[f"{kind}_unlinked"] = len(unlinked)
    moving.counts[f"{kind}_naming_nobody"] = nameless
    moving.counts[f"{kind}_naming_only_what_is_missing"] = len(unlinked) - nameless


def move_responses(moving: Moving) -> None:
    """Answers to campaigns. The export names leads by family name: one that several have tells nobody."""
    fresh = _numbered(moving.read(RESPONSES, "response", key=lambda one: one.key))
    campaigns = ensure_campaigns(
        [one.campaign for one in fresh.values()], currency=moving.currency, now=moving.now
    )
    people = people_by_family_name(sorted(set(moving.rows["lead"].values())))
    touches, events = [], []
    for key, one in fresh.items():
        person_id = people.get(one.family_name)
        events.append(_event(key, one, person_id))
        if person_id and (campaign_id := campaigns.get(one.campaign)):
            touches.append(
                TouchDraft(
                    person_id=person_id,
                    at=one.at,
                    campaign_id=campaign_id,
                    response=one.status,
                    key=key,
                )
            )
    record_touches(touches)
    moving.counts["responses"] = append_events(events, now=moving.now)
    if moving.counts["responses"]:
        moving.counts["responses_unlinked"] = sum(event.person_id is None for event in events)


def _numbered(responses: Sequence[ZohoResponse]) -> dict[str, ZohoResponse]:
    """The responses by key; equal ones are told apart by a number."""
    seen: Counter[str] = Counter()
    keyed = {}
    for one in responses:
        seen[one.key] += 1
        keyed[f"zoho:{one.key}/{seen[one.key]}"] = one
    return keyed


def _event(key: str, response: ZohoResponse, person_id: int | None) -> EventDraft:
    return EventDraft(
        kind="campaign_response",
        at=response.at,
        person_id=person_id,
        key=key,
        source="zoho",
        properties={
            "campaign": response.campaign,
            "status": response.status,
            "family_name": response.family_name,
        },
    )
