"""Bringing over opportunities that lived elsewhere, with their own dates, in sets of thousands.

Nothing is asked of gates, since it happened already. The history tells when it was so
(`entered_at`) and that Qanat was told today (`recorded_at`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.text import clean
from qanat.pipeline.drafts import OpportunityDraft
from qanat.pipeline.models import LostReason, Stage
from qanat.pipeline.rules import EARLIEST, Place, amount_faults, chance_faults, currency_faults
from qanat.pipeline.telling import tell_history
from qanat.pipeline.transitions import place_of
from qanat.platform.actor import Actor, acting
from qanat.platform.statements import as_json, fetch, statement


def enter_history(drafts: Sequence[OpportunityDraft], *, actor: Actor, now: datetime) -> list[int]:
    """The ids of the opportunities, in the order of `drafts`; a fixed number of statements.

    Raises:
        Invalid: a draft is at fault (paths begin with its index); nothing is written then.
    """
    actor.require("opportunities.add")
    if not drafts:
        return []
    with acting(actor):
        places = _places()
        reasons = set(LostReason.objects.values_list("key", flat=True))
        if faults := _all_faults(drafts, places, reasons, now):
            raise Invalid.of(tuple(faults))
        first = {place.pipeline_id: place.id for place in places.values() if place.position == 0}
        rows = [
            _row(index, draft, places[draft.stage_id].pipeline_id, first)
            for index, draft in enumerate(drafts)
        ]
        written = fetch(
            statement(__file__, "enter_history"),
            {"drafts": as_json(rows), "actor": actor.name, "now": now},
        )
        ids = [row[0] for row in written]
        tell_history(list(zip(ids, drafts, strict=True)), now=now)
        return ids


def history_faults(drafts: Sequence[OpportunityDraft], *, now: datetime) -> list[Fault]:
    """What is wrong with the drafts, with paths that begin with the index of the draft.

    An import asks first and leaves out what cannot be written.
    """
    reasons = set(LostReason.objects.values_list("key", flat=True))
    return _all_faults(drafts, _places(), reasons, now)


def _places() -> dict[int, Place]:
    stages = Stage.objects.filter(deleted_at__isnull=True)
    return {stage.id: place_of(stage) for stage in stages}


def _all_faults(
    drafts: Sequence[OpportunityDraft],
    places: Mapping[int, Place],
    reasons: set[str],
    now: datetime,
) -> list[Fault]:
    return [
        replace(fault, path=(index, *fault.path))
        for index, draft in enumerate(drafts)
        for fault in [
            *amount_faults(draft.amount),
            *chance_faults(draft.chance),
            *currency_faults(draft.currency),
            *_place_faults(draft, places, reasons),
            *_time_faults(draft, now),
        ]
    ]


def _place_faults(
    draft: OpportunityDraft, places: Mapping[int, Place], reasons: set[str]
) -> list[Fault]:
    faults = []
    unknown = {draft.stage_id, *(stage_id for stage_id, _ in draft.entered)} - places.keys()
    if unknown:
        faults.append(Fault(("stage_id",), f"There is no stage {min(unknown)}.", "not_found"))
    elif places[draft.stage_id].closed != (draft.outcome != "open"):
        message = "What is won or lost lies in the closed stage, and nothing else does."
        faults.append(Fault(("stage_id",), message, "stage_unfit"))
    if draft.lost_reason and (draft.outcome != "lost" or draft.lost_reason not in reasons):
        message = f"There is no reason {draft.lost_reason!r}, or it was not lost."
        faults.append(Fault(("lost_reason",), message, "reason_unknown"))
    return faults


def _time_faults(draft: OpportunityDraft, now: datetime) -> list[Fault]:
    if (draft.closed_at is None) != (draft.outcome == "open"):
        message = "Say when it was won or lost, and only then."
        return [Fault(("closed_at",), message, "closed_at_unfit")]
    if draft.opened_at < EARLIEST:
        message = "The time is before 1990; please check the year."
        return [Fault(("opened_at",), message, "at_too_early")]
    moments = [draft.opened_at, *(at for _, at in draft.entered)]
    moments += [draft.closed_at] if draft.closed_at else []
    if moments != sorted(moments):
        message = "The times go back; each must be at or after the one before."
        return [Fault(("closed_at",), message, "times_out_of_order")]
    if moments[-1] > now:
        message = "The time lies in the future; say when it happened."
        return [Fault(("closed_at",), message, "at_in_future")]
    return []


def _row(
    index: int, draft: OpportunityDraft, pipeline_id: int, first: Mapping[int, int]
) -> dict[str, Any]:
    """One element of what `enter_history.sql` reads."""
    stays = list(draft.entered)
    if not stays:
        stays = [
            (draft.stage_id if draft.closed_at is None else first[pipeline_id], draft.opened_at)
        ]
    if draft.closed_at is not None:
        stays.append((draft.stage_id, draft.closed_at))
    left = [at for _, at in stays[1:]] + [None]
    row = {name: getattr(draft, name) for name in _PLAIN}
    return row | {
        "index": index,
        "name": clean(draft.name) or "?",
        "custom": dict(draft.custom),
        "pipeline_id": pipeline_id,
        "entered_stage_at": stays[-1][1],
        "visits": [
            {"stage_id": stage_id, "entered_at": at, "left_at": until}
            for (stage_id, at), until in zip(stays, left, strict=True)
        ],
    }


_PLAIN = tuple(OpportunityDraft.__dataclass_fields__.keys() - {"name", "custom", "entered"})
