"""The trace of each arrival: what brought the person, what happened, what was agreed to and said."""

from dataclasses import replace

from qanat.consent.public import record_consents
from qanat.flows.road.batch import Arrival, Batch, Someone
from qanat.people.public import put_tags
from qanat.timeline.public import (
    EventDraft,
    TouchDraft,
    append_events,
    ensure_campaigns,
    record_touches,
)
from qanat.work.public import NoteDraft, add_notes

MARKETING = ("source", "medium", "campaign", "content", "term", "landing_page", "referrer")


def leave_trace(batch: Batch) -> None:
    """Touches, events, consents, tags and notes of the batch; one statement each, none for what is not told."""
    _touches(batch)
    put_tags(
        [
            (someone.known_id, tag)
            for someone, arrival in batch.each()
            for tag in arrival.values.tags
        ],
        now=batch.now,
    )
    append_events(
        [draft for someone, arrival in batch.each() for draft in _events(someone, arrival)],
        now=batch.now,
    )
    record_consents(
        [
            replace(consent, person_id=someone.known_id)
            for someone, arrival in batch.each()
            for consent in arrival.values.consents
        ],
        actor=batch.actor,
        now=batch.now,
    )

    add_notes(
        [
            NoteDraft(
                person_id=someone.known_id,
                text=arrival.values.message,
                at=arrival.values.came_at,
            )
            for someone, arrival in batch.each()
            if arrival.values.message
        ],
        actor=batch.actor,
        now=batch.now,
    )


def _touches(batch: Batch) -> None:
    brought = [
        (someone, arrival)
        for someone, arrival in batch.each()
        if any(getattr(arrival.payload, name) for name in MARKETING)
    ]
    campaigns = ensure_campaigns(
        [arrival.payload.campaign for _, arrival in brought],
        currency=batch.currency,
        now=batch.now,
    )
    record_touches([_touch(someone, arrival, campaigns) for someone, arrival in brought])


def _touch(someone: Someone, arrival: Arrival, campaigns: dict[str, int]) -> TouchDraft:
    told = arrival.payload
    return TouchDraft(
        person_id=someone.known_id,
        at=arrival.values.came_at,
        source=arrival.values.person.source,
        medium=arrival.values.person.medium,
        campaign_id=campaigns.get(told.campaign),
        content=told.content,
        term=told.term,
        landing_page=told.landing_page,
        referrer=told.referrer,
        direction=told.direction,
        key=f"submission:{arrival.submission.pk}",
    )


def _events(someone: Someone, arrival: Arrival) -> list[EventDraft]:
    """What was told to have happened, and the arrival itself."""
    submission, told = arrival.submission, arrival.payload
    properties = {"door": submission.door, "submission": submission.pk}
    properties |= {name: value for name in MARKETING if (value := getattr(told, name))}
    if arrival.problems:
        properties["problems"] = [
            {"path": list(fault.path), "code": fault.code} for fault in arrival.problems
        ]
    came = EventDraft(
        kind="form_submit" if submission.door.startswith("form:") else "lead_received",
        at=arrival.values.came_at,
        properties=properties,
        source=submission.door,
        key=f"submission:{submission.pk}",
    )
    return [replace(event, person_id=someone.known_id) for event in (came, *arrival.values.events)]
