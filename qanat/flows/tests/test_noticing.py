"""Who hears of what: owners of leads and due tasks, a team of its wins, who imported of the end."""

from datetime import timedelta

import pytest

from qanat.access.public import RoleName, actor_of_user, add_member, create_team, create_user
from qanat.flows.file_reading import Told
from qanat.flows.importing import import_leads
from qanat.flows.noticing import tell_tasks_due
from qanat.flows.public import add_person, give_to, open_opportunity, win
from qanat.flows.tests.conftest import NOW
from qanat.notices.models import Notice
from qanat.pipeline.public import OpportunityValues, ensure_default_pipeline
from qanat.work.public import TaskDraft, finish_task, plan_task


def heard():
    rows = Notice.objects.order_by("id")
    return [(row.user_id, row.kind, row.count) for row in rows]


@pytest.fixture
def pair(sellers, system):
    """Ids of two sellers of one team."""
    team = create_team("Riyadh", actor=system)
    for each in sellers:
        add_member(team.id, each.id, actor=system)
    return [each.id for each in sellers]


def person(system, owner_id, name="Layla"):
    values = {"given_name": name, "email": f"{name}@acme.com"}
    return add_person(values, owner_id=owner_id, account_id=None, actor=system, now=NOW)


def test_owners_hear_of_leads_that_come_in(pair, arrive):
    lead = {"given_name": "Sara", "email": "sara@acme.com"}
    arrive(lead)
    assert heard() == [(pair[0], "lead_assigned", 1)]
    arrive(lead)
    assert len(heard()) == 1
    arrive({"given_name": "Omid", "email": "omid@acme.com"}, door="import:7")
    assert len(heard()) == 1


def test_many_leads_at_once_are_one_notice_for_each_owner(pair, arrive):
    arrive(*({"given_name": f"P{n}", "email": f"p{n}@acme{n}.com"} for n in range(4)))
    assert sorted(heard()) == [(each, "lead_assigned", 2) for each in sorted(pair)]


def test_whoever_gets_a_lead_by_hand_hears_of_it_but_not_who_takes_it(pair, system, model):
    manager = create_user(
        email="manager@example.com", role=RoleName.ADMIN, actor=system, now=NOW
    ).id
    lead = person(actor_of_user(manager), manager)
    assert heard() == []
    give_to([lead], pair[0], actor=actor_of_user(manager), now=NOW)
    assert heard() == [(pair[0], "lead_assigned", 1)]
    give_to([lead], manager, actor=actor_of_user(manager), now=NOW + timedelta(minutes=1))
    assert len(heard()) == 1


def test_the_team_hears_of_a_win_while_it_is_news(pair, system, model):
    ensure_default_pipeline()
    lead = person(actor_of_user(pair[0]), pair[0])
    values = OpportunityValues(name="Cold rooms", person_id=lead, owner_id=pair[0])
    deals = [
        open_opportunity(values, actor=system, now=NOW - timedelta(days=9)).opportunity_id
        for _ in range(2)
    ]
    win(deals[0], actor=actor_of_user(pair[0]), now=NOW)
    assert heard() == [(pair[1], "deal_won", 1)]
    win(deals[1], at=NOW - timedelta(days=3), actor=actor_of_user(pair[0]), now=NOW)
    assert len(heard()) == 1


def test_a_task_is_told_of_once_when_it_falls_due_and_again_when_put_off(pair, system, model):
    lead = person(actor_of_user(pair[0]), pair[0])
    due = TaskDraft(title="Call", kind="call", due_at=NOW, person_id=lead, owner_id=pair[0])
    plan_task(due, actor=system, now=NOW - timedelta(days=1))
    done = plan_task(due, actor=system, now=NOW - timedelta(days=1))
    finish_task(done, actor=system, now=NOW)
    assert tell_tasks_due(now=NOW - timedelta(minutes=1)) == 0
    assert tell_tasks_due(now=NOW) == 1
    assert tell_tasks_due(now=NOW + timedelta(minutes=1)) == 0
    assert heard() == [(pair[0], "task_due", 1)]


def unwatched(rows):
    """Nobody looks at how far it is."""


def test_an_import_is_one_notice_for_each_owner_and_none_for_who_imported(pair, system, tmp_path):
    rows = "".join(f"P{n},p{n}@acme{n}.example\n" for n in range(5))
    path = tmp_path / "leads.csv"
    path.write_text(f"name,email\n{rows}")
    made = create_user(email="m@example.com", role=RoleName.MANAGER, actor=system, now=NOW)
    importer = actor_of_user(made.id)
    for _ in range(2):
        run = import_leads(path, Told(columns={}), actor=importer, now=NOW, advance=unwatched).run
        assert sorted(heard()) == [(pair[0], "lead_assigned", 3), (pair[1], "lead_assigned", 2)]
    assert set(Notice.objects.values_list("run_id", "person_id")) == {(run, None)}
