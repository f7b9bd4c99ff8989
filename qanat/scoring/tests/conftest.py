"""People, events and models, made through the actions that make them in life."""

from datetime import UTC, datetime, timedelta

import pytest

from qanat.people.public import PersonDraft, insert_people
from qanat.platform.actor import acting, system_actor
from qanat.scoring.public import RuleDraft, activate_model, add_rule, create_model
from qanat.timeline.public import EventDraft, append_events

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SYSTEM = system_actor("test")

SAUDI = {"field": "person.country", "is": "is", "value": "SA"}
NAMED = {"field": "person.full_name", "is": "is_known"}
VISITED = {"event": "page_view", "is": "at_least", "value": 2}
BOUNCED = {"event": "email_bounce", "is": "at_least", "value": 1}


def make_people(number, **more):
    with acting(SYSTEM):
        drafts = [PersonDraft(full_name=f"Person {n}", **more) for n in range(number)]
        return insert_people(drafts, actor=SYSTEM, now=NOW)


def happened(person, kind, times=1, at=NOW - timedelta(days=1), now=NOW):
    with acting(SYSTEM):
        append_events(
            [
                EventDraft(kind=kind, at=at + timedelta(minutes=n), person_id=person)
                for n in range(times)
            ],
            now=now,
        )


RULES = (
    RuleDraft(name="Saudi", group="explicit", criteria=SAUDI, points=20),
    RuleDraft(name="Visits", group="implicit", criteria=VISITED, points=40),
    RuleDraft(name="Bounced", group="negative", criteria=BOUNCED, points=-15),
    RuleDraft(name="Far away", group="negative", criteria={"not": SAUDI}, points=-5),
)


def make_model(*rules, name="Model"):
    model = create_model(name, actor=SYSTEM, now=NOW)
    for rule in rules:
        add_rule(model.pk, rule, actor=SYSTEM)
    return model


@pytest.fixture
def model(request):
    """The active model: Saudi +20, visits +40, bounced -15, far away -5; warm 30, hot 60, MQL 50."""
    request.getfixturevalue("db")
    model = make_model(*RULES)
    activate_model(model.pk, actor=SYSTEM, now=NOW)
    return model
