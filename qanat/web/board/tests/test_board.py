"""The board: whose deals, which figures, and cards that are moved by mouse, by keys and by menu."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from qanat.flows.public import open_opportunity
from qanat.kernel import clock
from qanat.people.public import create_person
from qanat.pipeline.public import (
    OpportunityValues,
    StageSettings,
    change_opportunity,
    change_stage,
    list_pipelines,
    lost_reasons,
    opportunity_card,
    stage_visits,
)
from qanat.platform.actor import system_actor

SYSTEM = system_actor("test")


def stages():
    return list_pipelines(actor=SYSTEM)[0].stages


def add_deal(company, owner="owner", name="Nine cold rooms"):
    now = clock.now()
    person = create_person(
        {"given_name": "ليلى", "email": f"{name.replace(' ', '')}@acme.com"},
        owner_id=company.id_of(owner),
        account_id=None,
        actor=SYSTEM,
        now=now,
    )
    values = OpportunityValues(
        name=name, person_id=person, owner_id=company.id_of(owner), amount=Decimal(184_000)
    )
    return open_opportunity(values, actor=SYSTEM, now=now).opportunity_id


def test_the_board_shows_what_one_may_see_with_its_figures(company, as_user):
    add_deal(company)
    add_deal(company, "stranger", "Elsewhere")
    shown = as_user(company, "owner").get("/board/").content.decode()
    assert "Nine cold rooms" in shown
    assert "Elsewhere" not in shown
    assert "184k" in shown
    assert "Elsewhere" in as_user(company, "admin").get("/board/").content.decode()


def test_the_number_of_queries_does_not_grow_with_cards(company, as_user, query_budget):
    client = as_user(company, "admin")
    add_deal(company)
    client.get("/board/")
    with query_budget("board"):
        client.get("/board/")
    for number in range(6):
        add_deal(company, name=f"Deal {number}")
    with query_budget("board"):
        client.get("/board/")


def test_a_move_taken_back_leaves_the_visits_as_before(company, as_user):
    deal = add_deal(company)
    before = stage_visits(deal, actor=SYSTEM)
    client = as_user(company, "owner", htmx=True)
    moved = client.post(f"/deals/{deal}/move/", {"stage": stages()[1].stage_id})
    assert moved.status_code == 204
    assert opportunity_card(deal, actor=SYSTEM, now=clock.now()).stage_id == stages()[1].stage_id
    undo = moved["HX-Trigger"].split('"undo": "')[1].split('"')[0]
    assert client.post(undo).status_code == 204
    assert stage_visits(deal, actor=SYSTEM) == before
    assert opportunity_card(deal, actor=SYSTEM, now=clock.now()).stage_id == stages()[0].stage_id


def test_whoever_was_faster_is_told_and_nothing_moves(company, as_user):
    deal = add_deal(company)
    first, second, third = (each.stage_id for each in stages()[:3])
    client = as_user(company, "owner", htmx=True)
    client.post(f"/deals/{deal}/move/", {"stage": second})
    late = client.post(f"/deals/{deal}/move/", {"stage": third, "seen": first})
    assert late.status_code == 409
    second_name = stages()[1].labels["en"]
    assert second_name in json.loads(late["HX-Trigger"])["toast"]["message"]
    assert "deal-changed" in late["HX-Trigger"]
    assert opportunity_card(deal, actor=SYSTEM, now=clock.now()).stage_id == second


def shown(company, as_user, **asked):
    page = as_user(company, "owner").get("/board/", asked).content.decode()
    return {name for name in ("Nine cold rooms", "Fleet rent") if name in page}


def test_the_board_is_narrowed_by_name_closing_and_criteria_with_its_figures(company, as_user):
    add_deal(company)
    fleet = add_deal(company, name="Fleet rent")
    soon = clock.now().date() + timedelta(days=3)
    change_opportunity(
        fleet, OpportunityValues(expected_close_on=soon), actor=SYSTEM, now=clock.now()
    )
    assert shown(company, as_user, q="cold") == {"Nine cold rooms"}
    assert shown(company, as_user, closing="week") == {"Fleet rent"}
    assert shown(company, as_user, closing="late") == set()
    named = {"field": "opportunity.name", "is": "is", "value": "Fleet rent"}
    assert shown(company, as_user, criteria=json.dumps(named)) == {"Fleet rent"}
    both = as_user(company, "owner").get("/board/", {"q": "cold", "closing": "week"})
    assert "184k" not in both.content.decode()


def test_a_filter_that_cannot_be_asked_says_so_and_hides_nothing(company, as_user):
    add_deal(company)
    nonsense = json.dumps({"field": "opportunity.nothing", "is": "is", "value": 1})
    page = as_user(company, "owner").get("/board/", {"criteria": nonsense})
    assert "Nine cold rooms" in page.content.decode()
    assert 'role="alert"' in page.content.decode()


def test_a_gate_asks_for_what_is_missing_and_then_the_deal_moves(company, as_user):
    deal = add_deal(company)
    gate = {"field": "opportunity.amount", "is": "at_least", "value": 200_000}
    change_stage(stages()[1].stage_id, StageSettings(gate=gate), actor=SYSTEM)
    client = as_user(company, "owner", htmx=True)
    refused = client.post(f"/deals/{deal}/move/", {"stage": stages()[1].stage_id})
    assert "<dialog" in refused.content.decode()
    assert opportunity_card(deal, actor=SYSTEM, now=clock.now()).stage_id == stages()[0].stage_id
    client.post(
        f"/deals/{deal}/move/",
        {"stage": stages()[1].stage_id, "fill": "amount", "amount": "250000"},
    )
    moved = opportunity_card(deal, actor=SYSTEM, now=clock.now())
    assert (moved.stage_id, moved.amount) == (stages()[1].stage_id, Decimal(250_000))


def test_lost_asks_why(company, as_user):
    deal = add_deal(company)
    client = as_user(company, "owner", htmx=True)
    without = client.post(f"/deals/{deal}/lost/", {"recycle": ""})
    assert without.status_code == 422
    assert opportunity_card(deal, actor=SYSTEM, now=clock.now()).outcome == "open"
    reason = lost_reasons(actor=SYSTEM)[0][0]
    assert client.post(f"/deals/{deal}/lost/", {"reason": reason}).status_code == 204
    assert opportunity_card(deal, actor=SYSTEM, now=clock.now()).outcome == "lost"


def test_a_stranger_moves_nothing(company, as_user):
    deal = add_deal(company)
    for who in ("stranger", "reader"):
        answer = as_user(company, who, htmx=True).post(
            f"/deals/{deal}/move/", {"stage": stages()[1].stage_id}
        )
        assert answer.status_code in {403, 404}
    assert opportunity_card(deal, actor=SYSTEM, now=clock.now()).stage_id == stages()[0].stage_id


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_card_is_moved_by_mouse_by_keys_and_by_menu(live_company, served, browse, language):
    deal = add_deal(live_company)
    page = browse(live_company, "owner", language=language)
    page.goto(f"{served}/board/")
    columns = [page.locator(f'.column[data-stage="{each.stage_id}"]') for each in stages()]
    card = page.locator(f'[data-deal="{deal}"]')

    def is_in(column):
        column.locator(f'[data-deal="{deal}"]').wait_for()
        page.locator(".toast").last.wait_for()

    start, end = card.bounding_box(), columns[1].bounding_box()
    page.mouse.move(start["x"] + 40, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 14, steps=3)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 200, steps=8)
    page.mouse.up()
    is_in(columns[1])
    page.wait_for_timeout(400)

    card.focus()
    page.keyboard.press("BracketRight")
    is_in(columns[2])
    page.wait_for_timeout(400)

    card.locator("[data-card-menu]").click()
    page.locator("#card-menu").get_by_role("menuitem").first.click()
    is_in(columns[0])
    page.wait_for_timeout(400)
    assert opportunity_card(deal, actor=SYSTEM, now=clock.now()).stage_id == stages()[0].stage_id


@pytest.mark.journey
def test_on_a_phone_one_stage_is_in_sight_and_its_name_leads_to_the_next(
    live_company, served, browse
):
    add_deal(live_company)
    page = browse(live_company, "owner", language="ar")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{served}/board/")
    second = stages()[1].stage_id
    page.locator(f'[data-show="{second}"]').click()
    page.locator(f'[data-show="{second}"][aria-current="true"]').wait_for()
    column = page.locator(f'.column[data-stage="{second}"]')
    for _ in range(20):  # it scrolls there in its own time
        box = column.bounding_box()
        if abs(box["x"]) < 3:
            break
        page.wait_for_timeout(100)
    assert abs(box["x"]) < 3
    assert box["width"] > 320
