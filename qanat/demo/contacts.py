"""How the owner of a lead works on it: calls, meetings, statuses, lifecycles. Pure.

Moments may lie beyond the end of the plan; `cut` in `chapters.py` takes those away.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final

from qanat.demo import wording
from qanat.demo.cast import Profile
from qanat.demo.chance import drawn, happens
from qanat.demo.story import (
    Deal,
    PlannedCall,
    PlannedMeeting,
    PlannedTask,
    Remark,
    Step,
)
from qanat.demo.workdays import later, when_working
from qanat.kernel.phrase import Phrase

FAILED: Final = {"no_answer": 60, "busy": 14, "left_message": 20, "wrong_number": 6}
FOLLOW_UP_OUTCOMES: Final = {"answered": 62, "no_answer": 26, "call_back": 12}
AFTER_UNFIT: Final = {"unqualified": 52, "nurture": 23, "": 25}
AFTER_COOLING: Final = {"nurture": 32, "unqualified": 23, "": 45}
AFTER_LOSS: Final = {"nurture": 45, "unqualified": 35, "": 20}
"""Of a hundred leads where they are left; the empty status is: where they are."""

LOST: Final = {"nurture": "Lost for now, recycled", "unqualified": "Lost"}
NOT_THERE: Final = 0.38
MOST_TRIES: Final = 4
HOURS_TO_FIRST_CALL: Final = 2.5
PLANS_A_CALL: Final = 0.55
"""Of calls this share was a task before it was made."""


@dataclass(kw_only=True)
class Work:
    """What was done so far in a chapter, in the order of time within each list."""

    profile: Profile
    rng: Random
    calls: list[PlannedCall] = field(default_factory=list)
    meetings: list[PlannedMeeting] = field(default_factory=list)
    tasks: list[PlannedTask] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    statuses: list[Step] = field(default_factory=list)
    lifecycles: list[Step] = field(default_factory=list)

    def call(
        self, at: datetime, outcome: str, *, subject: str = "", about_deal: bool = False
    ) -> datetime:
        """Make a call; when it ended."""
        answered = outcome in {"answered", "call_back", "not_interested"}
        seconds = self.rng.randrange(90, 1100) if answered else self.rng.randrange(8, 40)
        self.calls.append(
            PlannedCall(
                at=at,
                outcome=outcome,
                seconds=seconds,
                subject=subject or self.said(wording.CALL_SUBJECT),
                purpose="offer" if about_deal else "first contact",
                about_deal=about_deal,
                fulfils_task=happens(PLANS_A_CALL, self.rng),
            )
        )
        return at + timedelta(seconds=seconds)

    def said(self, phrase: Phrase, product: str = "") -> str:
        """The phrase in the language of the lead, with the names in it."""
        language = self.profile.language
        named = wording.PRODUCTS[product].in_language(language) if product else ""
        return wording.said(
            phrase,
            language,
            name=self.profile.full_name,
            company=self.profile.company or self.profile.full_name,
            product=named,
        )

    def remark(self, at: datetime) -> None:
        """Write a note."""
        self.remarks.append(Remark(at=at, text=self.said(self.rng.choice(wording.REMARKS))))


def first_call_at(handed_out_at: datetime, rng: Random) -> datetime:
    """When somebody first tries to call: within hours mostly, within days sometimes."""
    hours = HOURS_TO_FIRST_CALL * rng.lognormvariate(0, 1.15)
    waited = handed_out_at + timedelta(hours=min(hours, 200))
    return when_working(max(waited, handed_out_at + timedelta(minutes=4)), rng)


def try_in_vain(work: Work, handed_out_at: datetime) -> None:
    """One or two calls that nobody answers, and then no more: the leak that the demo shows."""
    at = first_call_at(handed_out_at, work.rng)
    for _ in range(work.rng.choice((1, 1, 2))):
        ended = work.call(at, drawn(FAILED, work.rng))
        at = later(ended, days=2.0, rng=work.rng)


def reach(work: Work, handed_out_at: datetime, *, interested: bool) -> datetime:
    """Call until they answer; when that call ended."""
    at = first_call_at(handed_out_at, work.rng)
    while happens(NOT_THERE, work.rng) and len(work.calls) < MOST_TRIES:
        ended = work.call(at, drawn(FAILED, work.rng))
        at = later(ended, days=1.3, rng=work.rng)
    outcome = "answered" if interested else work.rng.choice(("answered", "not_interested"))
    ended = work.call(at, outcome)
    work.statuses.append(Step(to="contacted", at=ended, reason="Spoke on the telephone"))
    if happens(0.35, work.rng):
        work.remark(ended + timedelta(minutes=3))
    return ended


def turn_away(work: Work, contacted_at: datetime) -> None:
    """After speaking with them it comes to nothing: unqualified, kept warm, or left lying."""
    at = later(contacted_at, days=work.rng.choice((0.2, 1.0, 6.0)), rng=work.rng)
    _leave_in(drawn(AFTER_UNFIT, work.rng), work, at)
    if work.statuses[-1].to == "unqualified" and happens(0.3, work.rng):
        at = later(at, days=5.0, rng=work.rng)
        work.statuses.append(Step(to="nurture", at=at, reason="Worth asking again"))


def qualify(work: Work, contacted_at: datetime) -> datetime:
    """They need it, can pay, may decide: qualified; when that was."""
    at = contacted_at + timedelta(minutes=6)
    if happens(0.55, work.rng):
        at = later(contacted_at, days=3.0, rng=work.rng)
        at = work.call(at, "answered")
    if happens(0.3, work.rng):
        at = _meet(work, at, kind="meeting", product="")
    work.lifecycles.append(Step(to="mql", at=at, reason="Fits and is interested"))
    at += timedelta(minutes=2)
    work.statuses.append(Step(to="qualified", at=at, reason="Need, budget, authority, timing"))
    work.lifecycles.append(Step(to="sql", at=at, reason="Accepted by sales"))
    return at


def cool_down(work: Work, qualified_at: datetime) -> None:
    """Qualified, but no opportunity came of it."""
    at = later(qualified_at, days=26.0, rng=work.rng)
    _leave_in(drawn(AFTER_COOLING, work.rng), work, at)


def work_on_deal(work: Work, deal: Deal) -> None:
    """The calls, meetings and tasks of an opportunity, stage by stage, and what it leads to."""
    work.lifecycles.append(
        Step(to="opportunity", at=deal.opened_at, reason="Converted with an opportunity")
    )
    entered = dict(deal.entered)
    if at := entered.get("first_call"):
        work.call(at, "answered", subject=work.said(wording.QUALIFY), about_deal=True)
    if at := entered.get("presentation"):
        _present(work, at, deal)
    if at := entered.get("follow_up"):
        _follow_up(work, at, deal)
    if deal.closed_at:
        _close(work, deal.closed_at, won=deal.outcome == "won")


def _present(work: Work, entered_at: datetime, deal: Deal) -> None:
    prepared = PlannedTask(
        title=work.said(wording.PREPARE_MEETING),
        kind="todo",
        due_at=entered_at + timedelta(days=1),
        done_at=entered_at + timedelta(hours=work.rng.uniform(2, 20)),
        about_deal=True,
    )
    work.tasks.append(prepared)
    met_at = _meet(work, entered_at, kind="presentation", product=deal.product)
    if happens(0.8, work.rng):
        # The day after the presentation, as the guide has it.
        due_at = when_working(met_at + timedelta(hours=22), work.rng)
        done_at = due_at + timedelta(hours=work.rng.uniform(-2, 5))
        task = PlannedTask(
            title=work.said(wording.THANK),
            kind="email",
            due_at=due_at,
            done_at=done_at,
            outcome="sent",
            about_deal=True,
        )
        work.tasks.append(task)


def _follow_up(work: Work, entered_at: datetime, deal: Deal) -> None:
    """Those who win follow up more often."""
    times = work.rng.randrange(3, 7) if deal.outcome == "won" else work.rng.randrange(0, 4)
    at = entered_at
    for _ in range(times):
        at = later(at, days=3.2, rng=work.rng)
        if deal.closed_at and at >= deal.closed_at:
            break
        outcome = drawn(FOLLOW_UP_OUTCOMES, work.rng)
        work.call(at, outcome, subject=work.said(wording.FOLLOW_UP_CALL), about_deal=True)
        if outcome == "answered" and happens(0.25, work.rng):
            work.remark(at + timedelta(minutes=20))


def _close(work: Work, closed_at: datetime, *, won: bool) -> None:
    if won:
        work.lifecycles.append(Step(to="customer", at=closed_at, reason="Bought"))
        return
    at = closed_at + timedelta(minutes=work.rng.randrange(2, 50))
    if to := drawn(AFTER_LOSS, work.rng):
        work.statuses.append(Step(to=to, at=at, reason=LOST[to]))


def _leave_in(status: str, work: Work, at: datetime) -> None:
    """Put a lead aside in a status, for a reason; an empty status leaves it lying."""
    reasons = wording.NURTURE_REASONS if status == "nurture" else wording.UNFIT_REASONS
    if status:
        work.statuses.append(Step(to=status, at=at, reason=work.rng.choice(reasons)))


def _meet(work: Work, after: datetime, *, kind: str, product: str) -> datetime:
    """Meet, perhaps at the second attempt; when it ended."""
    at = _on_the_half_hour(later(after, days=2.4, rng=work.rng))
    phrase = wording.PRESENTATION if product else wording.NEED_MEETING
    if happens(0.12, work.rng):
        outcome = work.rng.choice(("no_show", "cancelled"))
        work.meetings.append(_meeting(work, at, kind, outcome, work.said(phrase, product)))
        at = _on_the_half_hour(later(at, days=3.0, rng=work.rng))
    meeting = _meeting(work, at, kind, "held", work.said(phrase, product))
    work.meetings.append(meeting)
    return at + timedelta(minutes=meeting.minutes)


def _meeting(work: Work, at: datetime, kind: str, outcome: str, subject: str) -> PlannedMeeting:
    return PlannedMeeting(
        starts_at=at,
        minutes=work.rng.choice((30, 45, 60, 60, 90)),
        kind=kind,
        outcome=outcome,
        subject=subject,
        place=work.said(work.rng.choice(wording.PLACES)),
    )


def _on_the_half_hour(moment: datetime) -> datetime:
    """The next half hour, so that people can keep it."""
    whole = moment.replace(second=0, microsecond=0)
    return whole + timedelta(minutes=30 - whole.minute % 30)
