"""Overview and representatives, on the history of conftest and a few calls more."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

import qanat.insight
from qanat.insight.public import Only, owners_seen, run_report, sources_seen
from qanat.insight.tests.conftest import NOW, at
from qanat.kernel.errors import NotAllowed
from qanat.people.models import Person
from qanat.platform.actor import Actor
from qanat.work.models import Call, Meeting, Task
from qanat.work.rules import REACHING


def ask(name, actor, **more):
    return run_report(name, actor=actor, now=NOW, **more).as_dict()


def test_the_overview_tells_who_came_what_closed_and_what_stands(history, everybody):
    told = ask("overview", everybody)

    assert told == {
        "report": "overview",
        "from": None,
        "to": None,
        "currency": "USD",
        "leads": 5,
        "qualified": 4,
        "qualified_rate": 0.8,
        "answered": 1,
        "response_hours": 24.0,
        "untouched": 2,
        "won": 2,
        "lost": 1,
        "win_rate": 0.6667,
        "won_value": "1250.50",
        "other_currencies": 0,
        "open": 1,
        "open_value": "500.00",
        "weighted_value": "250.00",
        "open_people": 3,
        "without_next_step": 2,
    }


def test_what_stands_now_does_not_depend_on_the_period(history, everybody):
    february = ask("overview", everybody, start=date(2026, 2, 1), end=date(2026, 2, 28))

    assert (february["leads"], february["won"], february["untouched"]) == (2, 1, 1)
    assert (february["open"], february["without_next_step"]) == (1, 2)


@pytest.fixture
def busy(history):
    """Nora reached Badr, called again, met him, and did a task; another task of hers is overdue."""
    badr, nora = history.badr, history.nora
    for day, outcome in ((13, "no_answer"), (14, "answered"), (16, "busy")):
        Call.objects.create(
            person=badr, owner=nora, direction="outbound", started_at=at(1, day), outcome=outcome
        )
    Meeting.objects.create(person=badr, owner=nora, starts_at=at(1, 20), outcome="held")
    task = {"person": badr, "owner": nora, "kind": "call", "title": "Call", "created_by": "test"}
    Task.objects.create(**task, due_at=at(1, 21), done_at=at(1, 21))
    Task.objects.create(**task, due_at=at(2, 1))
    return history


def test_representatives_are_told_by_what_they_did_won_and_carry(busy, everybody):
    nora, omar = ask("representatives", everybody)["rows"]

    assert nora == {
        "owner": "Nora",
        "leads": 4,
        "response_hours": 24.0,
        "untouched": 2,
        "calls": 4,
        "reached": 1,
        "meetings": 1,
        "follow_ups": 3,
        "tasks_done": 1,
        "overdue": 1,
        "won": 1,
        "lost": 1,
        "win_rate": 0.5,
        "won_value": "1000.00",
        "other_currencies": 0,
        "open_people": 3,
        "open": 1,
        "open_value": "500.00",
        "without_next_step": 2,
    }
    assert (omar["owner"], omar["calls"], omar["won_value"], omar["follow_ups"]) == (
        "Omar",
        1,
        "250.50",
        0,
    )


def test_the_totals_of_representatives_are_all_of_them(busy, everybody):
    totals = ask("representatives", everybody)["totals"]

    assert (totals["leads"], totals["calls"], totals["follow_ups"], totals["won"]) == (5, 5, 3, 2)
    assert (totals["open_people"], totals["without_next_step"]) == (3, 2)
    assert totals["win_rate"] == 0.6667


def test_a_task_that_a_call_fulfilled_is_one_follow_up(busy, everybody):
    task = Task.objects.get(done_at__isnull=False)
    Call.objects.filter(started_at=at(1, 16)).update(task=task)

    (nora, _) = ask("representatives", everybody)["rows"]
    assert (nora["follow_ups"], nora["tasks_done"]) == (2, 1)


def test_a_call_before_somebody_came_again_is_no_response(busy, everybody):
    Person.objects.filter(id=busy.badr.id).update(came_at=at(1, 19))
    told = ask("overview", everybody, start=date(2026, 1, 19), end=date(2026, 1, 19))
    assert told["response_hours"] == 24.0


def test_a_report_can_be_kept_to_a_source(history, everybody):
    web = ask("overview", everybody, only=Only(source="Web"))
    assert (web["leads"], web["won"], web["won_value"], web["open"]) == (3, 1, "250.50", 0)
    assert ask("overview", everybody, only=Only(source=""))["leads"] == 0
    fair = ask("totals", everybody, only=Only(source="Trade Show"))
    assert (fair["calls"], fair["meetings"], fair["accounts"]) == (1, 1, 0)


def test_a_report_can_be_kept_to_owners_but_never_beyond_what_one_sees(history, everybody, omars):
    nora = Only(owner_ids=frozenset({history.nora.id}))
    assert ask("overview", everybody, only=nora)["leads"] == 4
    assert ask("overview", omars, only=nora)["leads"] == 0
    assert ask("overview", everybody, only=Only(owner_ids=frozenset()))["leads"] == 0


def test_months_can_be_asked_in_a_calendar_of_ones_own(history, everybody):
    told = ask("conversion", everybody, by="month", calendar="jalali")
    assert [row["month"] for row in told["rows"]] == ["1404-10", "1404-11"]


def test_one_can_choose_among_owners_and_sources_that_one_sees(history, everybody, omars):
    assert [(one.name, one.email) for one in owners_seen(actor=omars)] == [
        ("Omar", "omar@example.com")
    ]
    assert history.nora.id in [one.id for one in owners_seen(actor=everybody)]
    assert sources_seen(actor=everybody) == ["Trade Show", "Web"]
    assert sources_seen(actor=omars) == ["Web"]
    for choice in (owners_seen, sources_seen):
        with pytest.raises(NotAllowed):
            choice(actor=Actor(name="user:9", user_id=9))


def test_the_statements_know_the_outcomes_in_which_one_spoke_with_somebody():
    folder = Path(qanat.insight.__file__).parent / "sql"
    for name in ("overview", "representatives"):
        told = re.findall(r"outcome IN \(([^)]*)\)", (folder / f"{name}.sql").read_text())
        assert told
        assert all(set(re.findall(r"\w+", words)) == set(REACHING) for words in told)


def test_a_task_is_overdue_at_the_instant_of_asking(busy, everybody):
    later = run_report("representatives", actor=everybody, now=at(1, 25) - timedelta(days=1))
    assert later.rows[0]["overdue"] == 0


def test_stages_are_named_in_the_language_asked_for_and_found_by_their_keys(history, everybody):
    table = run_report("pipeline", actor=everybody, now=NOW, language="ar")
    assert [row["stage"] for row in table.rows] == ["first", "second", "closed"]
    assert table.keys[1] == {"pipeline": "test", "stage": "second"}
    funnel = run_report("funnel", actor=everybody, now=NOW)
    assert [keys["step"] for keys in funnel.keys] == [
        "lead",
        "contacted",
        "qualified",
        "opportunity",
        "first",
        "second",
        "won",
    ]
    assert [keys["pipeline"] for keys in funnel.keys] == ["", "", "", "", "test", "test", "test"]
