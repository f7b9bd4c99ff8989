"""What the pipeline tells the timeline of the person an opportunity is for.

A visit is told once, whatever happens, because its id is the key.
"""

from collections.abc import Sequence
from datetime import datetime

from qanat.pipeline.drafts import OpportunityDraft
from qanat.pipeline.models import Opportunity, StageVisit
from qanat.timeline.public import EventDraft, append_events

SOURCE = "pipeline"


def tell_visit(
    opportunity: Opportunity, visit: StageVisit, *, is_first: bool, now: datetime
) -> None:
    """Tell of the stage visit that an opportunity has just begun."""
    if opportunity.person_id is None:
        return
    decided = visit.outcome != Opportunity.Outcome.OPEN
    reason = opportunity.lost_reason
    told = EventDraft(
        kind=_kind(visit.outcome, is_first=is_first),
        at=visit.entered_at,
        person_id=opportunity.person_id,
        amount=opportunity.amount if decided or is_first else None,
        properties={
            "opportunity_id": opportunity.id,
            "subject": opportunity.name,
            "stage": opportunity.stage.key,
            "reason": reason.key if reason else None,
        },
        source=SOURCE,
        key=f"visit:{visit.id}",
    )
    append_events([told], now=now)


def tell_history(written: Sequence[tuple[int, OpportunityDraft]], *, now: datetime) -> None:
    """Tell when opportunities that were brought over, by id, were opened, won and lost."""
    told = []
    for opportunity_id, draft in written:
        moments = {"opportunity_opened": draft.opened_at}
        if draft.closed_at is not None:
            moments[_kind(draft.outcome, is_first=False)] = draft.closed_at
        told += [
            EventDraft(
                kind=kind,
                at=at,
                person_id=draft.person_id,
                amount=draft.amount,
                properties={"opportunity_id": opportunity_id, "subject": draft.name},
                source=SOURCE,
                key=f"{kind}:{opportunity_id}",
            )
            for kind, at in moments.items()
            if draft.person_id is not None
        ]
    append_events(told, now=now)


def _kind(outcome: str, *, is_first: bool) -> str:
    if outcome != Opportunity.Outcome.OPEN:
        return f"opportunity_{outcome}"
    return "opportunity_opened" if is_first else "stage_change"
