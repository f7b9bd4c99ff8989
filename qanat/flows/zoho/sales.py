"""Deals, in a pipeline with Zoho's own stages."""

from collections.abc import Sequence

from qanat.capture.public import DEALS, ZohoDeal
from qanat.flows.zoho.lookups import account_of_people
from qanat.flows.zoho.moving import Moving, unique
from qanat.kernel.phrase import Phrase
from qanat.people.public import Move, move_lifecycles
from qanat.pipeline.public import (
    OpportunityDraft,
    change_stage,
    create_pipeline,
    create_stage,
    enter_history,
    list_pipelines,
)
from qanat.timeline.public import TouchDraft, record_touches

PIPELINE = "Zoho"
ORDER = (
    "Prospect",
    "Qualification",
    "Needs Analysis",
    "Value Proposition",
    "Identify Decision Makers",
    "Id. Decision Makers",
    "Perception Analysis",
    "Initial Offer",
    "Proposal/Price Quote",
    "Negotiation/Review",
)
"""Zoho's stages in their usual order; any other comes after them."""


def outcome_of(stage: str) -> str:
    """Whether a deal in the stage is won, lost or open."""
    words = stage.casefold()
    if "won" in words.split():
        return "won"
    return "lost" if words.startswith("closed") or "lost" in words.split() else "open"


def move_deals(moving: Moving) -> None:
    """Deals with their own dates; each belongs to its lead, and to the lead's account."""
    deals = unique(moving.read(DEALS, "deal", key=lambda deal: deal.key), lambda deal: deal.key)
    if not deals:
        return
    stages = _stages([deal.stage for deal in deals.values()], moving)
    accounts = account_of_people(sorted(set(moving.rows["lead"].values())))
    drafts = [_draft(deal, stages, accounts, moving) for deal in deals.values()]
    ids = enter_history(drafts, actor=moving.actor, now=moving.now)
    moving.wrote("deal", dict(zip(deals, ids, strict=True)))
    _move_lifecycles(list(deals.values()), moving)
    _credit_campaigns(list(deals.values()), moving)


def _draft(
    deal: ZohoDeal, stages: dict[str, int], accounts: dict[int, int], moving: Moving
) -> OpportunityDraft:
    outcome = outcome_of(deal.stage)
    person_id = moving.row("lead", deal.lead)
    if person_id is None:
        moving.counts["deals_unlinked"] += 1
    return OpportunityDraft(
        name=deal.name,
        stage_id=stages[deal.stage if outcome == "open" else ""],
        owner_id=moving.owner(deal.owner) or moving.somebody,
        opened_at=deal.created_at,
        closed_at=None if outcome == "open" else deal.closing_at,
        outcome=outcome,
        person_id=person_id,
        account_id=accounts.get(person_id or 0),
        campaign_id=moving.row("campaign", deal.campaign),
        amount=deal.amount.amount if deal.amount else None,
        currency=deal.amount.currency if deal.amount else moving.currency,
        chance=deal.chance if outcome == "open" else None,
        kind=deal.kind,
        expected_close_on=deal.closing_at.astimezone(moving.zone).date(),
    )


def _stages(names: Sequence[str], moving: Moving) -> dict[str, int]:
    """The stage of each open name, and under the empty name the closed one, in a pipeline of theirs."""
    pipeline = next(
        (row for row in list_pipelines(actor=moving.actor) if row.labels.get("en") == PIPELINE),
        None,
    )
    if pipeline is None:
        create_pipeline(Phrase(PIPELINE, PIPELINE, PIPELINE), actor=moving.actor)
        return _stages_of_new(names, moving)
    there = {
        stage.labels.get("en", ""): stage.stage_id for stage in pipeline.stages if not stage.closed
    }
    wanted = [name for name in _ordered(names) if name not in there]
    for name in wanted:
        there[name] = create_stage(
            pipeline.id, {"label": Phrase(name, name, name)}, actor=moving.actor
        )
    (closed,) = [stage.stage_id for stage in pipeline.stages if stage.closed]
    return there | {"": closed}


def _ordered(names: Sequence[str]) -> list[str]:
    open_names = {name for name in names if outcome_of(name) == "open"}
    return sorted(
        open_names, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name)
    )


def _stages_of_new(names: Sequence[str], moving: Moving) -> dict[str, int]:
    """The stages of the pipeline just made; its first stage takes the first name."""
    (pipeline,) = [
        row for row in list_pipelines(actor=moving.actor) if row.labels.get("en") == PIPELINE
    ]
    first, *_ = _ordered(names) or ["Prospect"]
    change_stage(
        pipeline.stages[0].stage_id, {"label": Phrase(first, first, first)}, actor=moving.actor
    )
    return _stages(names, moving)


def _move_lifecycles(deals: Sequence[ZohoDeal], moving: Moving) -> None:
    """A lead with a deal is an opportunity from then on, and a customer once one is won."""
    moves = []
    for deal in deals:
        if person_id := moving.row("lead", deal.lead):
            moves.append(Move(person_id=person_id, to="opportunity", at=deal.created_at))
            if outcome_of(deal.stage) == "won":
                moves.append(Move(person_id=person_id, to="customer", at=deal.closing_at))
    for lifecycle in ("opportunity", "customer"):
        these = [move for move in moves if move.to == lifecycle]
        move_lifecycles(these, actor=moving.actor, now=moving.now)


def _credit_campaigns(deals: Sequence[ZohoDeal], moving: Moving) -> None:
    """The campaign that a deal names has touched its lead."""
    record_touches(
        [
            TouchDraft(
                person_id=person_id, at=deal.created_at, campaign_id=campaign_id, medium="deal"
            )
            for deal in deals
            if (person_id := moving.row("lead", deal.lead))
            and (campaign_id := moving.row("campaign", deal.campaign))
        ]
    )
