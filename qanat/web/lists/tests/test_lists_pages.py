"""The pages of the lists: who sees what, the state in the address, cells, the chosen, views."""

import json
import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from procrastinate.contrib.django.models import ProcrastinateJob

from qanat.flows.jobs import do_to_all_of_list
from qanat.flows.public import add_person
from qanat.kernel import clock
from qanat.listing.models import SavedView
from qanat.people.models import Person
from qanat.pipeline.models import Opportunity
from qanat.pipeline.public import create_opportunity
from qanat.platform.actor import system_actor
from qanat.work.public import TaskDraft, plan_task

SYSTEM = system_actor("test")
LISTS = ("/leads/", "/accounts/", "/deals/", "/tasks/")


def a_lead(company, name, owner="owner", **values):
    return add_person(
        {"given_name": name, "email": f"{name.lower()}@acme.com", **values},
        owner_id=company.id_of(owner),
        account_id=None,
        actor=SYSTEM,
        now=clock.now(),
    )


@pytest.fixture
def leads(company):
    """Three leads of the owner and one of the stranger."""
    mine = [a_lead(company, name) for name in ("Alia", "Basma", "Celine")]
    return [*mine, a_lead(company, "Dunya", "stranger")]


def names(answer):
    return re.findall(r'<bdi class="cut">(Alia|Basma|Celine|Dunya)</bdi>', answer.content.decode())


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_every_list_is_shown_in_every_language(company, leads, as_user, path, language):
    draft = TaskDraft(
        title="Call",
        due_at=clock.now(),
        owner_id=company.id_of("owner"),
        person_id=leads[0],
    )
    plan_task(draft, actor=SYSTEM, now=clock.now())
    client = as_user(company, "owner", language=language)
    answer = client.get(path)
    assert answer.status_code == 200
    assert 'id="list"' in answer.content.decode()


def test_one_sees_ones_own_leads_alone(company, leads, as_user):
    assert names(as_user(company, "owner").get("/leads/?order=name")) == ["Alia", "Basma", "Celine"]
    assert names(as_user(company, "stranger").get("/leads/")) == ["Dunya"]
    assert len(names(as_user(company, "admin").get("/leads/"))) == 4


def test_what_begins_after_a_row_leads_back_to_the_first(company, leads, as_user):
    client = as_user(company, "owner")
    back = '<a class="link" href="/leads/?view=all&amp;order=name">'
    later = client.get("/leads/", {"order": "name", "after": json.dumps(["alia", leads[0]])})
    assert back in later.content.decode()
    assert back not in client.get("/leads/?order=name").content.decode()


def test_the_whole_state_is_in_the_address(company, leads, as_user):
    criteria = json.dumps({"field": "person.given_name", "is": "is", "value": "Alia"})
    client = as_user(company, "owner")
    answer = client.get(
        "/leads/", {"criteria": criteria, "columns": "name,email", "widths": "name:20"}
    )
    body = answer.content.decode()
    assert names(answer) == ["Alia"]
    assert body.count("data-col=") == 2
    assert 'width="320" data-col="name"' in body
    assert "views__unsaved" in body
    assert names(client.get("/leads/", {"q": "basma"})) == ["Basma"]


@pytest.mark.parametrize(
    "criteria", ["{", "[]", '{"field": "person.nothing", "is": "is", "value": 1}']
)
def test_criteria_that_cannot_be_asked_break_nothing(company, leads, as_user, criteria):
    for place in ("", "rows/", "foot/"):
        answer = as_user(company, "owner").get(f"/leads/{place}", {"criteria": criteria})
        assert answer.status_code == 200


def test_a_view_as_the_editor_gives_it_back_is_not_changed(company, leads, as_user):
    bare = json.dumps({"field": "opportunity.outcome", "is": "one_of", "value": ["open"]})
    body = (
        as_user(company, "owner")
        .get("/deals/", {"view": "open", "criteria": bare})
        .content.decode()
    )
    assert "views__unsaved" not in body


def test_quick_filters_put_a_condition_in_and_take_it_out(company, leads, as_user):
    client = as_user(company, "owner")
    body = client.get("/leads/").content.decode()
    [link] = re.findall(r'href="([^"]*person\.owner[^"]*is_me[^"]*)"', body)
    answer = client.get(link.replace("&amp;", "&"))
    assert names(answer) == ["Celine", "Basma", "Alia"]
    body = answer.content.decode()
    assert 'popovertarget="quick-owner" data-on' in body
    again = re.findall(
        r'<a class="menu__item" href="([^"]*)" aria-current="true"><bdi class="cut">Me<', body
    )
    assert len(again) == 1
    assert "is_me" not in again[0]


def test_rows_come_by_key_until_all_are_there(company, as_user):
    people = [a_lead(company, f"N{number}") for number in range(65)]
    client = as_user(company, "owner")
    first = client.get("/leads/").content.decode()
    [more] = set(re.findall(r'hx-get="(/leads/rows/[^"]*)"', first))
    second = client.get(more.replace("&amp;", "&")).content.decode()
    found = re.findall(r'data-row="(\d+)"', first + second)
    assert sorted(map(int, found)) == sorted(people)
    assert "/leads/rows/" not in second


def test_the_foot_and_the_tabs_say_how_many(company, leads, as_user):
    client = as_user(company, "owner", htmx=True)
    foot = client.get("/leads/foot/").content.decode()
    assert '<span id="count" class="views__count" hx-swap-oob="true">3</span>' in foot
    counts = client.get("/leads/counts/?view=all").content.decode()
    assert '<span class="views__count" id="count-mine" hx-swap-oob="true">3</span>' in counts
    assert "count-all" not in counts


def test_the_number_of_queries_does_not_grow_with_rows(company, leads, as_user, query_budget):
    client = as_user(company, "admin")
    client.get("/leads/")  # what is kept in memory is there from now on
    with query_budget("lists.leads"):
        client.get("/leads/")
    for number in range(40):
        a_lead(company, f"M{number}")
    with query_budget("lists.leads"):
        client.get("/leads/")
    with query_budget("lists.rows"):
        client.get("/leads/rows/")
    with query_budget("lists.foot"):
        client.get("/leads/foot/")
    with query_budget("lists.counts"):
        client.get("/leads/counts/")


def cell(client, person_id, key, value, was):
    return client.post(f"/leads/{person_id}/cell/{key}/", {"value": value, "was": was})


def test_a_cell_is_edited_in_place(company, leads, as_user):
    client = as_user(company, "owner", htmx=True)
    field = client.get(f"/leads/{leads[0]}/cell/job_title/").content.decode()
    assert 'name="value" value=""' in field
    answer = cell(client, leads[0], "job_title", "مديرة", "")
    assert answer.status_code == 200
    assert "مديرة" in answer.content.decode()
    assert Person.objects.get(pk=leads[0]).job_title == "مديرة"


def test_a_day_is_shown_and_typed_in_the_calendar_of_the_reader(company, leads, as_user):
    get_user_model().objects.filter(pk=company.id_of("owner")).update(calendar="jalali")
    values = {
        "name": "Roll-out",
        "person_id": leads[0],
        "owner_id": company.id_of("owner"),
        "expected_close_on": date(2026, 11, 24),
    }
    deal = create_opportunity(values, actor=SYSTEM, now=clock.now()).opportunity_id
    client = as_user(company, "owner", language="fa", htmx=True)
    path = f"/deals/{deal}/cell/close_on/"
    assert 'value="1405/09/03"' in client.get(path).content.decode()
    kept = client.post(path, {"value": "۱۴۰۵/۱۰/۰۱", "was": "1405/09/03"})
    assert kept.status_code == 200
    assert Opportunity.objects.get(pk=deal).expected_close_on == date(2026, 12, 22)
    refused = client.post(path, {"value": "1405/13/01", "was": "1405/10/01"})
    assert refused.status_code == 422
    assert Opportunity.objects.get(pk=deal).expected_close_on == date(2026, 12, 22)


def test_a_refused_cell_says_why_and_keeps_what_was_typed(company, leads, as_user):
    client = as_user(company, "owner", htmx=True)
    answer = cell(client, leads[0], "email", "not an address", "alia@acme.com")
    body = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="not an address"' in body
    assert 'role="alert"' in body
    assert Person.objects.get(pk=leads[0]).email == "alia@acme.com"


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unseen(company, leads, as_user):
    client = as_user(company, "owner", htmx=True)
    cell(client, leads[0], "city", "Riyadh", "")
    answer = cell(client, leads[0], "city", "Jeddah", "")
    body = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Jeddah"' in body
    assert "Riyadh" in body
    assert Person.objects.get(pk=leads[0]).city == "Riyadh"
    assert 'name="was" value="Riyadh"' in body  # so that saving again is meant
    assert cell(client, leads[0], "city", "Jeddah", "Riyadh").status_code == 200


def test_nobody_edits_what_they_do_not_see_or_may_not_change(company, leads, as_user):
    assert cell(as_user(company, "stranger"), leads[0], "city", "X", "").status_code == 404
    assert cell(as_user(company, "reader"), leads[0], "city", "X", "").status_code == 403
    assert cell(as_user(company, "owner"), leads[0], "score", "9", "").status_code == 404
    assert not Person.objects.exclude(city="").exists()


def test_many_are_given_a_status_and_it_is_taken_back(company, leads, as_user):
    client = as_user(company, "owner", htmx=True)
    answer = client.post("/leads/bulk/status/", {"id": leads[:2], "value": "contacted"})
    assert answer.status_code == 204
    assert Person.objects.filter(status="contacted").count() == 2
    toast = json.loads(answer["HX-Trigger"])["toast"]
    assert toast["message"] == "Done for 2 records."
    client.post(toast["undo"])
    assert not Person.objects.filter(status="contacted").exists()


def test_all_that_match_are_found_again_by_the_server(company, leads, as_user):
    client = as_user(company, "owner", htmx=True)
    client.post("/leads/bulk/tag/", {"all": "1", "value": "vip", "q": ""})
    body = client.get("/leads/?columns=name,tags").content.decode()
    assert body.count("<bdi>vip</bdi>") == 3
    assert (
        "vip" not in as_user(company, "stranger").get("/leads/?columns=name,tags").content.decode()
    )


def test_the_chosen_are_put_on_a_list_and_it_is_taken_back(company, leads, as_user):
    client = as_user(company, "owner", htmx=True)
    client.post("/leads/bulk/list/", {"id": leads[:2], "name": "Trade show"})
    assert "Trade show" in client.get("/leads/lists/").content.decode()
    listed = json.dumps({"field": "person.lists", "is": "has_any", "value": ["Trade show"]})
    assert names(client.get("/leads/", {"criteria": listed})) == ["Basma", "Alia"]
    list_id = re.findall(r'"value": "(\d+)"', client.get("/leads/lists/").content.decode())[0]
    answer = client.post("/leads/bulk/list/", {"id": leads[2], "value": list_id})
    assert len(names(client.get("/leads/", {"criteria": listed}))) == 3
    client.post(json.loads(answer["HX-Trigger"])["toast"]["undo"])
    assert len(names(client.get("/leads/", {"criteria": listed}))) == 2
    again = client.post("/leads/bulk/list/", {"id": leads[0], "name": "trade  SHOW"})
    assert json.loads(again["HX-Trigger"])["toast"]["bad"]


def test_more_than_can_be_undone_is_asked_about_and_done_by_a_worker(
    company, leads, as_user, monkeypatch
):
    monkeypatch.setattr("qanat.web.lists.views_bulk.MOST_AT_ONCE", 2)
    monkeypatch.setattr("qanat.flows.bulk_all.BATCH", 2)
    client = as_user(company, "owner", htmx=True)
    told = {"all": "1", "value": "contacted", "view": "all", "q": "acme"}
    asks = client.post("/leads/bulk/status/", told)
    assert asks["HX-Retarget"] == "#dialog"
    assert "Do this to 3 records?" in asks.content.decode()
    assert not ProcrastinateJob.objects.filter(task_name="flows.do_to_all").exists()

    assert client.post("/leads/bulk/status/", {**told, "sure": "1"}).status_code == 204
    job = ProcrastinateJob.objects.get(task_name="flows.do_to_all")
    assert not Person.objects.filter(status="contacted").exists()
    do_to_all_of_list(**job.args)
    do_to_all_of_list(**job.args)
    done = Person.objects.filter(status="contacted").values_list("pk", flat=True)
    assert sorted(done) == leads[:3]  # and not the stranger's


def test_a_bulk_deed_on_what_one_does_not_see_does_nothing(company, leads, as_user):
    answer = as_user(company, "stranger").post("/leads/bulk/tag/", {"id": leads, "value": "x"})
    assert answer.status_code == 404
    assert (
        "badge"
        not in as_user(company, "stranger").get("/leads/?columns=name,tags").content.decode()
    )


def test_a_view_is_kept_and_shown_as_a_tab(company, leads, as_user):
    client = as_user(company, "owner", htmx=True)
    empty = client.post("/leads/views/new/", {"name": " ", "q": "alia"})
    assert empty.status_code == 422
    assert 'aria-invalid="true"' in empty.content.decode()
    made = client.post("/leads/views/new/", {"name": "Alia alone", "q": "alia"})
    view = SavedView.objects.get()
    assert made["HX-Redirect"] == f"/leads/?view={view.pk}"
    assert names(client.get(f"/leads/?view={view.pk}")) == ["Alia"]
    client.post(f"/leads/views/{view.pk}/", {"view": view.pk, "q": "basma"})
    assert names(client.get(f"/leads/?view={view.pk}")) == ["Basma"]
    assert as_user(company, "colleague").post(f"/leads/views/{view.pk}/delete/").status_code == 404
    client.post(f"/leads/views/{view.pk}/delete/")
    assert not SavedView.objects.exists()


def test_a_shared_view_shows_each_what_they_may_see(company, leads, as_user):
    client = as_user(company, "admin", htmx=True)
    client.post("/leads/views/new/", {"name": "All of Acme", "q": "acme", "shared": "on"})
    view = SavedView.objects.get()
    assert names(as_user(company, "stranger").get(f"/leads/?view={view.pk}")) == ["Dunya"]
    refused = as_user(company, "owner").post("/leads/views/new/", {"name": "X", "shared": "on"})
    assert refused.status_code == 403


def test_an_empty_list_teaches_and_an_empty_view_is_good_news(company, as_user):
    client = as_user(company, "admin")
    body = client.get("/leads/").content.decode()
    assert "Nothing here yet" in body
    assert "Every lead has an owner." in client.get("/leads/?view=unassigned").content.decode()
    assert "Clear the filter" in client.get("/leads/?q=nobody").content.decode()
