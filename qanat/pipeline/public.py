"""Pipelines, stages and opportunities: all that other packages may use."""

from qanat.pipeline.actions import (
    change_opportunity,
    create_opportunity,
    delete_opportunity,
    lose_opportunity,
    move_to_stage,
    reopen_opportunity,
    restore_opportunity,
    win_opportunity,
)
from qanat.pipeline.board import Column, PipelineRow, Total, board, list_pipelines, lost_reasons
from qanat.pipeline.configuration import (
    create_lost_reason,
    create_pipeline,
    delete_lost_reason,
    delete_pipeline,
    make_default,
    rename_lost_reason,
    rename_pipeline,
    set_opportunity_criteria,
)
from qanat.pipeline.defaults import ensure_default_pipeline
from qanat.pipeline.drafts import OpportunityDraft
from qanat.pipeline.entry import OpportunityValues
from qanat.pipeline.gates import closed_to_person
from qanat.pipeline.history import enter_history, history_faults
from qanat.pipeline.locks import lock_visible_opportunity
from qanat.pipeline.queries import (
    DealVisit,
    OpportunityCard,
    OpportunityFilter,
    Visit,
    ageing_opportunities,
    count_opportunities,
    list_opportunities,
    opportunity_card,
    stage_cards,
    stage_visits,
    visits_of_account,
)
from qanat.pipeline.stages import (
    StageSettings,
    change_stage,
    create_stage,
    delete_stage,
    reorder_stages,
)
from qanat.pipeline.transitions import Transition
from qanat.pipeline.trash import TrashedOpportunity, trashed_opportunities

__all__ = [
    "Column",
    "DealVisit",
    "OpportunityCard",
    "OpportunityDraft",
    "OpportunityFilter",
    "OpportunityValues",
    "PipelineRow",
    "StageSettings",
    "Total",
    "Transition",
    "TrashedOpportunity",
    "Visit",
    "ageing_opportunities",
    "board",
    "change_opportunity",
    "change_stage",
    "closed_to_person",
    "count_opportunities",
    "create_lost_reason",
    "create_opportunity",
    "create_pipeline",
    "create_stage",
    "delete_lost_reason",
    "delete_opportunity",
    "delete_pipeline",
    "delete_stage",
    "ensure_default_pipeline",
    "enter_history",
    "history_faults",
    "list_opportunities",
    "list_pipelines",
    "lock_visible_opportunity",
    "lose_opportunity",
    "lost_reasons",
    "make_default",
    "move_to_stage",
    "opportunity_card",
    "rename_lost_reason",
    "rename_pipeline",
    "reopen_opportunity",
    "reorder_stages",
    "restore_opportunity",
    "set_opportunity_criteria",
    "stage_cards",
    "stage_visits",
    "trashed_opportunities",
    "visits_of_account",
    "win_opportunity",
]
