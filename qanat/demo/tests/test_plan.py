from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from qanat.demo.cast import PRIVATE_DOMAINS
from qanat.demo.channels import CHANNELS, SHOWS, campaigns, webinar_days
from qanat.demo.deals import LOST_BECAUSE, STAGE_DAYS
from qanat.demo.next_steps import FRESH
from qanat.demo.plan import DAYS, company_plan
from qanat.demo.story import Fate
from qanat.demo.workdays import is_working_day, midnight
from qanat.kernel.free_mail import is_free_mail

TODAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 20)
END = midnight(TODAY + timedelta(days=1))
OPEN = {"open", "contacted", "qualified"}


@pytest.fixture(scope="module")
def plan():
    return company_plan(people=3000, seed=1, today=TODAY)


@pytest.fixture(scope="module")
def chapters(plan):
    return [chapter for journey in plan.journeys for chapter in journey.chapters]


def rate(plan, reached):
    """Of a hundred people, for how many it is true of one of their chapters."""
    hits = sum(any(reached(one) for one in journey.chapters) for journey in plan.journeys)
    return 100 * hits / len(plan.journeys)


def test_the_same_seed_and_day_give_the_same_plan():
    first = company_plan(people=150, seed=7, today=TODAY)
    assert first == company_plan(people=150, seed=7, today=TODAY)
    assert first != company_plan(people=150, seed=8, today=TODAY)


def test_leads_come_over_18_months_and_more_of_them_lately(plan):
    days = [journey.chapters[0].arrival.at.date() for journey in plan.journeys]
    assert len(days) == 3000
    assert days == sorted(days)
    assert TODAY - timedelta(days=DAYS) <= days[0] <= TODAY - timedelta(days=DAYS - 10)
    assert days[-1] == TODAY
    half = TODAY - timedelta(days=DAYS // 2)
    assert sum(day > half for day in days) > 1.3 * sum(day <= half for day in days)


def test_the_funnel_narrows_as_it_does_in_life(plan):
    contacted = rate(plan, lambda one: any(step.to == "contacted" for step in one.statuses))
    qualified = rate(plan, lambda one: any(step.to == "sql" for step in one.lifecycles))
    opportunity = rate(plan, lambda one: one.deal is not None)
    won = rate(plan, lambda one: one.deal is not None and one.deal.outcome == "won")
    assert 44 < contacted < 56
    assert 24 < qualified < 33
    assert 15 < opportunity < 23
    assert 5 < won < 10


def test_channels_differ_enough_to_be_told_apart(plan):
    came, bought = Counter(), Counter()
    for journey in plan.journeys:
        source = journey.chapters[0].arrival.channel.source
        came[source] += 1
        bought[source] += any(one.deal and one.deal.outcome == "won" for one in journey.chapters)
    assert set(came) == {channel.source for channel in CHANNELS}
    assert bought["Referral"] / came["Referral"] > 4 * bought["Meta Ads"] / came["Meta Ads"]


def test_people_are_of_three_languages_and_no_two_share_an_address(plan):
    profiles = [journey.profile for journey in plan.journeys]
    languages = Counter(profile.language for profile in profiles)
    assert set(languages) == {"en", "ar", "fa"}
    assert min(languages.values()) > 0.15 * len(profiles)
    for kind in ("email", "phone"):
        told = [getattr(profile, kind) for profile in profiles if getattr(profile, kind)]
        assert len(told) == len(set(told))
    assert all(profile.email or profile.phone for profile in profiles)
    assert all(p.email.endswith(".example") for p in profiles if p.email)


def test_private_addresses_tell_no_employer():
    assert all(is_free_mail(domain) for domain in PRIVATE_DOMAINS)


def test_what_happened_lies_between_the_arrival_and_the_end_of_today(plan, chapters):
    for chapter in chapters:
        moments = [
            *(call.at for call in chapter.calls),
            *(meeting.starts_at for meeting in chapter.meetings if meeting.outcome),
            *(step.at for step in (*chapter.statuses, *chapter.lifecycles)),
            *(task.done_at for task in chapter.tasks if task.done_at),
            *(remark.at for remark in chapter.remarks),
        ]
        assert all(chapter.arrival.at < moment < END for moment in moments)
        for steps in (chapter.statuses, chapter.lifecycles):
            assert all(before.at <= after.at for before, after in pairwise(steps))
    assert max(one.at for journey in plan.journeys for one in journey.happenings) < END


def test_somebody_was_here_today_even_on_a_friday():
    for today in (TODAY, FRIDAY):
        plan = company_plan(people=60, seed=1, today=today)
        assert any(
            one.at >= midnight(today) and one.kind == "page_view"
            for journey in plan.journeys
            for one in journey.happenings
        )
        assert plan.journeys[-1].chapters[0].arrival.at >= midnight(today)


def test_nobody_calls_at_the_weekend(chapters):
    assert all(is_working_day(call.at.date()) for one in chapters for call in one.calls)


def test_deals_go_through_the_stages_in_order(chapters):
    deals = [one.deal for one in chapters if one.deal]
    order = list(STAGE_DAYS)
    for deal in deals:
        assert [stage for stage, _ in deal.entered] == order[: len(deal.entered)]
        moments = [at for _, at in deal.entered] + ([deal.closed_at] if deal.closed_at else [])
        assert moments == sorted(moments)
        assert (deal.closed_at is None) == (deal.outcome == "open")
        assert (deal.lost_reason in LOST_BECAUSE) == (deal.outcome == "lost")
        if deal.outcome == "won":
            assert len(deal.entered) == len(order)
    assert {deal.outcome for deal in deals} == {"open", "won", "lost"}
    assert {deal.entered[-1][0] for deal in deals if deal.outcome == "open"} == set(order)


def test_some_come_in_again_after_they_were_closed(plan):
    again = [journey.chapters for journey in plan.journeys if len(journey.chapters) > 1]
    assert len(again) > 30
    for first, second in again:
        assert first.status in {"unqualified", "nurture"}
        assert second.arrival.at > first.statuses[-1].at


def test_there_are_leaks_to_be_found(chapters):
    alive = [
        one
        for one in chapters
        if one.status in OPEN and not (one.deal and one.deal.outcome != "open")
    ]
    idle = [
        one
        for one in alive
        if one.answer
        and all(task.done_at for task in one.tasks)
        and all(m.outcome for m in one.meetings)
    ]
    assert 0.2 < len(idle) / len(alive) < 0.7
    unanswered = [one for one in alive if one.answer is None]
    assert any(one.arrival.at < END - timedelta(days=30) for one in unanswered)
    assert all(one.fate is Fate.IGNORED or one.arrival.at > END - FRESH for one in unanswered)


def test_tasks_are_done_overdue_due_today_and_ahead(chapters):
    tasks = [task for one in chapters for task in one.tasks]
    waiting = [task.due_at for task in tasks if task.done_at is None]
    assert any(task.done_at for task in tasks)
    assert any(due < midnight(TODAY) for due in waiting)
    assert any(midnight(TODAY) <= due < END for due in waiting)
    assert any(due >= END for due in waiting)


def test_money_is_spent_every_quarter_and_at_every_show():
    first_day = TODAY - timedelta(days=DAYS)
    found = campaigns(first_day, TODAY)
    assert len([one for one in found if one.channel.gathers == "show"]) == len(SHOWS)
    for channel in CHANNELS:
        mine = [one for one in found if one.channel is channel]
        assert all(0 < one.cost <= one.budget for one in mine)
        assert sum(one.cost for one in mine) == pytest.approx(channel.monthly_cost * 18, rel=0.03)
    assert len({one.name for one in found}) == len(found)


def test_webinars_are_four_weeks_apart_up_to_last_week():
    days = [day for day, _ in webinar_days(TODAY - timedelta(days=DAYS), TODAY)]
    assert len(days) == 19
    assert days[-1] == TODAY - timedelta(days=6)
    assert {after - before for before, after in pairwise(days)} == {timedelta(days=28)}
