"""An installation in which leads are scored and given out, and leads that come to it."""

from datetime import UTC, datetime
from itertools import count

import pytest

from qanat.access.public import RoleName, create_user
from qanat.flows.processing import process
from qanat.platform import inbox
from qanat.platform.actor import system_actor
from qanat.routing.public import ensure_default_routing
from qanat.scoring.public import RuleDraft, activate_model, add_rule, create_model

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
_keys = count()


@pytest.fixture
def system():
    return system_actor("test")


@pytest.fixture
def arrive():
    """Gives the submissions after they went down the road together."""

    def arrive(*payloads, door="api:1", told=True, now=NOW):
        received = inbox.receive(
            door, list(payloads), key=f"f{next(_keys)}", sent_by="user:1", now=now, claim="w"
        )
        process(received.submissions, now=now, told=told)
        return list(received.submissions)

    return arrive


@pytest.fixture
def sellers(db, system):
    """Two who take leads in turn."""
    users = [
        create_user(
            email=f"{name}@example.com",
            name=name.title(),
            role=RoleName.REPRESENTATIVE,
            actor=system,
            now=NOW,
        )
        for name in ("huda", "reza")
    ]
    ensure_default_routing(actor=system)
    return users


@pytest.fixture
def model(db, system):
    """A buyer has 60 points and is ready for sales; whoever is not, has none."""
    model = create_model("Model", actor=system, now=NOW)
    criteria = {"field": "person.job_title", "is": "is", "value": "Buyer"}
    rule = RuleDraft(name="Buys", group="explicit", criteria=criteria, points=60)
    add_rule(model.pk, rule, actor=system)
    activate_model(model.pk, actor=system, now=NOW)
    return model
