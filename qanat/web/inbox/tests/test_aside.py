"""What waits beside the tasks: missed calls, leads handed over, deals without a next step; and how soon one answers."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from qanat.flows.public import call_made, give_to, open_opportunity
from qanat.kernel import clock
from qanat.notices.models import Notice
from qanat.people.public import create_person
from qanat.pipeline.public import OpportunityValues
from qanat.platform.actor import system_actor
from qanat.work.models import Call
from qanat.work.public import CallDraft, TaskDraft, list_tasks, notes_of, plan_task

SYSTEM = system_actor("test")


def a_person(company, owner="owner", name="Layla", ago=timedelta(days=4)):
    return create_person(
        {"given_name": name, "email": f"{name}@acme.com", "phone": "", "company": "Acme"},
        owner_id=company.id_of(owner),
        account_id=None,
        actor=SYSTEM,
        now=clock.now() - ago,
    )


def a_call(company, person, *, direction="inbound", ago=timedelta(hours=1)):
    draft = CallDraft(
        direction=direction,
        outcome="no_answer",
        started_at=clock.now() - ago,
        person_id=person,
        owner_id=company.id_of("owner"),
    )
    call_made(draft, actor=SYSTEM, now=clock.now())


def shown(client, owner=""):
    return client.get(f"/inbox/?owner={owner}").content.decode()


def test_a_missed_call_waits_until_it_is_returned(company, as_user):
    person = a_person(company)
    client = as_user(company, "owner")
    assert "Missed calls" not in shown(client)
    a_call(company, person)
    a_call(company, person, ago=timedelta(hours=2))
    body = shown(client)
    assert "Missed calls" in body
    assert body.count("Called, and nobody answered") == 1
    assert client.get("/inbox/count/").content == b"1"
    assert "Missed calls" not in shown(as_user(company, "stranger"))
    Call.objects.update(owner=None)  # as calls come from a telephone system
    assert shown(client).count("Called, and nobody answered") == 1
    assert "Missed calls" not in shown(as_user(company, "stranger"))
    a_call(company, person, direction="outbound", ago=timedelta(minutes=1))
    assert "Missed calls" not in shown(client)


def test_a_call_that_was_missed_long_ago_waits_no_longer(company, as_user):
    a_call(company, a_person(company, ago=timedelta(days=20)), ago=timedelta(days=9))
    assert "Missed calls" not in shown(as_user(company, "owner"))


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "Given by <bdi>خالد المنصور</bdi>"),
        ("ar", "سلّمه <bdi>خالد المنصور</bdi>"),
        ("fa", "سپردهٔ <bdi>خالد المنصور</bdi>"),
    ],
)
def test_a_lead_that_was_given_waits_until_it_is_seen(company, as_user, language, says):
    person = a_person(company, "colleague")
    give_to([person], company.id_of("owner"), actor=company.actor("manager"), now=clock.now())
    client = as_user(company, "owner", language=language, htmx=True)
    assert says in shown(client)
    notice = Notice.objects.get(user_id=company.id_of("owner"))
    answer = as_user(company, "colleague", htmx=True).post(f"/notices/{notice.id}/seen/")
    assert answer.status_code == 404
    assert says in shown(client)
    assert client.post(f"/notices/{notice.id}/seen/").status_code == 204
    assert says not in shown(client)
    toast = json.loads(answer_of(client, notice, "seen").headers["HX-Trigger"])["toast"]
    assert toast["undo"] == f"/notices/{notice.id}/unseen/"
    stranger = as_user(company, "colleague", htmx=True)
    assert answer_of(stranger, notice, "unseen").status_code == 404
    assert says not in shown(client)
    assert answer_of(client, notice, "unseen").status_code == 204
    assert says in shown(client)


def answer_of(client, notice, deed):
    return client.post(f"/notices/{notice.id}/{deed}/")


@pytest.mark.parametrize("beside", ["", "panel/"])
def test_whoever_opens_the_record_has_seen_what_was_given(company, as_user, beside):
    person = a_person(company, "colleague")
    give_to([person], company.id_of("owner"), actor=company.actor("manager"), now=clock.now())
    asks = f'hx-post="/notices/people/{person}/seen/" hx-trigger="load"'
    record = f"/people/{person}/{beside}"
    assert asks not in as_user(company, "manager").get(record).content.decode()
    client = as_user(company, "owner")
    assert asks in client.get(record).content.decode()
    assert "Given to you" in shown(client)
    seen = f"/notices/people/{person}/seen/"
    assert as_user(company, "manager", htmx=True).post(seen).status_code == 204
    assert "Given to you" in shown(client)
    assert as_user(company, "owner", htmx=True).post(seen).status_code == 204
    assert "Given to you" not in shown(client)
    assert asks not in client.get(record).content.decode()


def test_several_that_were_given_at_once_are_one_line(company, as_user):
    people = [a_person(company, "colleague", name) for name in ("Alia", "Basma", "Celine")]
    give_to(people, company.id_of("owner"), actor=company.actor("manager"), now=clock.now())
    body = shown(as_user(company, "owner"))
    assert "3 leads" in body
    assert as_user(company, "owner").get("/inbox/count/").content == b"1"


def test_who_waits_with_a_task_is_not_said_twice(company, as_user):
    person, now = a_person(company, "colleague"), clock.now()
    give_to([person], company.id_of("owner"), actor=company.actor("manager"), now=now)
    draft = TaskDraft(
        title="Call", due_at=now, kind="call", person_id=person, owner_id=company.id_of("owner")
    )
    plan_task(draft, actor=SYSTEM, now=now - timedelta(hours=1))
    assert "Given to you" not in shown(as_user(company, "owner"))


def test_open_deals_without_a_next_step_are_shown_to_their_owner(company, as_user):
    now = clock.now()
    values = OpportunityValues(
        name="Nine rooms",
        person_id=a_person(company),
        owner_id=company.id_of("owner"),
        amount=Decimal(9),
    )
    deal = open_opportunity(values, actor=SYSTEM, now=now).opportunity_id
    client = as_user(company, "owner")
    assert "Deals without a next step" in shown(client)
    assert "Nine rooms" in shown(as_user(company, "manager"), company.id_of("owner"))
    assert "Nine rooms" not in shown(as_user(company, "stranger"))
    draft = TaskDraft(
        title="Offer",
        due_at=now + timedelta(days=9),
        opportunity_id=deal,
        owner_id=company.id_of("owner"),
    )
    plan_task(draft, actor=SYSTEM, now=now)
    assert "Deals without a next step" not in shown(client)


def test_the_day_says_how_soon_leads_were_answered(company, as_user):
    client = as_user(company, "owner")
    assert "First answer" not in shown(client)
    for name, waited in (("Alia", 1), ("Basma", 3), ("Celine", 5)):
        person = a_person(company, name=name, ago=timedelta(hours=100))
        a_call(company, person, direction="outbound", ago=timedelta(hours=100 - waited))
    assert "First answer within 3 h in 7 days; the promise is 4 h" in shown(client)
    assert "day__late" not in shown(client)
    for name in ("Dunya", "Eman", "Farah"):
        person = a_person(company, name=name, ago=timedelta(hours=100))
        a_call(company, person, direction="outbound", ago=timedelta(hours=91))
    assert "First answer within 7 h in 7 days" in shown(client)
    assert "day__late" in shown(client)


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ar"])
def test_c_logs_a_call_on_the_selected_line(live_company, served, browse, language):
    person = a_person(live_company)
    a_call(live_company, person)
    page = browse(live_company, "owner", language=language)
    page.goto(f"{served}/inbox/")
    page.keyboard.press("KeyJ")
    page.keyboard.press("KeyC")
    dialog = page.locator("dialog[open]")
    dialog.locator("select[name=outcome]").select_option("answered")
    dialog.locator("textarea[name=text]").fill("يريد تسع غرف")
    page.keyboard.press("Control+Enter")
    dialog.wait_for(state="detached")
    page.locator("[data-wait]").first.wait_for(state="detached")
    assert [note.text for note in notes_of(person, actor=SYSTEM)] == ["يريد تسع غرف"]
    (task,) = list_tasks(actor=SYSTEM, now=clock.now())
    assert (task.kind, task.person_id) == ("follow_up", person)
