from dataclasses import replace

import pytest

from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.pipeline.tests.conftest import DAY, NOW
from qanat.platform.actor import Actor
from qanat.timeline.models import Event
from qanat.work.models import Task
from qanat.work.public import (
    Finished,
    Subject,
    TaskDraft,
    TaskFilter,
    add_note,
    change_note,
    change_task,
    delete_task,
    finish_task,
    list_tasks,
    my_open_tasks,
    next_steps_of_people,
    notes_among,
    overdue_tasks,
    plan_task,
    plan_tasks,
    snooze_task,
)


def call_her(amal, *, days=1, **more):
    return TaskDraft(title="Call her", kind="call", due_at=NOW + days * DAY, person_id=amal, **more)


def codes_of(error):
    return [(fault.path, fault.code) for fault in error.value.faults]


def test_a_task_is_mine_and_about_the_person_of_its_opportunity(owner, amal, make_opportunity):
    deal = make_opportunity(person_id=amal)

    task = plan_task(
        TaskDraft(title=" Send  offer ", due_at=NOW + DAY, opportunity_id=deal),
        actor=owner,
        now=NOW,
    )

    (row,) = my_open_tasks(actor=owner, now=NOW)
    assert (row.id, row.title, row.kind, row.overdue) == (task, "Send offer", "todo", False)
    assert (row.person_id, row.person_name, row.opportunity_name) == (amal, "Amal", "Solar roof")


def test_my_tasks_are_in_the_order_in_which_they_are_due(owner, amal):
    tasks = [
        plan_task(call_her(amal, days=days), actor=owner, now=NOW) for days in (3, -1, 2, 2, 9)
    ]

    first = my_open_tasks(actor=owner, now=NOW, limit=3)
    after = (first[-1].due_at, first[-1].id)
    rest = my_open_tasks(actor=owner, now=NOW, after=after)

    assert [row.id for row in first] == [tasks[1], tasks[2], tasks[3]]
    assert [row.id for row in rest] == [tasks[0], tasks[4]]
    assert [row.id for row in overdue_tasks(actor=owner, now=NOW)] == [tasks[1]]
    assert first[0].overdue


def test_a_finished_task_asks_for_the_next_step(owner, amal):
    task = plan_task(call_her(amal), actor=owner, now=NOW)

    assert finish_task(task, outcome="Left word", actor=owner, now=NOW) == Finished(
        task_id=task, next_task_id=None, next_step_missing=True
    )

    (row,) = list_tasks(actor=owner, now=NOW, chosen=TaskFilter(done=True))
    assert (row.done_at, row.outcome, row.overdue) == (NOW, "Left word", False)
    (event,) = Event.objects.filter(person_id=amal)
    assert (event.kind, event.at, event.properties["subject"]) == ("task_done", NOW, "Call her")


def test_the_next_step_can_be_planned_with_the_end_of_this_one(owner, amal):
    task = plan_task(call_her(amal), actor=owner, now=NOW)
    then = TaskDraft(title="Meet", kind="meeting", due_at=NOW + 3 * DAY)

    done = finish_task(task, actor=owner, now=NOW, then=then)

    assert not done.next_step_missing
    step = next_steps_of_people([amal], actor=owner, now=NOW)[amal]
    assert (step.id, step.what, step.title, step.at) == (
        done.next_task_id,
        "task",
        "Meet",
        NOW + 3 * DAY,
    )


def test_where_something_else_is_planned_no_next_step_is_missing(owner, amal):
    first = plan_task(call_her(amal), actor=owner, now=NOW)
    plan_task(call_her(amal, days=5), actor=owner, now=NOW)

    assert not finish_task(first, actor=owner, now=NOW).next_step_missing


def test_a_next_step_at_fault_leaves_the_task_open(owner, amal):
    task = plan_task(call_her(amal), actor=owner, now=NOW)

    with pytest.raises(Invalid) as error:
        finish_task(task, actor=owner, now=NOW, then=TaskDraft(title="", due_at=NOW))

    assert codes_of(error) == [(("then", "title"), "text_missing")]
    assert Task.objects.get().done_at is None
    assert not Event.objects.exists()


def test_what_is_done_is_done_once(owner, amal):
    task = plan_task(call_her(amal), actor=owner, now=NOW)
    finish_task(task, actor=owner, now=NOW)

    for again in (
        lambda: finish_task(task, actor=owner, now=NOW),
        lambda: snooze_task(task, until=NOW + DAY, actor=owner, now=NOW),
        lambda: change_task(task, title="Other", actor=owner, now=NOW),
    ):
        with pytest.raises(Conflict):
            again()
    assert Event.objects.count() == 1


@pytest.mark.usefixtures("real_commits")
def test_of_many_who_finish_a_task_at_once_one_does(owner, amal, in_threads):
    task = plan_task(call_her(amal), actor=owner, now=NOW)
    then = TaskDraft(title="Again", due_at=NOW + DAY)

    outcomes = in_threads(*[lambda: finish_task(task, actor=owner, now=NOW, then=then)] * 6)

    assert [type(outcome) for outcome in outcomes].count(Finished) == 1
    assert [type(outcome) for outcome in outcomes].count(Conflict) == 5
    assert Task.objects.count() == 2


def test_a_task_put_off_is_counted(owner, amal):
    task = plan_task(call_her(amal), actor=owner, now=NOW)

    snooze_task(task, until=NOW + 2 * DAY, actor=owner, now=NOW)
    snooze_task(task, until=NOW + 4 * DAY, actor=owner, now=NOW)
    with pytest.raises(Invalid) as error:
        snooze_task(task, until=NOW, actor=owner, now=NOW)

    (row,) = my_open_tasks(actor=owner, now=NOW)
    assert (row.due_at, row.snoozes) == (NOW + 4 * DAY, 2)
    assert codes_of(error) == [(("until",), "time_past")]


def test_a_task_can_be_changed_and_taken_away(owner, amal):
    task = plan_task(call_her(amal), actor=owner, now=NOW)

    change_task(task, title="Write", kind="email", actor=owner, now=NOW)
    (row,) = my_open_tasks(actor=owner, now=NOW)
    assert (row.title, row.kind, row.due_at) == ("Write", "email", NOW + DAY)

    delete_task(task, actor=owner, now=NOW)
    assert my_open_tasks(actor=owner, now=NOW) == []
    with pytest.raises(NotFound):
        finish_task(task, actor=owner, now=NOW)


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        pytest.param({"title": " "}, "title", "text_missing", id="no title"),
        pytest.param({"title": "a\0"}, "title", "text_nul", id="NUL"),
        pytest.param({"title": "t" * 301}, "title", "text_too_long", id="long"),
        pytest.param({"kind": "fax"}, "kind", "unknown_choice", id="kind"),
        pytest.param({"due_at": NOW + 4000 * DAY}, "due_at", "time_too_late", id="far"),
        pytest.param({"person_id": 10**9}, "person_id", "not_found", id="no person"),
        pytest.param({"person_id": None}, "person_id", "about_nobody", id="about nobody"),
        pytest.param({"opportunity_id": 10**9}, "opportunity_id", "not_found", id="opportunity"),
        pytest.param({"owner_id": 10**9}, "owner_id", "not_found", id="no user"),
    ],
)
def test_a_fault_says_where_and_nothing_is_planned(owner, amal, change, path, code):
    with pytest.raises(Invalid) as error:
        plan_task(replace(call_her(amal), **change), actor=owner, now=NOW)

    assert codes_of(error) == [((path,), code)]
    assert not Task.objects.exists()


def test_a_set_of_tasks_is_planned_once_for_each_key(owner, amal, system):
    drafts = [
        call_her(amal, owner_id=owner.user_id, key="first-call:1"),
        call_her(amal, owner_id=owner.user_id),
        call_her(amal, owner_id=owner.user_id),
    ]

    first = plan_tasks(drafts, actor=system, now=NOW)
    again = plan_tasks(drafts[:1], actor=system, now=NOW)

    assert len(set(first)) == 3
    assert again == [None]
    assert {task.created_by for task in Task.objects.all()} == {system.name}


def test_one_task_with_a_key_that_is_there_is_a_conflict(owner, amal):
    task = plan_task(call_her(amal, key="once"), actor=owner, now=NOW)
    then = TaskDraft(title="Again", due_at=NOW, key="once")

    with pytest.raises(Conflict):
        plan_task(call_her(amal, key="once"), actor=owner, now=NOW)
    with pytest.raises(Conflict):
        finish_task(task, actor=owner, now=NOW, then=then)

    assert Task.objects.get().done_at is None


def test_a_task_of_an_opportunity_looks_for_its_next_step_there(owner, amal, make_opportunity):
    deal = make_opportunity(person_id=amal)
    of_deal = replace(call_her(amal), opportunity_id=deal)
    first = plan_task(of_deal, actor=owner, now=NOW)
    plan_task(call_her(amal), actor=owner, now=NOW)
    second = plan_task(of_deal, actor=owner, now=NOW)

    assert not finish_task(first, actor=owner, now=NOW).next_step_missing
    assert finish_task(second, actor=owner, now=NOW).next_step_missing


def test_work_goes_to_whom_one_sees(owner, stranger, admin, amal):
    task = plan_task(call_her(amal), actor=owner, now=NOW)

    with pytest.raises(Invalid) as error:
        change_task(task, owner_id=stranger.user_id, actor=owner, now=NOW)
    assert codes_of(error) == [(("owner_id",), "not_found")]
    change_task(task, owner_id=stranger.user_id, actor=admin, now=NOW)

    assert [row.id for row in my_open_tasks(actor=stranger, now=NOW)] == [task]
    assert [row.id for row in list_tasks(actor=owner, now=NOW)] == [task]
    after = (NOW + DAY, task)
    assert list_tasks(actor=admin, now=NOW, after=after) == []
    assert next_steps_of_people([], actor=owner, now=NOW) == {}


def test_a_part_of_qanat_says_who_does_it(system, amal):
    with pytest.raises(Invalid) as error:
        plan_task(call_her(amal), actor=system, now=NOW)
    assert codes_of(error) == [(("owner_id",), "owner_missing")]
    assert plan_tasks([], actor=system, now=NOW) == []


def test_a_set_with_one_at_fault_plans_nothing(owner, amal, system):
    with pytest.raises(Invalid) as error:
        plan_tasks([call_her(amal, owner_id=owner.user_id), call_her(amal)], actor=system, now=NOW)

    assert codes_of(error) == [((1, "owner_id"), "owner_missing")]
    assert not Task.objects.exists()


@pytest.mark.usefixtures("real_commits")
def test_the_same_key_planned_at_once_is_planned_once(owner, amal, system, in_threads):
    draft = call_her(amal, owner_id=owner.user_id, key="once")

    planned = in_threads(*[lambda: plan_tasks([draft], actor=system, now=NOW)] * 6)

    assert sorted(planned, key=str).count([None]) == 5
    assert Task.objects.count() == 1


def test_a_stranger_neither_sees_nor_changes_a_task(owner, stranger, amal):
    task = plan_task(call_her(amal), actor=owner, now=NOW)
    before = list(Task.objects.values())

    assert list_tasks(actor=stranger, now=NOW) == []
    assert next_steps_of_people([amal], actor=stranger, now=NOW) == {}
    for refused in (
        lambda: finish_task(task, actor=stranger, now=NOW),
        lambda: snooze_task(task, until=NOW + DAY, actor=stranger, now=NOW),
        lambda: change_task(task, title="Mine", actor=stranger, now=NOW),
        lambda: delete_task(task, actor=stranger, now=NOW),
    ):
        with pytest.raises(NotFound):
            refused()
    with pytest.raises(Invalid):
        plan_task(call_her(amal), actor=stranger, now=NOW)
    assert list(Task.objects.values()) == before


def test_whoever_may_only_look_plans_nothing(owner, amal):
    task = plan_task(call_her(amal), actor=owner, now=NOW)
    nobody = Actor(name="user:0", sees=None)

    for refused in (
        lambda: plan_task(call_her(amal), actor=nobody, now=NOW),
        lambda: plan_tasks([call_her(amal)], actor=nobody, now=NOW),
        lambda: finish_task(task, actor=nobody, now=NOW),
        lambda: snooze_task(task, until=NOW + DAY, actor=nobody, now=NOW),
        lambda: change_task(task, actor=nobody, now=NOW),
        lambda: delete_task(task, actor=nobody, now=NOW),
        lambda: list_tasks(actor=nobody, now=NOW),
        lambda: my_open_tasks(actor=nobody, now=NOW),
        lambda: next_steps_of_people([amal], actor=nobody, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert Task.objects.count() == 1


def test_a_note_is_written_anew_only_by_its_author(owner, stranger, system, amal):
    note = add_note("Six rooms", about=Subject(person_id=amal), actor=owner, now=NOW)
    for other in (stranger, system):
        with pytest.raises(NotFound):
            change_note(note, "Seven rooms", actor=other)
    with pytest.raises(Invalid):
        change_note(note, " ", actor=owner)
    assert notes_among([note], actor=owner)[note].text == "Six rooms"
    change_note(note, "Nine rooms", actor=owner)
    assert notes_among([note, note + 1], actor=owner)[note].text == "Nine rooms"
    assert notes_among([note], actor=stranger) == {}
    assert notes_among([], actor=owner) == {}
