"""Changes at once: no fact is missed, and no score of a model that was replaced stays."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connection

from qanat.platform.actor import acting
from qanat.scoring.models import Score, ScoreChange
from qanat.scoring.public import (
    RuleDraft,
    activate_model,
    score_of,
    score_people,
)
from qanat.scoring.tests.conftest import NOW, SYSTEM, happened, make_model, make_people

pytestmark = pytest.mark.usefixtures("real_commits")

THREADS = 6
KINDS = ("page_view", "download", "chat", "email_open", "email_click", "meeting")


def closing(call):
    def run(*arguments):
        try:
            return call(*arguments)
        finally:
            connection.close()

    return run


def someone_waits():
    """Whether within ten seconds somebody waits for an advisory lock."""
    for _ in range(1000):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            )
            if cursor.fetchone()[0]:
                return True
        sleep(0.01)
    return False


def test_of_changes_of_one_person_at_once_none_is_missed():
    rules = [
        RuleDraft(
            name=kind,
            group="implicit",
            criteria={"event": kind, "is": "at_least", "value": 1},
            points=10,
        )
        for kind in KINDS
    ]
    activate_model(make_model(*rules).pk, actor=SYSTEM, now=NOW)
    person, other = make_people(2)
    happened(other, "page_view")  # makes the month's partition, which is made one at a time
    begin = Barrier(THREADS)

    @closing
    def arrive(kind):
        begin.wait(timeout=30)
        with acting(SYSTEM):
            happened(person, kind)
            begin.wait(timeout=30)  # every event is there, none is committed
            score_people([person], at=NOW, actor=SYSTEM)

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(arrive, KINDS))

    assert score_of(person, SYSTEM).total == 60
    steps = ScoreChange.objects.order_by("id").values_list("from_total", "to_total")
    assert list(steps) == [(None, 10), (10, 20), (20, 30), (30, 40), (40, 50), (50, 60)]


def test_activating_waits_for_scores_under_way_and_then_covers_them():
    old = make_model(RuleDraft(name="old", group="explicit", criteria={"all": []}, points=1))
    new = make_model(RuleDraft(name="new", group="explicit", criteria={"all": []}, points=2))
    activate_model(old.pk, actor=SYSTEM, now=NOW)
    (person,) = make_people(1)
    scored, go_on = Event(), Event()

    @closing
    def intake():
        with acting(SYSTEM):
            score_people([person], at=NOW, actor=SYSTEM)
            scored.set()
            assert go_on.wait(timeout=30)

    @closing
    def activate():
        return activate_model(new.pk, actor=SYSTEM, now=NOW)

    with ThreadPoolExecutor(2) as threads:
        under_way = threads.submit(intake)
        assert scored.wait(timeout=30)
        activation = threads.submit(activate)
        assert someone_waits()
        go_on.set()
        under_way.result(timeout=30)
        assert activation.result(timeout=30).changed == 1

    assert Score.objects.get(person_id=person).model_id == new.pk
    assert score_of(person, SYSTEM).total == 2
