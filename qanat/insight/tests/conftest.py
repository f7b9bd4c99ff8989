"""A small known history.

Five people came in January and February 2026, four of Nora's and one of Omar's:

    Amal   Trade Show  10 Jan  two opportunities: won 1,000.00 on 20 Jan, lost
    Badr   Trade Show  12 Jan  one, open, in the second stage (500.00)
    Carim  Web         15 Jan  qualified, no opportunity
    Dina   Web          1 Feb  open
    Emad   Web          2 Feb  won 250.50 on 4 Feb, Omar's
    (Farid  Web        10 Jan  in the trash)
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from qanat.access.models import User
from qanat.people.models import LifecycleChange, Person, StatusChange
from qanat.pipeline.models import Opportunity, Pipeline, Stage, StageVisit
from qanat.platform.actor import Actor
from qanat.platform.models import Organisation
from qanat.timeline.models import Campaign, Touch
from qanat.work.models import Call, Meeting

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at(month, day, hour=9):
    return datetime(2026, month, day, hour, tzinfo=UTC)


def person(name, source, came_at, owner, **more):
    return Person.objects.create(
        full_name=name, source=source, came_at=came_at, owner=owner, **more
    )


def opportunity(who, stages, moves, outcome="open", *, amount=None, closed_at=None):
    """An opportunity that entered the stages of the given indexes at the given times."""
    last, entered = moves[-1]
    deal = Opportunity.objects.create(
        name=f"{who.full_name}'s",
        person=who,
        pipeline=stages[0].pipeline,
        stage=stages[last],
        entered_stage_at=entered,
        outcome=outcome,
        amount=amount and Decimal(amount),
        currency="USD",
        owner=who.owner,
        opened_at=moves[0][1],
        closed_at=closed_at,
    )
    for index, (stage, since) in enumerate(moves):
        until = moves[index + 1][1] if index + 1 < len(moves) else None
        StageVisit.objects.create(
            opportunity=deal, stage=stages[stage], entered_at=since, left_at=until, actor="test"
        )
    return deal


@pytest.fixture
def history(db):
    Organisation.objects.update_or_create(id=1, defaults={"currency": "USD", "time_zone": "UTC"})
    nora = User.objects.create(email="nora@example.com", name="Nora", role="representative")
    omar = User.objects.create(email="omar@example.com", name="Omar", role="representative")
    pipeline = Pipeline.objects.create(key="test", labels={"en": "Sales"})
    stages = [
        Stage.objects.create(
            pipeline=pipeline,
            key=key,
            labels={"en": key.title(), "ar": key},
            position=index,
            closed=key == "closed",
            chance=chance,
            patience_days=14,
        )
        for index, (key, chance) in enumerate([("first", 20), ("second", 50), ("closed", 0)])
    ]
    amal = person("Amal", "Trade Show", at(1, 10), nora, lifecycle="customer", status="qualified")
    badr = person("Badr", "Trade Show", at(1, 12), nora, lifecycle="opportunity")
    carim = person("Carim", "Web", at(1, 15), nora, lifecycle="lead")
    LifecycleChange.objects.create(person=carim, to_lifecycle="mql", at=at(1, 16), actor="test")
    dina = person("Dina", "Web", at(2, 1), nora)
    StatusChange.objects.create(person=dina, to_status="open", at=at(2, 1), actor="test")
    emad = person("Emad", "Web", at(2, 2), omar, lifecycle="customer")
    person("Farid", "Web", at(1, 10), nora, deleted_at=NOW)
    opportunity(
        amal, stages, [(0, at(1, 11)), (2, at(1, 20))], "won", amount="1000.00", closed_at=at(1, 20)
    )
    opportunity(amal, stages, [(0, at(1, 21)), (2, at(1, 31))], "lost", closed_at=at(1, 31))
    opportunity(badr, stages, [(0, at(1, 13)), (1, at(1, 17))], amount="500.00")
    opportunity(
        emad, stages, [(0, at(2, 2)), (2, at(2, 4))], "won", amount="250.50", closed_at=at(2, 4)
    )
    fair = Campaign.objects.create(
        name="Fair", key="fair", cost=Decimal(300), currency="USD", starts_on=date(2026, 1, 1)
    )
    for brought in (amal, badr, emad):
        Touch.objects.create(person=brought, at=brought.came_at, campaign=fair)
    Call.objects.create(person=amal, owner=nora, direction="outbound", started_at=at(1, 11))
    Call.objects.create(owner=omar, direction="inbound", started_at=at(2, 11))
    Meeting.objects.create(person=badr, owner=nora, starts_at=at(1, 18))
    return SimpleNamespace(nora=nora, omar=omar, badr=badr)


@pytest.fixture
def everybody():
    return Actor(name="user:1", user_id=1, permissions=frozenset({"reports.view"}), sees=None)


@pytest.fixture
def omars(history):
    return Actor(
        name=f"user:{history.omar.id}",
        user_id=history.omar.id,
        permissions=frozenset({"reports.view"}),
        sees=frozenset({history.omar.id}),
    )
