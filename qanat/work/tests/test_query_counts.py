"""What each use costs in queries, whatever the number of rows; see `query_counts.json`."""

import pytest

from qanat.pipeline.tests.conftest import DAY, NOW
from qanat.work.public import (
    CallDraft,
    MeetingDraft,
    Subject,
    TaskDraft,
    add_note,
    calls_of,
    count_neglected,
    finish_meeting,
    finish_task,
    follow_ups,
    list_tasks,
    log_call,
    my_open_tasks,
    neglected_opportunities,
    neglected_people,
    next_steps_of_people,
    overdue_tasks,
    plan_meeting,
    plan_task,
    plan_tasks,
    snooze_task,
)


@pytest.fixture
def people(make_person, owner):
    return [make_person(owner) for _ in range(7)]


@pytest.fixture
def tasks(people, owner, system):
    drafts = [
        TaskDraft(title="Call", due_at=NOW, person_id=person, owner_id=owner.user_id)
        for person in people
    ]
    return plan_tasks(drafts, actor=system, now=NOW)


def test_query_counts_of_reading(query_budget, owner, people, tasks):
    with query_budget("list_tasks"):
        list_tasks(actor=owner, now=NOW)
    with query_budget("my_open_tasks"):
        my_open_tasks(actor=owner, now=NOW)
    with query_budget("overdue_tasks"):
        overdue_tasks(actor=owner, now=NOW)
    with query_budget("next_steps"):
        next_steps_of_people(people, actor=owner, now=NOW)
    with query_budget("follow_ups"):
        follow_ups(people, actor=owner)
    with query_budget("calls_of"):
        calls_of(people[0], actor=owner)
    with query_budget("count_neglected"):
        count_neglected(actor=owner)
    with query_budget("neglected_people"):
        neglected_people(actor=owner)
    with query_budget("neglected_opportunities"):
        neglected_opportunities(actor=owner)


def test_query_counts_of_actions(query_budget, owner, system, people, tasks):
    about = people[0]
    with query_budget("plan_task"):
        plan_task(TaskDraft(title="x", due_at=NOW, person_id=about), actor=owner, now=NOW)
    with query_budget("plan_tasks"):
        draft = TaskDraft(title="x", due_at=NOW, person_id=about, owner_id=owner.user_id)
        plan_tasks([draft] * 300, actor=system, now=NOW)
    with query_budget("snooze_task"):
        snooze_task(tasks[0], until=NOW + DAY, actor=owner, now=NOW)
    with query_budget("finish_task"):
        then = TaskDraft(title="then", due_at=NOW + DAY)
        finish_task(tasks[0], actor=owner, now=NOW, then=then)
    with query_budget("log_call"):
        call = CallDraft(direction="outbound", outcome="answered", started_at=NOW, person_id=about)
        log_call(call, actor=owner, now=NOW)
    with query_budget("plan_meeting"):
        meeting = plan_meeting(MeetingDraft(starts_at=NOW, person_id=about), actor=owner, now=NOW)
    with query_budget("finish_meeting"):
        finish_meeting(meeting.id, "held", actor=owner, now=NOW)
    with query_budget("add_note"):
        add_note("x", about=Subject(person_id=about), actor=owner, now=NOW)
