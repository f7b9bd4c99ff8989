"""The board: whose deals, which figures, and cards that are moved by mouse, by keys and by menu."""

from decimal import Decimal

import pytest

from qanat.flows.public import open_opportunity
from qanat.kernel import clock
from qanat.people.public import create_person
from qanat.pipeline.public import OpportunityValues, list_pipelines, opportunity_card, stage_visits
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
    assert opportunity_card(deal, actor=SYSTEM, now=clock.now()).stage_id == second


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
