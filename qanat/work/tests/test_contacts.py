from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.people.models import Account
from qanat.pipeline.tests.conftest import DAY, NOW
from qanat.platform.actor import Actor
from qanat.timeline.models import Event
from qanat.work.models import Call, Meeting, Note, Task
from qanat.work.public import (
    CallDraft,
    FollowUps,
    MeetingDraft,
    NoteDraft,
    Subject,
    TaskDraft,
    add_note,
    add_notes,
    calls_of,
    delete_note,
    enter_calls,
    enter_meetings,
    finish_meeting,
    finish_task,
    follow_ups,
    log_call,
    log_meeting,
    meetings_of,
    move_meeting,
    next_steps_of_opportunities,
    next_steps_of_people,
    notes_of,
    plan_meeting,
    plan_task,
)

HOUR = timedelta(hours=1)


@pytest.fixture
def call(amal):
    return CallDraft(
        direction="outbound",
        outcome="answered",
        started_at=NOW - HOUR,
        duration_seconds=300,
        person_id=amal,
    )


@pytest.fixture
def meeting(amal):
    return MeetingDraft(starts_at=NOW + DAY, ends_at=NOW + DAY + HOUR, person_id=amal)


def codes_of(error):
    return [(fault.path, fault.code) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("outcome", "reached"),
    [
        ("answered", True),
        ("call_back", True),
        ("not_interested", True),
        ("no_answer", False),
        ("left_message", False),
        ("busy", False),
        ("wrong_number", False),
        ("refused", False),
    ],
)
def test_a_call_is_told_by_whether_one_spoke(owner, amal, call, outcome, reached):
    contact = log_call(replace(call, outcome=outcome), actor=owner, now=NOW)

    assert (contact.reached, contact.person_id, contact.at) == (reached, amal, NOW - HOUR)
    (row,) = calls_of(amal, actor=owner)
    assert (row.outcome, row.duration_seconds, row.owner_id) == (outcome, 300, owner.user_id)
    (event,) = Event.objects.all()
    kind = "call" if reached else "call_attempt"
    assert (event.person_id, event.kind, event.at) == (amal, kind, NOW - HOUR)
    assert event.amount == Decimal("300.00")
    assert event.properties["outcome"] == outcome


def test_a_call_finishes_the_task_that_it_fulfils(owner, amal, call):
    task = plan_task(
        TaskDraft(title="Call her", kind="call", due_at=NOW, person_id=amal), actor=owner, now=NOW
    )

    log_call(replace(call, task_id=task), actor=owner, now=NOW)

    done = Task.objects.get()
    assert (done.done_at, done.outcome) == (NOW - HOUR, "answered")
    assert [event.kind for event in Event.objects.all()] == ["call"]
    with pytest.raises(Conflict):
        log_call(replace(call, task_id=task), actor=owner, now=NOW)
    assert Call.objects.count() == 1


def test_a_call_with_an_account_needs_no_person(owner, admin):
    mine = Account.objects.create(name="Noor", name_key="noor", owner_id=owner.user_id)
    theirs = Account.objects.create(name="Zad", name_key="zad", owner_id=admin.user_id)
    draft = CallDraft(direction="inbound", outcome="answered", started_at=NOW)

    log_call(replace(draft, account_id=mine.id), actor=owner, now=NOW)
    with pytest.raises(Invalid) as error:
        log_call(replace(draft, account_id=theirs.id), actor=owner, now=NOW)

    assert codes_of(error) == [(("account_id",), "not_found")]
    assert Call.objects.get().account_id == mine.id
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        pytest.param({"direction": "up"}, "direction", "unknown_choice", id="direction"),
        pytest.param({"outcome": ""}, "outcome", "unknown_choice", id="no outcome"),
        pytest.param({"outcome": "fine"}, "outcome", "unknown_choice", id="outcome"),
        pytest.param({"started_at": NOW + HOUR}, "started_at", "time_in_future", id="future"),
        pytest.param(
            {"duration_seconds": -1}, "duration_seconds", "duration_out_of_range", id="duration"
        ),
        pytest.param({"person_id": 10**9}, "person_id", "not_found", id="no person"),
    ],
)
def test_a_call_at_fault_is_not_written(owner, call, change, path, code):
    with pytest.raises(Invalid) as error:
        log_call(replace(call, **change), actor=owner, now=NOW)

    assert codes_of(error) == [((path,), code)]
    assert not Call.objects.exists()
    assert not Event.objects.exists()


def test_a_meeting_is_the_next_step_until_it_is_said_how_it_went(
    owner, amal, meeting, make_opportunity
):
    deal = make_opportunity(person_id=amal)
    plan_task(
        TaskDraft(title="Later", due_at=NOW + 5 * DAY, person_id=amal, opportunity_id=deal),
        actor=owner,
        now=NOW,
    )
    planned = plan_meeting(replace(meeting, opportunity_id=deal), actor=owner, now=NOW)

    for steps in (
        next_steps_of_people([amal], actor=owner, now=NOW),
        next_steps_of_opportunities([deal], actor=owner, now=NOW),
    ):
        ((about, step),) = steps.items()
        assert about in (amal, deal)
        assert (step.what, step.id, step.at, step.overdue) == (
            "meeting",
            planned.id,
            NOW + DAY,
            False,
        )
    later = next_steps_of_people([amal], actor=owner, now=NOW + 2 * DAY)[amal]
    assert (later.what, later.overdue) == ("meeting", True)
    finish_meeting(planned.id, "held", actor=owner, now=NOW + 2 * DAY)
    after = next_steps_of_people([amal], actor=owner, now=NOW + 2 * DAY)[amal]
    assert (after.title, after.overdue) == ("Later", False)


def test_how_a_meeting_went_is_said_once_it_began(owner, amal, meeting):
    planned = plan_meeting(meeting, actor=owner, now=NOW)

    with pytest.raises(Invalid) as error:
        finish_meeting(planned.id, "held", actor=owner, now=NOW)
    assert codes_of(error) == [(("outcome",), "outcome_too_early")]
    assert not Event.objects.exists()

    held = finish_meeting(planned.id, "held", actor=owner, now=NOW + DAY + HOUR)

    assert held.reached
    (row,) = meetings_of(amal, actor=owner)
    assert row.outcome == "held"
    (event,) = Event.objects.all()
    assert (event.kind, event.at) == ("meeting", NOW + DAY)
    with pytest.raises(Conflict):
        finish_meeting(planned.id, "no_show", actor=owner, now=NOW + 2 * DAY)
    with pytest.raises(Conflict):
        move_meeting(planned.id, starts_at=NOW + 3 * DAY, actor=owner, now=NOW + 2 * DAY)


@pytest.mark.parametrize(
    ("outcome", "kind"), [("no_show", "meeting_missed"), ("cancelled", "meeting_cancelled")]
)
def test_a_meeting_that_was_not_held_is_no_meeting(owner, meeting, outcome, kind):
    draft = replace(meeting, starts_at=NOW - DAY, ends_at=None, outcome=outcome)

    contact = log_meeting(draft, actor=owner, now=NOW)

    assert not contact.reached
    assert [event.kind for event in Event.objects.all()] == [kind]


def test_a_planned_meeting_can_be_moved_and_cancelled_before_it_starts(owner, meeting):
    planned = plan_meeting(meeting, actor=owner, now=NOW)

    move_meeting(planned.id, starts_at=NOW + 3 * DAY, actor=owner, now=NOW)
    finish_meeting(planned.id, "cancelled", actor=owner, now=NOW)

    found = Meeting.objects.get()
    assert (found.starts_at, found.ends_at, found.outcome) == (NOW + 3 * DAY, None, "cancelled")
    (event,) = Event.objects.all()
    assert (event.kind, event.at) == ("meeting_cancelled", NOW)


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        pytest.param({"kind": "party"}, "kind", "unknown_choice", id="kind"),
        pytest.param({"ends_at": NOW}, "ends_at", "ends_before_start", id="end"),
        pytest.param({"outcome": "held"}, "outcome", "outcome_too_early", id="outcome"),
        pytest.param({"starts_at": NOW + 9999 * DAY}, "starts_at", "time_too_late", id="far"),
    ],
)
def test_a_meeting_at_fault_is_not_planned(owner, meeting, change, path, code):
    with pytest.raises(Invalid) as error:
        plan_meeting(replace(meeting, **change), actor=owner, now=NOW)

    assert (((path,), code)) in codes_of(error)
    assert not Meeting.objects.exists()


@pytest.mark.usefixtures("real_commits")
def test_of_two_who_say_how_a_meeting_went_at_once_one_is_believed(owner, meeting, in_threads):
    planned = plan_meeting(meeting, actor=owner, now=NOW)
    after = NOW + 2 * DAY

    outcomes = in_threads(
        *[
            lambda said=said: finish_meeting(planned.id, said, actor=owner, now=after)
            for said in ("held", "no_show") * 3
        ]
    )

    assert [type(outcome) for outcome in outcomes].count(Conflict) == 5
    assert Event.objects.count() == 1


def test_notes_are_told_without_their_text_and_taken_away_by_whoever_wrote_them(
    owner, make_user, amal
):
    note = add_note("Likes\n\n\n\nblue", about=Subject(person_id=amal), actor=owner, now=NOW)
    boss = replace(make_user("manager"), sees=frozenset({owner.user_id}))

    (row,) = notes_of(amal, actor=owner)
    assert (row.text, row.at, row.author_id) == ("Likes\n\nblue", NOW, owner.user_id)
    (event,) = Event.objects.all()
    assert (event.kind, "blue" in str(event.properties)) == ("note", False)
    with pytest.raises(NotFound):
        delete_note(note, actor=boss, now=NOW)
    delete_note(note, actor=owner, now=NOW)
    assert notes_of(amal, actor=owner) == []
    with pytest.raises(Invalid):
        add_note(" ", about=Subject(person_id=amal), actor=owner, now=NOW)
    with pytest.raises(Invalid):
        add_note("x", about=Subject(), actor=owner, now=NOW)
    assert Note.objects.count() == 1


def test_many_notes_are_written_as_one(owner, amal, system):
    drafts = [NoteDraft(person_id=amal, text=f"Note {n}", at=NOW - DAY) for n in range(3)]

    add_notes(drafts, actor=system, now=NOW)
    add_notes([], actor=system, now=NOW)

    assert [row.text for row in notes_of(amal, actor=owner)] == ["Note 2", "Note 1", "Note 0"]
    assert Event.objects.filter(kind="note", at=NOW - DAY).count() == 3
    assert follow_ups([], actor=owner) == {}


def test_follow_ups_are_counted_from_the_first_contact(owner, amal, call, meeting, make_person):
    def at(days, **change):
        draft = replace(call, started_at=NOW - days * DAY, **change)
        log_call(draft, actor=owner, now=NOW)

    def done(kind, days):
        draft = TaskDraft(title="x", kind=kind, due_at=NOW, person_id=amal)
        task = plan_task(draft, actor=owner, now=NOW)
        finish_task(task, actor=owner, now=NOW, at=NOW - days * DAY)
        return task

    untouched = make_person(owner, "Badr")
    at(20, outcome="no_answer")
    done("email", 19)
    assert follow_ups([amal], actor=owner)[amal] == FollowUps(
        person_id=amal, first_contact_at=None, made=0, planned=0
    )

    at(15)
    at(12, outcome="left_message")
    at(11, direction="inbound")
    held = replace(meeting, starts_at=NOW - 10 * DAY, ends_at=None, outcome="held")
    log_meeting(held, actor=owner, now=NOW)
    log_meeting(replace(held, outcome="no_show"), actor=owner, now=NOW)
    done("follow_up", 5)
    done("todo", 5)
    task = plan_task(
        TaskDraft(title="x", kind="call", due_at=NOW, person_id=amal), actor=owner, now=NOW
    )
    at(3, task_id=task)
    plan_meeting(meeting, actor=owner, now=NOW)
    plan_task(TaskDraft(title="x", kind="email", due_at=NOW, person_id=amal), actor=owner, now=NOW)

    found = follow_ups([amal, untouched], actor=owner)

    assert found[amal] == FollowUps(
        person_id=amal, first_contact_at=NOW - 15 * DAY, made=4, planned=2
    )
    assert found[untouched].missing == 0


def test_what_was_elsewhere_keeps_its_dates_and_stays_when_it_names_nobody(
    owner, amal, system, django_assert_num_queries
):
    call = CallDraft(
        direction="inbound", outcome="", started_at=NOW - 900 * DAY, owner_id=owner.user_id
    )
    meeting = MeetingDraft(starts_at=NOW - 900 * DAY, owner_id=owner.user_id)

    calls = enter_calls([call, replace(call, person_id=amal)], actor=system, now=NOW)
    meetings = enter_meetings(
        [meeting, replace(meeting, person_id=amal), replace(meeting, starts_at=NOW + DAY)],
        actor=system,
        now=NOW,
    )

    assert calls == sorted(calls)
    assert [found.person_id for found in Call.objects.order_by("id")] == [None, amal]
    assert [found.outcome for found in Meeting.objects.order_by("id")] == ["held", "held", ""]
    assert len(meetings) == 3
    assert sorted((event.kind, event.at) for event in Event.objects.all()) == [
        ("call", NOW - 900 * DAY),
        ("meeting", NOW - 900 * DAY),
    ]
    with django_assert_num_queries(6):
        enter_calls([replace(call, person_id=amal)] * 500, actor=system, now=NOW)
    with pytest.raises(Invalid) as error:
        enter_calls([call, replace(call, outcome="fine")], actor=system, now=NOW)
    assert codes_of(error) == [((1, "outcome"), "unknown_choice")]
    with pytest.raises(Invalid) as error:
        enter_meetings([replace(meeting, kind="?")], actor=system, now=NOW)
    assert codes_of(error) == [((0, "kind"), "unknown_choice")]


def test_a_stranger_logs_nothing_and_sees_nothing(owner, stranger, amal, call, meeting):
    planned = plan_meeting(meeting, actor=owner, now=NOW)
    log_call(call, actor=owner, now=NOW)
    add_note("x", about=Subject(person_id=amal), actor=owner, now=NOW)

    for refused in (
        lambda: log_call(call, actor=stranger, now=NOW),
        lambda: plan_meeting(meeting, actor=stranger, now=NOW),
        lambda: add_note("x", about=Subject(person_id=amal), actor=stranger, now=NOW),
    ):
        with pytest.raises(Invalid):
            refused()
    for refused in (
        lambda: finish_meeting(planned.id, "cancelled", actor=stranger, now=NOW),
        lambda: move_meeting(planned.id, starts_at=NOW, actor=stranger, now=NOW),
    ):
        with pytest.raises(NotFound):
            refused()
    for hidden in (calls_of, meetings_of, notes_of):
        with pytest.raises(NotFound):
            hidden(amal, actor=stranger)
        with pytest.raises(NotFound):
            hidden(10**9, actor=stranger)
    assert follow_ups([amal], actor=stranger) == {}
    assert (Call.objects.count(), Meeting.objects.count(), Note.objects.count()) == (1, 1, 1)


def test_whoever_may_not_logs_nothing(amal, call, meeting):
    nobody = Actor(name="user:0", sees=None)

    for refused in (
        lambda: log_call(call, actor=nobody, now=NOW),
        lambda: plan_meeting(meeting, actor=nobody, now=NOW),
        lambda: log_meeting(meeting, actor=nobody, now=NOW),
        lambda: finish_meeting(1, "held", actor=nobody, now=NOW),
        lambda: move_meeting(1, starts_at=NOW, actor=nobody, now=NOW),
        lambda: add_note("x", about=Subject(person_id=amal), actor=nobody, now=NOW),
        lambda: delete_note(1, actor=nobody, now=NOW),
        lambda: enter_calls([call], actor=nobody, now=NOW),
        lambda: enter_meetings([meeting], actor=nobody, now=NOW),
        lambda: calls_of(amal, actor=nobody),
        lambda: follow_ups([amal], actor=nobody),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert not Call.objects.exists()
    assert not Meeting.objects.exists()
