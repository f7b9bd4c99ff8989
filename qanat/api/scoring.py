"""Score models: what is active, drafts, and what activating one would do."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from qanat.api.needs import actor_of, needs
from qanat.api.schemas import Body, Id, MadeOut, Name
from qanat.kernel import clock
from qanat.scoring.public import (
    Band,
    Group,
    ModelCard,
    Preview,
    Rescored,
    RuleCard,
    RuleDraft,
    Thresholds,
    activate_model,
    add_rule,
    change_rule,
    copy_model,
    create_model,
    delete_model,
    delete_rule,
    list_models,
    list_rules,
    preview_model,
    set_thresholds,
)

router = Router(tags=["scoring"])

Points = Annotated[int, Field(ge=-1000, le=1000)]


class ThresholdsIn(Body):
    """Where the bands begin, and who is marketing-qualified."""

    warm_at: int
    hot_at: int
    mql_at: int

    def thresholds(self) -> Thresholds:
        """As the domain takes it."""
        return Thresholds(**self.dict())


class ThresholdsOut(Schema):
    """Where the bands begin, and who is marketing-qualified."""

    warm_at: int
    hot_at: int
    mql_at: int


class ModelIn(Body):
    """A draft to make; a copy of another when `copy_of` says."""

    name: Name
    copy_of: Id | None = None


class ModelOut(Schema):
    """A score model."""

    id: int
    name: str
    active: bool
    activated_at: datetime | None
    thresholds: ThresholdsOut
    rules: int


class RuleIn(Body):
    """A rule: who gets the points."""

    name: Name
    group: Group
    criteria: dict[str, Any]
    points: Points


class RuleChangeIn(RuleIn):
    """A rule anew; one that is not active counts for nobody."""

    active: bool = True


class RuleOut(Schema):
    """A rule with its criteria as a sentence."""

    id: int
    name: str
    group: str
    side: str
    points: int
    active: bool
    criteria: dict[str, Any]
    sentence: str


class MoveOut(Schema):
    """How many would go from one band to another; null is without a score."""

    before: Band | None
    after: Band
    people: int


class PreviewOut(Schema):
    """What activating a model would do."""

    people: int
    moves: list[MoveOut]
    up: int
    down: int
    newly_qualified: int
    no_longer_qualified: int


class RescoredOut(Schema):
    """Whom it was about, and whose score changed."""

    people: int
    changed: int


@router.get("/score/models", response=list[ModelOut], operation_id="list_score_models")
@needs("scoring.view")
def models(request: HttpRequest) -> list[ModelCard]:
    """The models, the active one first, then the newest; at most 200."""
    return list_models(actor_of(request))


@router.post("/score/models", response={201: MadeOut}, operation_id="create_score_model")
@needs("scoring.change")
def post_model(request: HttpRequest, body: ModelIn) -> dict[str, int]:
    """Make a draft."""
    actor, now = actor_of(request), clock.now()
    if body.copy_of is not None:
        return {"id": copy_model(body.copy_of, name=body.name, actor=actor, now=now).pk}
    return {"id": create_model(body.name, actor=actor, now=now).pk}


@router.delete("/score/models/{model_id}", response={204: None}, operation_id="delete_score_model")
@needs("scoring.change")
def remove_model(request: HttpRequest, model_id: Id) -> None:
    """Take a draft away; a model that has been active is kept."""
    delete_model(model_id, actor=actor_of(request))


@router.put(
    "/score/models/{model_id}/thresholds", response={204: None}, operation_id="set_thresholds"
)
@needs("scoring.change")
def put_thresholds(request: HttpRequest, model_id: Id, body: ThresholdsIn) -> None:
    """Change where a draft's bands begin."""
    set_thresholds(model_id, body.thresholds(), actor=actor_of(request))


@router.get(
    "/score/models/{model_id}/preview", response=PreviewOut, operation_id="preview_score_model"
)
@needs("scoring.view")
def preview(request: HttpRequest, model_id: Id) -> dict[str, Any]:
    """What activating the model would do, over everybody; writes nothing."""
    found = preview_model(model_id, at=clock.now(), actor=actor_of(request))
    return _preview_out(found)


@router.post(
    "/score/models/{model_id}/activate", response=RescoredOut, operation_id="activate_score_model"
)
@needs("scoring.change")
def activate(request: HttpRequest, model_id: Id) -> Rescored:
    """Make the model the one that counts, and score everybody anew."""
    return activate_model(model_id, actor=actor_of(request), now=clock.now())


@router.get(
    "/score/models/{model_id}/rules", response=list[RuleOut], operation_id="list_score_rules"
)
@needs("scoring.view")
def rules(request: HttpRequest, model_id: Id) -> list[RuleCard]:
    """The rules of a model by id, at most 200."""
    return list_rules(model_id, actor_of(request))


@router.post(
    "/score/models/{model_id}/rules", response={201: MadeOut}, operation_id="add_score_rule"
)
@needs("scoring.change")
def post_rule(request: HttpRequest, model_id: Id, body: RuleIn) -> dict[str, int]:
    """Add a rule to a draft."""
    return {"id": add_rule(model_id, RuleDraft(**body.dict()), actor=actor_of(request)).pk}


@router.put("/score/rules/{rule_id}", response={204: None}, operation_id="change_score_rule")
@needs("scoring.change")
def put_rule(request: HttpRequest, rule_id: Id, body: RuleChangeIn) -> None:
    """Replace a rule of a draft."""
    draft = RuleDraft(**body.dict(exclude={"active"}))
    change_rule(rule_id, draft, actor=actor_of(request), active=body.active)


@router.delete("/score/rules/{rule_id}", response={204: None}, operation_id="delete_score_rule")
@needs("scoring.change")
def remove_rule(request: HttpRequest, rule_id: Id) -> None:
    """Take a rule away from a draft."""
    delete_rule(rule_id, actor=actor_of(request))


def _preview_out(found: Preview) -> dict[str, Any]:
    moves = [
        {"before": before, "after": after, "people": people}
        for (before, after), people in found.moves.items()
    ]
    return {
        "people": found.people,
        "moves": moves,
        "up": found.up,
        "down": found.down,
        "newly_qualified": found.newly_qualified,
        "no_longer_qualified": found.no_longer_qualified,
    }
