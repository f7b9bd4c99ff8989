"""The score model that an installation begins with."""

from datetime import datetime

from qanat.platform.actor import Actor, acting
from qanat.scoring.default_rules import DEFAULT_RULES
from qanat.scoring.editing import activate_model, add_rule, create_model
from qanat.scoring.models import ScoreModel


def ensure_default_model(*, actor: Actor, now: datetime) -> ScoreModel:
    """The active model; made and activated when none is. Nothing that is there is changed."""
    actor.require("scoring.change")
    with acting(actor):
        active = ScoreModel.objects.filter(active=True).first()
        if active is not None:
            return active
        model = create_model("First model", actor=actor, now=now)
        for rule in DEFAULT_RULES:
            add_rule(model.pk, rule, actor=actor)
        activate_model(model.pk, actor=actor, now=now)
        model.refresh_from_db()
        return model
