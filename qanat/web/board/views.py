"""The board of a pipeline: its stages as columns, its deals as cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from qanat.kernel import clock
from qanat.kernel.money import Money
from qanat.pipeline.public import Column, OpportunityCard, PipelineRow, list_pipelines, stage_cards
from qanat.pipeline.public import board as board_of
from qanat.web.board.asking import CLOSING, BoardAsked, asked_of
from qanat.web.board.cards import Printer
from qanat.web.criteria.drawing import drawn_of
from qanat.web.lists.shown import users_for
from qanat.web.look import Look
from qanat.web.page import PageRequest, page
from qanat.work.public import NextStep, next_steps_of_opportunities

CARDS: Final = 20
CLOSED_FOR: Final = timedelta(days=30)


@dataclass(frozen=True)
class Shown:
    """A column as the page prints it.

    Attributes:
        level: how full its stretch of the channel is, from 0 to 1, by weighted worth.
        cards: HTML.
        after: where its next cards begin; empty for no more.
    """

    column: Column
    label: str
    worth: list[str]
    weighted: list[str]
    level: float
    cards: SafeString
    after: str

    @property
    def surface(self) -> int:
        """Where the water stands in the drawing of the channel, from 22 (none) to 4 (full)."""
        return round(22 - 18 * self.level)


@require_safe
def board(request: PageRequest) -> HttpResponse:
    """The board, as its address says: which pipeline, whose deals."""
    actor, now, look = request.actor, clock.now(), Look.of_request(request)
    pipelines = list_pipelines(actor=actor)
    chosen = _chosen(request.GET.get("pipeline", ""), pipelines)
    asked = asked_of(request, now=now)
    columns = board_of(
        chosen.id,
        actor=actor,
        closed_since=now - CLOSED_FOR,
        owner_id=asked.owner_id,
        where=asked.where,
    )
    stages = {each.stage_id: _cards(request, each, asked, now) for each in columns}
    printer = _printer([deal for deals in stages.values() for deal in deals], request, now)
    highest = max((_weight(each) for each in columns), default=0.0) or 1.0
    context = {
        "place": "board:board",
        "pipelines": [
            (each.id, each.labels.get(look.language) or each.labels["en"]) for each in pipelines
        ],
        "chosen": chosen,
        "owner": request.GET.get("owner", ""),
        "asked": asked,
        "drawn": drawn_of(asked.criteria, "opportunity", look),
        "closing": CLOSING.items(),
        "users": users_for(request),
        "shown": [
            _shown(each, stages[each.stage_id], printer, level=_weight(each) / highest)
            for each in columns
        ],
        "may_change": actor.may("opportunities.change"),
        "may_add": actor.may("opportunities.add"),
    }
    return page(request, "board/board.html", context, part="columns")


@require_safe
def cards(request: PageRequest, stage_id: int) -> HttpResponse:
    """The next cards of a column."""
    now = clock.now()
    pipelines = list_pipelines(actor=request.actor)
    column = next((c for p in pipelines for c in p.stages if c.stage_id == stage_id), None)
    if column is None:
        raise Http404
    deals = _cards(
        request, column, asked_of(request, now=now), now, after=_place(request.GET.get("after", ""))
    )
    printer = _printer(deals, request, now)
    return page(request, "board/cards.html", {"one": _shown(column, deals, printer, level=0)})


def _chosen(text: str, pipelines: Sequence[PipelineRow]) -> PipelineRow:
    if not pipelines:
        raise Http404
    return next((each for each in pipelines if str(each.id) == text), pipelines[0])


def _cards(
    request: PageRequest,
    column: Column,
    asked: BoardAsked,
    now: datetime,
    *,
    after: tuple[datetime, int] | None = None,
) -> list[OpportunityCard]:
    return stage_cards(
        column.stage_id,
        actor=request.actor,
        now=now,
        owner_id=asked.owner_id,
        where=asked.where,
        entered_since=now - CLOSED_FOR if column.closed else None,
        after=after,
        limit=CARDS + 1,
    )


def _printer(deals: Sequence[OpportunityCard], request: PageRequest, now: datetime) -> Printer:
    """What prints the cards of these deals, with their next steps where the reader may see them."""
    actor = request.actor
    steps: dict[int, NextStep] = {}
    if actor.may("tasks.view"):
        ids = [deal.id for deal in deals]
        steps = next_steps_of_opportunities(ids, actor=actor, now=now)
    return Printer(
        look=Look.of_request(request), steps=steps, may_change=actor.may("opportunities.change")
    )


def _shown(
    column: Column,
    deals: Sequence[OpportunityCard],
    printer: Printer,
    *,
    level: float,
) -> Shown:
    look = printer.look
    more = len(deals) > CARDS
    shown = deals[:CARDS]
    return Shown(
        column=column,
        label=column.labels.get(look.language) or column.labels["en"],
        worth=[look.money(Money(each.amount, each.currency), short=True) for each in column.totals],
        weighted=[
            look.money(Money(each.weighted, each.currency), short=True) for each in column.totals
        ],
        level=round(level, 3),
        cards=printer.cards(shown),
        after=f"{shown[-1].entered_stage_at.isoformat()}~{shown[-1].id}" if more else "",
    )


def _weight(column: Column) -> float:
    return (
        float(sum((each.weighted for each in column.totals), start=0)) if not column.closed else 0.0
    )


def _place(text: str) -> tuple[datetime, int] | None:
    at, _, deal_id = text.rpartition("~")
    try:
        return (datetime.fromisoformat(at), int(deal_id)) if at else None
    except ValueError:
        return None
