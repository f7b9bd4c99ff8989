"""What follows after the leads came in, written in sets with the dates of the plan.

Each function takes the scenes of one round: first all first chapters, then all second ones.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from qanat.access.public import actor_of_user
from qanat.consent.public import ConsentDraft, record_consents
from qanat.demo.bringing_in import Scene
from qanat.demo.story import Deal, Step
from qanat.demo.vocabulary import own_word
from qanat.demo.wording import product_name
from qanat.demo.workdays import squeezed
from qanat.people.public import (
    Changes,
    Move,
    Moved,
    move_lifecycles,
    move_statuses,
    update_people,
)
from qanat.pipeline.public import OpportunityDraft, enter_history
from qanat.platform.actor import Actor
from qanat.timeline.public import EventDraft, append_events
from qanat.work.public import (
    CallDraft,
    MeetingDraft,
    NoteDraft,
    PastTask,
    TaskEnd,
    add_notes,
    end_tasks,
    enter_calls,
    enter_meetings,
    enter_tasks,
    next_steps_of_people,
)

CURRENCY: Final = "USD"
EVENTS_AT_ONCE: Final = 5000


@dataclass(frozen=True, kw_only=True)
class Round:
    """Scenes with what all of them need to be acted out.

    Attributes:
        campaigns: the id of each campaign by name.
        stages: the id of each stage by key.
        language: of the company, which writes its reasons in it.
        currency: of the deals.
        own_fields: whether there are the custom fields of the demo company.
    """

    scenes: Sequence[Scene]
    campaigns: dict[str, int]
    stages: dict[str, int]
    language: str
    actor: Actor
    now: datetime
    currency: str = CURRENCY
    own_fields: bool = True

    def at(self, moment: datetime) -> datetime:
        """The moment of the plan as one that is not in the future."""
        return squeezed(moment, now=self.now)

    def said(self, english: str) -> str:
        """The words of the plan as the company writes them."""
        return own_word(english, self.language)


def act_out(acted: Round) -> None:
    """Everything that followed from the arrivals of the round."""
    _move_all(acted, lambda scene: scene.chapter.statuses, move_statuses)
    _move_all(acted, lambda scene: scene.chapter.lifecycles, move_lifecycles)
    answered = _answer(acted)
    deals = _open_deals(acted)
    _convert(acted)
    _call(acted, deals, answered)
    _meet(acted, deals)
    _remark(acted)


def let_happen(acted: Round, advance: Callable[[int], None]) -> None:
    """What the leads did by themselves; those who unsubscribed withdrew their consent."""
    drafts = [
        EventDraft(
            kind=happening.kind,
            at=acted.at(happening.at),
            person_id=scene.person_id,
            properties=happening.properties,
            source="web" if happening.kind == "page_view" else "demo",
        )
        for scene in acted.scenes
        for happening in scene.journey.happenings
    ]
    drafts.sort(key=lambda draft: draft.at)
    for start in range(0, len(drafts), EVENTS_AT_ONCE):
        batch = drafts[start : start + EVENTS_AT_ONCE]
        append_events(batch, now=acted.now)
        advance(len(batch))
    record_consents(
        [
            ConsentDraft(
                person_id=draft.person_id,
                channel="email",
                purpose="marketing",
                state="withdrawn",
                source="unsubscribe link",
                at=draft.at,
                evidence=dict(draft.properties),
            )
            for draft in drafts
            if draft.kind == "unsubscribe" and draft.person_id is not None
        ],
        actor=acted.actor,
        now=acted.now,
    )


Mover = Callable[..., list[Moved]]


def _move_all(acted: Round, steps_of: Callable[[Scene], Sequence[Step]], move: Mover) -> None:
    """The first step of everybody at once, then the second of those who have one, and so on."""
    longest = max((len(steps_of(scene)) for scene in acted.scenes), default=0)
    for place in range(longest):
        moves = [
            Move(
                person_id=scene.person_id,
                to=step.to,
                at=acted.at(step.at),
                reason=acted.said(step.reason),
            )
            for scene in acted.scenes
            for step in steps_of(scene)[place : place + 1]
        ]
        move(moves, actor=acted.actor, now=acted.now)


def _open_deals(acted: Round) -> dict[int, int]:
    """The ids of the opportunities by person."""
    pairs = [(scene, deal) for scene, deal in _with_deals(acted)]
    drafts = [_deal(scene, deal, acted) for scene, deal in pairs]
    ids = enter_history(drafts, actor=acted.actor, now=acted.now)
    return {
        scene.person_id: opportunity_id
        for (scene, _), opportunity_id in zip(pairs, ids, strict=True)
    }


def _with_deals(acted: Round) -> Iterator[tuple[Scene, Deal]]:
    for scene in acted.scenes:
        if scene.chapter.deal is not None:
            yield scene, scene.chapter.deal


def _deal(scene: Scene, deal: Deal, acted: Round) -> OpportunityDraft:
    stage = deal.entered[-1][0] if deal.outcome == "open" else "closed"
    return OpportunityDraft(
        name=deal.name,
        stage_id=acted.stages[stage],
        owner_id=scene.owner_id,
        opened_at=acted.at(deal.opened_at),
        closed_at=acted.at(deal.closed_at) if deal.closed_at else None,
        outcome=deal.outcome,
        lost_reason=deal.lost_reason,
        person_id=scene.person_id,
        account_id=scene.account_id,
        campaign_id=acted.campaigns[scene.chapter.arrival.campaign.name],
        amount=Decimal(deal.amount),
        currency=acted.currency,
        kind=acted.said(
            "New business" if scene.chapter is scene.journey.chapters[0] else "Second attempt"
        ),
        expected_close_on=deal.expected_close_on,
        custom={"product": product_name(deal.product, acted.language), "contract_years": deal.years}
        if acted.own_fields
        else {},
        entered=tuple((acted.stages[key], acted.at(at)) for key, at in deal.entered),
    )


def _convert(acted: Round) -> None:
    """Whoever has an opportunity is shown as a contact from then on."""
    update_people(
        [
            Changes(id=scene.person_id, values={"converted_at": acted.at(deal.opened_at)})
            for scene, deal in _with_deals(acted)
        ],
        now=acted.now,
    )


def _answer(acted: Round) -> dict[int, int]:
    """End the task that the intake planned with each lead who was answered; its id by person."""
    answers = {
        scene.person_id: scene.chapter.answer for scene in acted.scenes if scene.chapter.answer
    }
    steps = next_steps_of_people(list(answers), actor=acted.actor, now=acted.now)
    tasks = {person_id: step.id for person_id, step in steps.items() if step.what == "task"}
    end_tasks(
        [
            TaskEnd(
                task_id=task_id,
                done_at=acted.at(answers[person_id].at),
                outcome=answers[person_id].outcome,
                by_contact=answers[person_id].by_call,
            )
            for person_id, task_id in tasks.items()
        ],
        actor=acted.actor,
        now=acted.now,
    )
    return tasks


def _call(acted: Round, deals: dict[int, int], answered: dict[int, int]) -> None:
    """Calls, with the tasks that they fulfilled, and all other tasks."""
    fulfilled = [
        (scene, call)
        for scene in acted.scenes
        for call in scene.chapter.calls[1:]
        if call.fulfils_task
    ]
    tasks = [
        PastTask(
            title=call.subject,
            kind="call",
            owner_id=scene.owner_id,
            person_id=scene.person_id,
            opportunity_id=deals.get(scene.person_id) if call.about_deal else None,
            created_at=max(
                acted.at(scene.chapter.arrival.at), acted.at(call.at) - timedelta(days=1)
            ),
            due_at=acted.at(call.at) + timedelta(hours=1),
            done_at=acted.at(call.at),
            outcome=call.outcome,
            by_contact=True,
        )
        for scene, call in fulfilled
    ]
    ids = enter_tasks([*tasks, *_other_tasks(acted, deals)], actor=acted.actor, now=acted.now)
    task_of = {id(call): task_id for (_, call), task_id in zip(fulfilled, ids, strict=False)}
    for scene in acted.scenes:
        if scene.chapter.calls and scene.person_id in answered:
            task_of[id(scene.chapter.calls[0])] = answered[scene.person_id]
    enter_calls(
        [
            CallDraft(
                direction=call.direction,
                outcome=call.outcome,
                started_at=acted.at(call.at),
                duration_seconds=call.seconds,
                subject=call.subject,
                purpose=acted.said(call.purpose),
                person_id=scene.person_id,
                account_id=scene.account_id,
                opportunity_id=deals.get(scene.person_id) if call.about_deal else None,
                owner_id=scene.owner_id,
                task_id=task_of.get(id(call)),
            )
            for scene in acted.scenes
            for call in scene.chapter.calls
        ],
        actor=acted.actor,
        now=acted.now,
    )


def _other_tasks(acted: Round, deals: dict[int, int]) -> Iterator[PastTask]:
    for scene in acted.scenes:
        for task in scene.chapter.tasks:
            due_at = acted.at(task.due_at) if task.done_at else task.due_at
            arrived = acted.at(scene.chapter.arrival.at)
            yield PastTask(
                title=task.title,
                kind=task.kind,
                owner_id=scene.owner_id,
                person_id=scene.person_id,
                opportunity_id=deals.get(scene.person_id) if task.about_deal else None,
                created_at=max(arrived, min(due_at, acted.now) - timedelta(days=2)),
                due_at=due_at,
                done_at=acted.at(task.done_at) if task.done_at else None,
                outcome=task.outcome,
            )


def _meet(acted: Round, deals: dict[int, int]) -> None:
    enter_meetings(
        [
            MeetingDraft(
                starts_at=acted.at(meeting.starts_at),
                ends_at=acted.at(meeting.starts_at) + timedelta(minutes=meeting.minutes),
                kind=meeting.kind,
                outcome=meeting.outcome,
                subject=meeting.subject,
                place=meeting.place,
                person_id=scene.person_id,
                account_id=scene.account_id,
                opportunity_id=deals.get(scene.person_id)
                if meeting.kind == "presentation"
                else None,
                owner_id=scene.owner_id,
            )
            for scene in acted.scenes
            for meeting in scene.chapter.meetings
        ],
        actor=acted.actor,
        now=acted.now,
    )


def _remark(acted: Round) -> None:
    """Notes, each written by the owner."""
    by_owner: dict[int, list[NoteDraft]] = defaultdict(list)
    for scene in acted.scenes:
        by_owner[scene.owner_id] += [
            NoteDraft(person_id=scene.person_id, text=remark.text, at=acted.at(remark.at))
            for remark in scene.chapter.remarks
        ]
    for owner_id, notes in by_owner.items():
        author = actor_of_user(owner_id).because(acted.actor.cause)
        add_notes(notes, actor=author, now=acted.now)
