"""What arrives is kept once, held by one process at a time, and ends once."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from qanat.kernel.errors import Conflict, Fault, NotAllowed, NotFound
from qanat.platform import inbox
from qanat.platform.actor import Actor, system_actor
from qanat.platform.config import config
from qanat.platform.inbox import Answer, Outcome, Sending
from qanat.platform.models import AuditEntry, Submission

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=config.lease_seconds + 1)
OPERATOR = system_actor("test")
SARA = {"given_name": "Sara", "email": "sara@example.com"}


def received(key="k", payloads=(SARA,), *, claim="", door="api"):
    return inbox.receive(door, list(payloads), key=key, sent_by="user:1", now=NOW, claim=claim)


def states():
    return list(Submission.objects.order_by("id").values_list("state", flat=True))


@pytest.mark.django_db
def test_what_arrives_is_kept_in_its_order():
    new = received(payloads=[SARA, {"name": "Omar"}])

    assert new.outcome is Outcome.NEW
    kept = Submission.objects.order_by("position")
    assert [row.payload for row in kept] == [SARA, {"name": "Omar"}]
    assert [row.pk for row in kept] == [row.pk for row in new.submissions]
    assert states() == ["waiting", "waiting"]


@pytest.mark.django_db
def test_the_same_key_and_content_is_known():
    first = received()
    again = received(payloads=[dict(reversed(SARA.items()))])

    assert again.outcome is Outcome.KNOWN
    assert [row.pk for row in again.submissions] == [row.pk for row in first.submissions]
    assert Submission.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_with_other_content_is_refused_whole():
    received()
    again = received(payloads=[SARA, {"name": "Omar"}])

    assert again.outcome is Outcome.REUSED
    assert [row.payload for row in Submission.objects.all()] == [SARA]


@pytest.mark.django_db
def test_the_same_key_at_another_door_is_new():
    received()
    assert received(door="form:3").outcome is Outcome.NEW


@pytest.mark.django_db
def test_two_of_the_same_in_one_go_are_kept_once():
    sending = Sending(door="api", key="k", sent_by="user:1", payloads=[SARA])
    other = Sending(door="api", key="k", sent_by="user:1", payloads=[{"name": "Omar"}])
    outcomes = [one.outcome for one in inbox.receive_all([sending, sending, other], now=NOW)]

    assert outcomes == [Outcome.NEW, Outcome.KNOWN, Outcome.REUSED]
    assert Submission.objects.count() == 1


@pytest.mark.django_db
def test_nobody_takes_what_was_claimed_at_the_door_before_its_lease_ends():
    received(claim="web:1")

    assert inbox.take(10, worker="w", now=NOW) == []
    assert [row.crashes for row in inbox.take(10, worker="w", now=LATER)] == [1]


@pytest.mark.django_db
def test_the_oldest_are_taken_first_and_only_once():
    rows = received(payloads=[{"name": str(n)} for n in range(5)]).submissions
    ids = [row.pk for row in rows]

    assert [row.pk for row in inbox.take(3, worker="a", now=NOW)] == ids[:3]
    assert [row.pk for row in inbox.take(3, worker="b", now=NOW)] == ids[3:]
    assert inbox.take(3, worker="a", now=NOW) == []


@pytest.mark.django_db
def test_a_sign_of_life_keeps_the_lease():
    received()
    inbox.take(1, worker="a", now=NOW)

    assert inbox.renew("a", now=LATER) == 1
    assert inbox.take(1, worker="b", now=LATER) == []


@pytest.mark.django_db
def test_after_a_crash_each_is_taken_alone_and_the_poison_is_parked_at_the_limit():
    ids = [row.pk for row in received(payloads=[{"name": str(n)} for n in range(3)]).submissions]
    moment = NOW
    poison, done = ids[1], []
    assert len(inbox.take(10, worker="a", now=moment)) == 3  # and the process dies
    for _ in range(10):
        moment += timedelta(seconds=config.lease_seconds + 1)
        while rows := inbox.take(10, worker="a", now=moment):
            assert len(rows) == 1
            if rows[0].pk == poison:
                break  # and the process dies again
            done.append(rows[0].pk)
            answer = Answer(submission_id=rows[0].pk, person_id=None, body={})
            inbox.finish([answer], rows, worker="a", now=moment)

    assert done == [ids[0], ids[2]]
    assert states() == ["done", "parked", "done"]
    parked = Submission.objects.get(pk=poison)
    assert parked.crashes == config.crash_limit
    assert parked.problem[0]["code"] == "crash_limit"


@pytest.mark.django_db
def test_new_arrivals_do_not_travel_with_a_suspect():
    suspect = received("old").submissions[0].pk
    inbox.take(1, worker="a", now=NOW)
    received("new", payloads=[{"name": "1"}, {"name": "2"}])

    assert [row.pk for row in inbox.take(10, worker="b", now=LATER)] == [suspect]
    assert len(inbox.take(10, worker="b", now=LATER)) == 2


@pytest.mark.django_db
def test_an_answer_is_written_by_the_holder_only():
    row = received(claim="a").submissions[0]
    answer = Answer(submission_id=row.pk, person_id=7, body={"person": 7})

    with pytest.raises(Conflict), transaction.atomic():
        inbox.finish([answer], [row], worker="b", now=NOW)
    assert states() == ["taken"]
    inbox.finish([answer], [row], worker="a", now=NOW)

    known = received().submissions[0]
    assert (known.state, known.answer, known.person_id) == ("done", {"person": 7}, 7)


@pytest.mark.django_db
def test_whoever_waits_takes_over_what_nobody_holds():
    ids = [row.pk for row in received(payloads=[SARA, {"name": "Omar"}]).submissions]
    inbox.take(1, worker="a", now=NOW)

    assert [row.pk for row in inbox.take_over(ids, worker="w", now=NOW)] == ids[1:]
    assert [row.crashes for row in inbox.take_over(ids, worker="v", now=LATER)] == [1, 1]


@pytest.mark.django_db
def test_what_is_given_back_waits_as_if_new():
    received()
    row = inbox.take(1, worker="a", now=NOW)[0]
    inbox.release([row.pk], worker="b")
    assert states() == ["taken"]
    inbox.release([row.pk], worker="a")

    assert [row.crashes for row in inbox.take(1, worker="b", now=NOW)] == [0]


@pytest.mark.django_db
def test_what_is_parked_is_shown_mended_and_replayed():
    row = received(payloads=[{"name": "Omar", "phone": "12"}]).submissions[0]
    fault = Fault(("phone",), "The phone is too short.", "phone")
    inbox.set_aside({row.pk: [fault]}, [row], told=False)

    assert [one.pk for one in inbox.parked_submissions(OPERATOR)] == [row.pk]
    assert inbox.find_submission(row.pk, actor=OPERATOR).problem == [
        {"path": ["phone"], "message": "The phone is too short.", "code": "phone"}
    ]
    mended = inbox.mend(row.pk, {"phone": None, "email": "omar@example.com"}, actor=OPERATOR)
    assert mended.payload == {"name": "Omar", "email": "omar@example.com"}
    assert inbox.replay([row.pk], actor=OPERATOR) == 1
    assert [one.pk for one in inbox.take(1, worker="a", now=NOW)] == [row.pk]
    with pytest.raises(Conflict):
        inbox.mend(row.pk, {"name": "Ali"}, actor=OPERATOR)
    assert inbox.drop([row.pk], actor=OPERATOR) == 0


@pytest.mark.django_db
def test_what_is_dropped_keeps_what_arrived():
    row = received().submissions[0]
    inbox.set_aside({row.pk: [Fault((), "No.")]}, [row], told=False)

    assert inbox.drop([row.pk], actor=OPERATOR) == 1
    assert Submission.objects.get(pk=row.pk).payload == SARA
    assert inbox.take(1, worker="a", now=NOW) == []


@pytest.mark.django_db
def test_a_submission_is_seen_by_its_sender_and_by_the_inbox_only():
    row = received().submissions[0]
    stranger = Actor(name="user:2")

    for sender in ("user:1", "user:1/token:9"):
        assert inbox.find_submission(row.pk, actor=Actor(name=sender)).pk == row.pk
    with pytest.raises(NotFound):
        inbox.find_submission(row.pk, actor=stranger)
    for act in (inbox.replay, inbox.drop):
        with pytest.raises(NotAllowed):
            act([row.pk], actor=stranger)
    with pytest.raises(NotAllowed):
        inbox.parked_submissions(stranger)


@pytest.mark.django_db
def test_the_audit_knows_who_mended_replayed_and_dropped():
    first, second = (received(key=key).submissions[0] for key in ("a", "b"))
    for row in (first, second):
        inbox.set_aside({row.pk: [Fault((), "No.")]}, [row], told=False)
    sara, ali = (
        Actor(name=name, sees=None, permissions=frozenset({"inbox.change", "inbox.view"}))
        for name in ("user:1", "user:2")
    )

    inbox.mend(first.pk, {"email": "new@example.com", "phone": None}, actor=sara)
    inbox.replay([first.pk], actor=ali)
    inbox.drop([first.pk, second.pk], actor=ali)
    with pytest.raises(NotAllowed):
        inbox.drop([second.pk], actor=Actor(name="user:3"))

    told = AuditEntry.objects.filter(table="inbox_submission").order_by("id")
    old = {field: SARA[field] for field in ("email", "phone") if field in SARA}
    assert list(told.values_list("actor", "row_id", "action", "before", "after")) == [
        ("user:1", first.pk, "U", {"payload": old}, {"payload": {"email": "new@example.com"}}),
        ("user:2", first.pk, "U", {"state": "parked"}, {"state": "waiting"}),
        ("user:2", second.pk, "U", {"state": "parked"}, {"state": "dropped"}),
    ]


def at_once(number, work):
    """What `work(n)` gives in as many threads, all let go together."""
    start, results = Barrier(number), [None] * number

    def run(n):
        start.wait()
        try:
            results[n] = work(n)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.usefixtures("real_commits")
def test_the_same_sending_twenty_times_at_once_is_kept_once():
    sendings = [
        Sending(door="api", key=key, sent_by="user:1", payloads=[SARA, SARA]) for key in "abc"
    ]

    def work(n):
        order = sendings if n % 2 else sendings[::-1]
        return [one.outcome for one in inbox.receive_all(order, now=NOW)]

    outcomes = [outcome for result in at_once(6, work) for outcome in result]
    assert outcomes.count(Outcome.NEW) == 3
    assert outcomes.count(Outcome.KNOWN) == 15
    assert Submission.objects.count() == 6


@pytest.mark.usefixtures("real_commits")
def test_many_workers_take_each_submission_once():
    received(payloads=[{"name": str(n)} for n in range(40)])

    def work(n):
        taken = []
        while rows := inbox.take(3, worker=f"w{n}", now=NOW):
            taken += [row.pk for row in rows]
        return taken

    taken = [pk for result in at_once(6, work) for pk in result]
    assert sorted(taken) == sorted(Submission.objects.values_list("id", flat=True))


@pytest.mark.usefixtures("real_commits")
def test_what_is_locked_for_processing_is_not_taken_when_its_lease_ends():
    row = received(claim="a").submissions[0]
    with transaction.atomic():
        assert inbox.hold([row.pk], worker="a") == {row.pk}
        assert at_once(1, lambda _: inbox.take(1, worker="b", now=LATER)) == [[]]
    assert [one.pk for one in inbox.take(1, worker="b", now=LATER)] == [row.pk]
    with transaction.atomic():
        assert inbox.hold([row.pk], worker="a") == frozenset()
