"""Cards dragged by a finger, and drags given up, in a real browser and in both directions of writing."""

import pytest
from playwright.sync_api import expect

from qanat.kernel import clock
from qanat.pipeline.public import opportunity_card, stage_visits
from qanat.platform.actor import system_actor
from qanat.web.board.tests.test_board import add_deal, stages

SYSTEM = system_actor("test")


@pytest.fixture
def board(live_company, served, browse):
    """`board(language)`: the page, the card of a deal in the first stage, and the deal."""

    def opened(language):
        deal = add_deal(live_company)
        page = browse(live_company, "owner", language=language)
        page.goto(f"{served}/board/")
        return page, page.locator(f'[data-deal="{deal}"]'), deal

    return opened


def column(page, place):
    return page.locator(f'.column[data-stage="{stages()[place].stage_id}"]')


def middle(locator, down=40):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + min(down, box["height"] / 2)


def stage_of(deal):
    return opportunity_card(deal, actor=SYSTEM, now=clock.now()).stage_id


class Finger:
    """A finger on the page, as the browser itself reports one."""

    def __init__(self, page):
        self.devtools = page.context.new_cdp_session(page)
        self.devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def send(self, kind, *points):
        at = [{"x": x, "y": y} for x, y in points]
        self.devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    def slide(self, start, end, steps=8):
        for step in range(1, steps + 1):
            part = step / steps
            point = tuple(a + (b - a) * part for a, b in zip(start, end, strict=True))
            self.send("touchMove", point)


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_finger_that_stays_on_a_card_lifts_it_and_drops_it_in_another_stage(board, language):
    page, card, deal = board(language)
    finger, start, end = Finger(page), middle(card, 10), middle(column(page, 1), 200)
    finger.send("touchStart", start)
    page.locator("q-board[data-dragging]").wait_for()
    finger.slide(start, end)
    expect(column(page, 1)).to_have_attribute("data-over", "")
    finger.send("touchEnd")
    page.locator(".toast").first.wait_for()
    expect(column(page, 1).locator(f'[data-deal="{deal}"]')).to_have_count(1)
    assert stage_of(deal) == stages()[1].stage_id


@pytest.mark.journey
def test_a_finger_that_moves_at_once_scrolls_and_lifts_nothing(board):
    page, card, deal = board("en")
    finger, start = Finger(page), middle(card, 10)
    finger.send("touchStart", start)
    finger.slide(start, (start[0], start[1] + 80))
    finger.send("touchEnd")
    expect(page.locator("q-board[data-dragging], .deal--ghost")).to_have_count(0)
    assert stage_of(deal) == stages()[0].stage_id


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("by", ["mouse", "finger"])
def test_escape_gives_up_a_drag_and_nothing_is_written(board, language, by):
    page, card, deal = board(language)
    sent = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    finger = Finger(page) if by == "finger" else None  # what is touched is larger, so first
    start, end = middle(card, 10), middle(column(page, 2), 200)
    if finger is None:
        page.mouse.move(*start)
        page.mouse.down()
        page.mouse.move(*end, steps=8)
    else:
        finger.send("touchStart", start)
        page.locator("q-board[data-dragging]").wait_for()
        finger.slide(start, end)
    expect(column(page, 2)).to_have_attribute("data-over", "")
    page.keyboard.press("Escape")
    expect(page.locator(".deal--ghost, [data-ghost], [data-over], [data-dragging]")).to_have_count(
        0
    )
    if finger is None:
        page.mouse.up()
    else:
        finger.send("touchEnd")
    expect(column(page, 0).locator(f'[data-deal="{deal}"]')).to_have_count(1)
    assert sent == []
    assert stage_of(deal) == stages()[0].stage_id
    assert len(stage_visits(deal, actor=SYSTEM)) == 1
