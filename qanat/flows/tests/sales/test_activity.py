from datetime import UTC, datetime, timedelta

import pytest

from qanat.flows.activity import call_made, meeting_made, meeting_over
from qanat.people.models import Person, StatusChange
from qanat.people.public import set_status
from qanat.pipeline.tests.conftest import DAY, NOW
from qanat.platform.models import AuditEntry, Organisation
from qanat.work.models import Task
from qanat.work.public import CallDraft, MeetingDraft, plan_meeting

HOUR = timedelta(hours=1)


def call(person_id, outcome="answered", at=NOW - HOUR):
    return CallDraft(direction="outbound", outcome=outcome, started_at=at, person_id=person_id)


def changes_of(person_id):
    return list(
        StatusChange.objects.filter(person_id=person_id)
        .order_by("id")
        .values_list("from_status", "to_status", "at", "actor")
    )[1:]


def test_the_first_time_one_speaks_the_person_counts_as_contacted(owner, amal):
    call_made(call(amal, "no_answer"), actor=owner, now=NOW)
    assert Person.objects.get(id=amal).status == "open"

    call_made(call(amal), actor=owner, now=NOW)
    call_made(call(amal, at=NOW), actor=owner, now=NOW)

    assert Person.objects.get(id=amal).status == "contacted"
    assert changes_of(amal) == [("open", "contacted", NOW - HOUR, owner.name)]


def test_whoever_is_further_stays_there(owner, amal):
    set_status([amal], "nurture", at=NOW, now=NOW, actor=owner)

    call_made(call(amal), actor=owner, now=NOW)

    assert Person.objects.get(id=amal).status == "nurture"


def test_a_meeting_held_counts_and_a_missed_one_does_not(owner, amal):
    missed = MeetingDraft(starts_at=NOW - DAY, outcome="no_show", person_id=amal)
    meeting_made(missed, actor=owner, now=NOW)
    assert Person.objects.get(id=amal).status == "open"

    planned = plan_meeting(MeetingDraft(starts_at=NOW + DAY, person_id=amal), actor=owner, now=NOW)
    meeting_over(planned.id, "held", actor=owner, now=NOW + 2 * DAY)

    assert Person.objects.get(id=amal).status == "contacted"
    assert not Task.objects.exists()


def test_a_presentation_is_followed_up_the_next_working_day(make_user, make_person):
    Organisation.objects.update_or_create(id=1, defaults={"weekend": [5, 6]})
    seller = make_user("representative", "seller", language="fa", time_zone="Asia/Riyadh")
    person = make_person(seller)
    thursday = datetime(2026, 3, 12, 10, tzinfo=UTC)
    planned = plan_meeting(
        MeetingDraft(starts_at=thursday, kind="presentation", person_id=person),
        actor=seller,
        now=NOW,
    )

    meeting_over(planned.id, "held", actor=seller, now=thursday + HOUR)

    task = Task.objects.get()
    assert (task.kind, task.person_id, task.owner_id) == ("follow_up", person, seller.user_id)
    assert task.due_at == datetime(2026, 3, 15, 6, tzinfo=UTC)
    assert task.title.startswith("تشکر کنید")
    assert task.key == f"after-presentation:{planned.id}"


def test_a_presentation_written_down_late_is_followed_up_at_once(owner, amal, make_opportunity):
    deal = make_opportunity(person_id=amal)
    long_ago = MeetingDraft(
        starts_at=NOW - 9 * DAY, kind="presentation", outcome="held", opportunity_id=deal
    )

    meeting_made(long_ago, actor=owner, now=NOW)

    task = Task.objects.get()
    assert (task.due_at, task.person_id, task.opportunity_id) == (NOW, amal, deal)


def test_a_presentation_that_was_not_held_is_not_followed_up(owner, amal):
    missed = MeetingDraft(
        starts_at=NOW - DAY, kind="presentation", outcome="no_show", person_id=amal
    )

    meeting_made(missed, actor=owner, now=NOW)

    assert not Task.objects.exists()


def test_what_follows_is_done_in_the_name_of_whoever_caused_it(owner, amal):
    held = MeetingDraft(starts_at=NOW - DAY, kind="presentation", outcome="held", person_id=amal)

    meeting_made(held, actor=owner.because("import:1"), now=NOW)

    mine = AuditEntry.objects.filter(cause="import:1")
    assert {entry.table for entry in mine} >= {"meeting", "person", "task"}
    assert {entry.actor for entry in mine} == {owner.name}


@pytest.mark.usefixtures("real_commits")
def test_calls_at_once_make_one_first_contact(owner, amal, in_threads):
    in_threads(*[lambda: call_made(call(amal), actor=owner, now=NOW)] * 6)

    assert changes_of(amal) == [("open", "contacted", NOW - HOUR, owner.name)]
