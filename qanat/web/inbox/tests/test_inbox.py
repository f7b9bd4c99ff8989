"""The inbox: what waits for whom, worked down by mouse and by keys."""

from datetime import timedelta

import pytest

from qanat.kernel import clock
from qanat.people.public import create_person
from qanat.platform.actor import system_actor
from qanat.work.public import TaskDraft, list_tasks, plan_task

SYSTEM = system_actor("test")


def plan(company, owner="owner", title="Call about the proposal", hours=-1, name="Layla"):
    now = clock.now()
    person = create_person(
        {"given_name": name, "email": f"{name}{hours}@acme.com"},
        owner_id=company.id_of(owner),
        account_id=None,
        actor=SYSTEM,
        now=now - timedelta(days=5),
    )
    draft = TaskDraft(
        title=title,
        due_at=now + timedelta(hours=hours),
        kind="call",
        person_id=person,
        owner_id=company.id_of(owner),
    )
    return person, plan_task(draft, actor=SYSTEM, now=now - timedelta(hours=3))


def test_each_sees_what_waits_for_them_and_managers_their_team(company, as_user):
    plan(company)
    plan(company, "stranger", "Elsewhere", name="Omid")
    mine = as_user(company, "owner").get("/inbox/").content.decode()
    assert "Call about the proposal" in mine
    assert "Elsewhere" not in mine
    assert as_user(company, "owner").get("/inbox/count/").content == b"1"
    team = as_user(company, "manager").get(f"/inbox/?owner={company.id_of('owner')}")
    assert "Call about the proposal" in team.content.decode()
    for who in ("manager", "owner"):
        other = as_user(company, who).get(f"/inbox/?owner={company.id_of('stranger')}")
        assert other.status_code == 404


def test_the_number_of_queries_does_not_grow_with_what_waits(company, as_user, query_budget):
    client = as_user(company, "owner")
    plan(company)
    client.get("/inbox/")
    with query_budget("inbox"):
        client.get("/inbox/")
    for number in range(5):
        plan(company, hours=-2 - number, name=f"P{number}")
    with query_budget("inbox"):
        client.get("/inbox/")


def test_put_off_is_gone_until_then_and_back_by_undo(company, as_user):
    _person, task = plan(company)
    client = as_user(company, "owner", htmx=True)
    later = client.post(f"/steps/{task}/later/", {"when": "week"})
    assert later.status_code == 204
    assert "Call about the proposal" not in client.get("/inbox/").content.decode()
    undo = later["HX-Trigger"].split('"undo": "')[1].split('"')[0]
    client.post(undo)
    assert "Call about the proposal" in client.get("/inbox/").content.decode()


def test_nobody_finishes_what_waits_for_others(company, as_user):
    _person, task = plan(company)
    for who in ("stranger", "reader"):
        answer = as_user(company, who, htmx=True).post(f"/steps/{task}/done/")
        assert answer.status_code in {403, 404}
    assert [row.id for row in list_tasks(actor=SYSTEM, now=clock.now())] == [task]


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_day_is_worked_down_by_keys_alone(live_company, served, browse, language):
    plan(live_company)
    page = browse(live_company, "owner", language=language)
    page.goto(f"{served}/inbox/")
    page.keyboard.press("KeyJ")
    page.keyboard.press("Enter")
    page.locator("#panel .who__name").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("KeyE")
    dialog = page.locator("dialog[open]")
    dialog.locator("input[name=title]").wait_for()
    page.keyboard.type("Send the offer")
    page.keyboard.press("Control+Enter")
    dialog.wait_for(state="detached")
    titles = [row.title for row in list_tasks(actor=SYSTEM, now=clock.now())]
    assert titles == ["Send the offer"]
