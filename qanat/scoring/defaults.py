"""The score model that an installation begins with."""

from datetime import datetime
from typing import Final

from qanat.kernel.phrase import Phrase
from qanat.platform.actor import Actor, acting
from qanat.scoring.default_rules import default_rules
from qanat.scoring.editing import activate_model, add_rule, create_model
from qanat.scoring.models import ScoreModel

FIRST_MODEL: Final = Phrase("First model", "النموذج الأول", "مدل نخست")


def ensure_default_model(*, language: str = "en", actor: Actor, now: datetime) -> ScoreModel:
    """The active model; made and activated when none is. Nothing that is there is changed."""
    actor.require("scoring.change")
    with acting(actor):
        active = ScoreModel.objects.filter(active=True).first()
        if active is not None:
            return active
        model = create_model(FIRST_MODEL.in_language(language), actor=actor, now=now)
        for rule in default_rules(language):
            add_rule(model.pk, rule, actor=actor)
        activate_model(model.pk, actor=actor, now=now)
        model.refresh_from_db()
        return model
