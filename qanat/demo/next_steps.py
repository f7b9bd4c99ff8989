"""What is planned next with a lead, and with whom nothing is: the leaks that the demo has. Pure."""

from datetime import datetime, timedelta
from random import Random
from typing import Final

from qanat.demo import wording
from qanat.demo.chance import drawn, happens
from qanat.demo.contacts import Work
from qanat.demo.story import Chapter, Fate, FirstAnswer, PlannedTask
from qanat.demo.workdays import later, working_hour
from qanat.kernel.phrase import Phrase

CLOSED: Final = frozenset({"unqualified", "nurture"})
HAS_NEXT_STEP: Final = {"deal": 0.88, "qualified": 0.7, "contacted": 0.45, "open": 0.3}
"""The share of those who should have a next step that do have one."""

DUE: Final = {"overdue": 24, "today": 16, "ahead": 60}
ONLY_MAILED: Final = 0.72
FRESH: Final = timedelta(days=12)


def first_answer(chapter: Chapter, *, until: datetime, rng: Random) -> FirstAnswer | None:
    """The first call; without one an e-mail, with some of those who came long enough ago."""
    if chapter.calls:
        first = chapter.calls[0]
        return FirstAnswer(at=first.at, outcome=first.outcome, by_call=True)
    if until - chapter.arrival.at < FRESH or not happens(ONLY_MAILED, rng):
        return None
    at = later(chapter.arrival.handed_out_at, days=0.5, rng=rng)
    return FirstAnswer(at=at, outcome="e-mailed", by_call=False)


def next_step(chapter: Chapter, work: Work, *, until: datetime) -> PlannedTask | None:
    """The open task of somebody who is not closed; None where it was forgotten.

    Whom nobody answered yet has the task that the intake planned.
    """
    rng = work.rng
    if chapter.status in CLOSED or (chapter.deal and chapter.deal.outcome != "open"):
        return None
    if chapter.answer is None or any(not meeting.outcome for meeting in chapter.meetings):
        return None
    where = "deal" if chapter.deal else chapter.status
    fresh = until - chapter.arrival.at < FRESH
    if not fresh and not happens(HAS_NEXT_STEP[where], rng):
        return None
    phrase, kind = _what_to_do(chapter, where)
    due_at = _due(
        where, arrived_at=chapter.arrival.handed_out_at, until=until, fresh=fresh, rng=rng
    )
    product = chapter.deal.product if chapter.deal else "inventory"
    return PlannedTask(
        title=work.said(phrase, product), kind=kind, due_at=due_at, about_deal=where == "deal"
    )


def _what_to_do(chapter: Chapter, where: str) -> tuple[Phrase, str]:
    if where == "open":
        return wording.CALL_AGAIN, "call"
    if where == "contacted":
        return wording.QUALIFY, "call"
    if where == "qualified" or chapter.fate is not Fate.DEAL:
        return wording.SEND_OFFER, "email"
    return wording.FOLLOW_UP, "follow_up"


def _due(
    where: str, *, arrived_at: datetime, until: datetime, fresh: bool, rng: Random
) -> datetime:
    """Overdue, due today, or ahead; with fresh leads the first call, a working day after."""
    today = (until - timedelta(hours=1)).date()
    if fresh and where == "open":
        return working_hour(arrived_at.date() + timedelta(days=rng.choice((0, 1, 1, 2))), rng)
    match drawn(DUE, rng):
        case "overdue":
            return working_hour(today - timedelta(days=rng.randrange(1, 21)), rng)
        case "today":
            return working_hour(today, rng)
        case _:
            return working_hour(today + timedelta(days=rng.randrange(1, 15)), rng)
