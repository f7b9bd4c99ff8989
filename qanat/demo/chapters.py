"""One time that somebody comes in, drawn by lot and cut at the end of the plan. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Final

from qanat.demo.cast import Profile
from qanat.demo.chance import happens
from qanat.demo.channels import Channel
from qanat.demo.contacts import (
    Work,
    cool_down,
    qualify,
    reach,
    try_in_vain,
    turn_away,
    work_on_deal,
)
from qanat.demo.deals import deal_of
from qanat.demo.next_steps import first_answer, next_step
from qanat.demo.story import Arrival, Chapter, Deal, Fate, PlannedMeeting
from qanat.demo.workdays import later

PLANNED_AHEAD: Final = timedelta(days=16)
"""Meetings are planned at most so far ahead."""

FITS: Final = {"chief": 1.15, "director": 1.12, "manager": 1.0, "specialist": 0.85, "junior": 0.4}


def fate_of(profile: Profile, channel: Channel, rng: Random) -> Fate:
    """How far somebody gets, by the rates of the channel and by who they are."""
    fit = FITS.get(profile.level, 0.7)
    if not happens(channel.reached / 100, rng):
        return Fate.TRIED if happens(0.5, rng) else Fate.IGNORED
    if not happens(channel.fit * fit / 100, rng):
        return Fate.UNFIT
    return Fate.DEAL if happens(channel.wants / 100, rng) else Fate.QUALIFIED


def chapter_of(
    profile: Profile, arrival: Arrival, fate: Fate, *, until: datetime, rng: Random
) -> Chapter:
    """All that follows from an arrival, up to `until`; and what is planned after it."""
    work = Work(profile=profile, rng=rng)
    deal = _work_through(work, arrival, fate, until)
    chapter = _cut(work, arrival, fate, deal, until)
    chapter = replace(chapter, answer=first_answer(chapter, until=until, rng=rng))
    step = next_step(chapter, work, until=until)
    return replace(chapter, tasks=(*chapter.tasks, step)) if step else chapter


def _work_through(work: Work, arrival: Arrival, fate: Fate, until: datetime) -> Deal | None:
    if fate is Fate.TRIED:
        try_in_vain(work, arrival.handed_out_at)
    if fate in {Fate.IGNORED, Fate.TRIED}:
        return None
    contacted_at = reach(work, arrival.handed_out_at, interested=fate is not Fate.UNFIT)
    if fate is Fate.UNFIT:
        turn_away(work, contacted_at)
        return None
    qualified_at = qualify(work, contacted_at)
    begins = later(qualified_at, days=1.5, rng=work.rng)
    if fate is Fate.QUALIFIED:
        cool_down(work, qualified_at)
        return None
    if begins >= until:
        return None
    channel = arrival.channel
    deal = deal_of(work.profile, channel, begins=begins, until=until, rng=work.rng)
    work_on_deal(work, deal)
    return deal


def _cut(work: Work, arrival: Arrival, fate: Fate, deal: Deal | None, until: datetime) -> Chapter:
    """What had happened by `until`."""
    over = deal is not None and deal.closed_at is not None
    return Chapter(
        arrival=arrival,
        fate=fate,
        calls=tuple(call for call in work.calls if call.at < until),
        meetings=_cut_meetings(work.meetings, until, over=over),
        tasks=tuple(task for task in work.tasks if task.done_at and task.done_at < until),
        remarks=tuple(remark for remark in work.remarks if remark.at < until),
        statuses=tuple(step for step in work.statuses if step.at < until),
        lifecycles=tuple(step for step in work.lifecycles if step.at < until),
        deal=deal,
    )


def _cut_meetings(
    meetings: Sequence[PlannedMeeting], until: datetime, *, over: bool
) -> tuple[PlannedMeeting, ...]:
    """Meetings of the past as they were; the first one of the future as planned."""
    past = [meeting for meeting in meetings if meeting.starts_at < until]
    for meeting in meetings:
        if not over and until <= meeting.starts_at < until + PLANNED_AHEAD:
            planned = PlannedMeeting(
                starts_at=meeting.starts_at,
                minutes=meeting.minutes,
                kind=meeting.kind,
                outcome="",
                subject=meeting.subject,
                place=meeting.place,
            )
            return (*past, planned)
    return tuple(past)
