"""Scores follow the calendar: what a rule counts within some days ends by itself, every night."""

from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.contrib.django import app

from qanat.flows.founding import found
from qanat.flows.jobs import rescore_daily
from qanat.people.public import PersonDraft, insert_people
from qanat.platform.actor import acting, system_actor
from qanat.scoring.public import score_of, score_people
from qanat.timeline.public import EventDraft, append_events

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ACTOR = system_actor("test")


@pytest.mark.django_db
def test_points_for_recent_visits_are_gone_when_they_are_no_longer_recent():
    found(now=NOW, email="admin@example.com")
    with acting(ACTOR):
        (sara,) = insert_people([PersonDraft(full_name="Sara")], actor=ACTOR, now=NOW)
        visit = EventDraft(
            kind="page_view", at=NOW, person_id=sara, properties={"path": "/pricing"}
        )
        append_events([visit] * 5, now=NOW)
        score_people([sara], at=NOW + timedelta(minutes=1), actor=ACTOR)
    fresh = score_of(sara, ACTOR).engagement

    rescore_daily(timestamp=int((NOW + timedelta(days=300)).timestamp()))

    assert fresh > score_of(sara, ACTOR).engagement


def test_it_is_planned_for_every_night():
    periodic = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert "flows.rescore_daily" in periodic
