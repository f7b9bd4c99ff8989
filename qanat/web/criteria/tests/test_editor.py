"""The editor by its addresses: each step gives the editor as it is then, and the JSON that a form sends."""

import html
import json
import re

import pytest
from django.contrib.auth import get_user_model

from qanat.criteria.public import check

pytestmark = pytest.mark.django_db

SAUDI = {"field": "person.country", "is": "one_of", "value": ["SA"]}
PRICING = {
    "event": "page_view",
    "where": {"field": "property.url", "is": "contains", "value": "/pricing"},
    "within": {"days": 30},
    "is": "at_least",
    "value": 3,
}


@pytest.fixture
def step(company, as_user):
    """Takes one step as somebody; the answer has `text` and, where it may be used, `value`."""

    def taken(criteria, do="", name="owner", language="en", subject="person", **given):
        sent = {"draft": json.dumps(criteria), "subject": subject, "do": do, **given}
        if "at" in sent:
            sent["at"] = json.dumps(sent["at"])
        answer = as_user(company, name, language=language, htmx=True).post("/criteria/edit/", sent)
        assert answer.status_code == 200
        answer.text_of = re.sub(r"[\u2068\u2069]", "", html.unescape(answer.content.decode()))
        found = re.search(r'data-value="([^"]*)"', answer.content.decode())
        answer.value = html.unescape(found[1]) if found else None
        answer.made = json.loads(answer.value) if answer.value else answer.value
        return answer

    return taken


def test_chips_have_field_operator_and_value_and_the_sentence_sets_values_off(step):
    drawn = step({"all": [SAUDI, PRICING]})
    for part in (
        "Country",
        "is one of",
        "Saudi Arabia",
        "Page view",
        "at least 3 times in the last 30 days",
    ):
        assert part in drawn.text_of
    assert "The country is <b>Saudi Arabia</b> and the person viewed a page" in drawn.text_of
    assert drawn.made == {"all": [SAUDI, PRICING]}


def test_in_persian_with_persian_digits(step):
    drawn = step(PRICING, language="fa")
    assert "بازدید صفحه" in drawn.text_of
    assert "<b>۳ بار</b>" in drawn.text_of


def test_the_menu_lists_fields_of_every_record_and_events(step):
    menu = step({}, do="menu", at=[]).text_of
    for entry in (
        "field:person.country",
        "field:account.size",
        "event:page_view",
        "some:opportunity",
    ):
        assert f'data-what="{entry}"' in menu
    assert "What they did" in menu


def test_a_field_that_is_added_waits_for_its_value_and_does_not_count_until_then(step):
    added = step({"all": [SAUDI]}, do="add", at=[], what="field:person.city")
    assert "Choose…" in added.text_of
    assert added.made == SAUDI
    assert 'data-form="set"' in added.text_of


@pytest.mark.parametrize(
    ("leaf", "given", "value"),
    [
        ({"field": "account.size", "is": "at_least"}, {"v": "۱٬۲۵۰"}, 1250),
        ({"field": "account.size", "is": "between"}, {"v": ["١٠", "20"]}, [10, 20]),
        ({"field": "person.created_at", "is": "within_last"}, {"v": "٣٠"}, 30),
        ({"field": "person.created_at", "is": "on"}, {"v": "1405-01-01"}, "2026-03-21"),
        ({"field": "person.created_at", "is": "on"}, {"v": "۱۴۰۵/۱/۱"}, "2026-03-21"),
        ({"field": "person.created_at", "is": "after"}, {"v": "7", "unit": "ago"}, {"days_ago": 7}),
        ({"field": "person.city", "is": "one_of"}, {"v": "Riyadh\nJeddah\n"}, ["Riyadh", "Jeddah"]),
        ({"field": "person.country", "is": "one_of"}, {"v": ["SA", "AE"]}, ["SA", "AE"]),
        (
            {"field": "person.tags", "is": "has_any"},
            {"v": ["vip", "new\nold"]},
            ["vip", "new", "old"],
        ),
    ],
)
def test_values_are_read_as_people_type_them(step, company, leaf, given, value):
    set_calendar(company, "stranger", "jalali")
    done = step({"all": [leaf]}, do="set", name="stranger", at=["all", 0], **given)
    assert done.made == leaf | {"value": value}
    check(done.made)


def set_calendar(company, name, calendar):
    get_user_model().objects.filter(pk=company.id_of(name)).update(calendar=calendar)


@pytest.mark.parametrize(
    ("leaf", "typed"),
    [
        ({"field": "account.size", "is": "at_least"}, "many"),
        ({"field": "person.created_at", "is": "on"}, "soon"),
        ({"field": "person.created_at", "is": "within_last"}, "2.5"),
        ({"field": "person.email", "is": "is"}, "no address"),
    ],
)
def test_what_cannot_be_read_is_said_where_it_was_typed_and_kept(step, leaf, typed):
    refused = step({"all": [SAUDI, leaf]}, do="set", at=["all", 1], v=typed)
    assert f'value="{typed}"' in refused.text_of
    assert 'aria-invalid="true"' in refused.text_of
    assert 'role="alert"' in refused.text_of
    assert refused.made == SAUDI


def test_an_event_with_conditions_and_a_time(step):
    done = step(
        {"all": [{"event": "page_view"}]},
        do="event",
        at=["all", 0],
        **{
            "is": "at_least",
            "value": "۳",
            "within": "days",
            "days": "30",
            "property": ["property.url", ""],
            "compared": ["contains", "contains"],
            "with": ["/pricing", ""],
        },
    )
    assert done.made == PRICING


def test_what_is_wrong_with_an_event_is_said_in_its_form(step):
    refused = step(
        {"all": [{"event": "page_view"}]},
        do="event",
        at=["all", 0],
        **{
            "is": "at_least",
            "value": "often",
            "property": "property.url",
            "compared": "contains",
            "with": "/a",
        },
    )
    assert 'value="often"' in refused.text_of
    assert 'value="/a"' in refused.text_of
    assert 'role="alert"' in refused.text_of
    assert refused.made == {"event": "page_view"}


def test_another_operator_keeps_the_value_where_it_fits(step):
    one = step({"all": [SAUDI]}, do="operator", at=["all", 0], what="is")
    assert one.made == {"field": "person.country", "is": "is", "value": "SA"}
    known = step({"all": [SAUDI]}, do="operator", at=["all", 0], what="is_known")
    assert known.made == {"field": "person.country", "is": "is_known"}
    part = step(
        {"all": [{"field": "account.size", "is": "at_least", "value": 5}]},
        do="operator",
        at=["all", 0],
        what="between",
    )
    assert 'data-form="set"' in part.text_of


def test_me_and_my_team_are_offered_for_users(step):
    leaf = {"field": "person.owner", "is": "one_of"}
    form = step({"all": [leaf]}, do="value", at=["all", 0]).text_of
    assert 'data-what="is_me"' in form
    assert 'data-what="is_in_my_team"' in form


def test_groups_are_made_filled_and_taken_apart(step):
    grouped = step({"all": [SAUDI, PRICING]}, do="move", at=["all", 1], what="new", advanced="yes")
    assert grouped.made == {"all": [SAUDI, {"any": [PRICING]}]}
    none = step(grouped.made, do="mode", at=["all", 1], what="none", advanced="yes")
    assert none.made == {"all": [SAUDI, {"not": {"any": [PRICING]}}]}
    out = step(none.made, do="move", at=["all", 1, "not", "any", 0], what="[]", advanced="yes")
    assert out.made == {"all": [SAUDI, PRICING]}


def test_what_is_gone_is_marked_on_its_chip_and_the_last_value_stands(step):
    drawn = step({"all": [{"field": "person.gone", "is": "is", "value": "x"}, SAUDI]})
    assert drawn.text_of.count("chip--bad") == 1
    assert drawn.value is None
    mended = step(
        {"all": [{"field": "person.gone", "is": "is"}, SAUDI]}, do="remove", at=["all", 0]
    )
    assert mended.made == SAUDI


def test_nothing_is_no_criteria(step):
    assert step({}).value == ""
    assert step({"all": [SAUDI]}, do="remove", at=["all", 0]).value == ""


def test_fields_inside_a_related_record_are_those_of_that_record(step):
    related = {"some": "opportunity", "where": {"all": []}}
    menu = step({"all": [related]}, do="menu", at=["all", 0]).text_of
    assert 'data-what="field:opportunity.stage"' in menu


def test_the_count_is_of_what_one_may_see(company, as_user):
    sent = {"value": json.dumps(SAUDI), "subject": "person"}
    answer = as_user(company, "owner", htmx=True).post("/criteria/count/", sent)
    assert answer.content.decode() == "0 of 0 people"


def test_who_may_not_see_the_records_is_refused(company, as_user, client):
    assert client.post("/criteria/edit/", {"draft": "{}"}).status_code == 302
    client = as_user(company, "owner", htmx=True)
    assert client.post("/criteria/edit/", {"draft": "{}", "subject": "touch"}).status_code == 404
    assert client.get("/criteria/edit/").status_code == 405


def test_rubbish_is_an_empty_editor(company, as_user):
    client = as_user(company, "owner", htmx=True)
    for draft in ("", "[", "[1]", "7", '{"all": 3}', '{"all": [1, null]}'):
        answer = client.post("/criteria/edit/", {"draft": draft, "do": "set", "at": "[["})
        assert answer.status_code == 200


def test_a_chip_costs_a_query_only_where_the_database_has_its_labels(
    company, as_user, query_budget
):
    client = as_user(company, "owner", htmx=True)
    sent = {"draft": json.dumps({"all": [SAUDI, PRICING]}), "subject": "person"}
    client.post("/criteria/edit/", sent)
    with query_budget("criteria.step"):
        client.post("/criteria/edit/", sent)
