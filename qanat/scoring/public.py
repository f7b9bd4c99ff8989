"""Score models, scores and their explanations: all that other packages may use."""

from qanat.scoring.defaults import ensure_default_model
from qanat.scoring.editing import (
    RuleDraft,
    activate_model,
    add_rule,
    change_rule,
    copy_model,
    create_model,
    delete_model,
    delete_rule,
    require_drafts,
    set_thresholds,
)
from qanat.scoring.explaining import ExplanationLine, events_behind, explanation
from qanat.scoring.preview import Preview, preview, preview_model
from qanat.scoring.queries import (
    ModelCard,
    RuleCard,
    ScoreCard,
    ScoreStep,
    active_model,
    list_models,
    list_rules,
    qualified_leads,
    score_history,
    score_of,
    scores_of,
)
from qanat.scoring.rescores import RescoreCard, last_rescore
from qanat.scoring.rules import Band, Group, Side, Thresholds
from qanat.scoring.scorer import Rescored, ScoreMove, score_everybody, score_people
from qanat.scoring.trying import Mover, PersonTrial, Trial, TriedRule, try_model, try_on

__all__ = [
    "Band",
    "ExplanationLine",
    "Group",
    "ModelCard",
    "Mover",
    "PersonTrial",
    "Preview",
    "RescoreCard",
    "Rescored",
    "RuleCard",
    "RuleDraft",
    "ScoreCard",
    "ScoreMove",
    "ScoreStep",
    "Side",
    "Thresholds",
    "Trial",
    "TriedRule",
    "activate_model",
    "active_model",
    "add_rule",
    "change_rule",
    "copy_model",
    "create_model",
    "delete_model",
    "delete_rule",
    "ensure_default_model",
    "events_behind",
    "explanation",
    "last_rescore",
    "list_models",
    "list_rules",
    "preview",
    "preview_model",
    "qualified_leads",
    "require_drafts",
    "score_everybody",
    "score_history",
    "score_of",
    "score_people",
    "scores_of",
    "set_thresholds",
    "try_model",
    "try_on",
]
