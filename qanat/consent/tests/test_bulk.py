from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from qanat.consent.models import ConsentEntry, ConsentState
from qanat.consent.public import ConsentDraft, record_consents
from qanat.kernel.errors import Invalid
from qanat.people.public import PersonDraft, insert_people
from qanat.platform.actor import acting, system_actor

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
ACTOR = system_actor("test")


@pytest.fixture
def sara(db):
    with acting(ACTOR):
        return insert_people([PersonDraft(full_name="Sara")], actor=ACTOR, now=NOW)[0]


def said(person_id, state, at=NOW, **more):
    return ConsentDraft(
        person_id=person_id,
        **{
            "channel": "email",
            "purpose": "marketing",
            "source": "form:1",
            "state": state,
            "at": at,
            **more,
        },
    )


def record(*drafts):
    with acting(ACTOR):
        return record_consents(drafts, actor=ACTOR, now=NOW)


def state():
    return list(ConsentState.objects.values_list("channel", "purpose", "state", "at"))


def test_the_ledger_keeps_the_proof(sara):
    record(
        said(
            sara,
            "granted",
            wording="أوافق على الرسائل",
            language="ar",
            evidence={"ip": "192.0.2.7"},
        )
    )

    entry = ConsentEntry.objects.get()
    assert (entry.wording, entry.language, entry.evidence) == (
        "أوافق على الرسائل",
        "ar",
        {"ip": "192.0.2.7"},
    )
    assert (entry.actor, entry.at, entry.source) == ("system:test", NOW, "form:1")
    assert state() == [("email", "marketing", "granted", NOW)]


def test_the_latest_statement_counts_however_late_the_others_arrive(sara):
    earlier = NOW - timedelta(days=3)
    record(said(sara, "granted", earlier), said(sara, "withdrawn", NOW))
    record(said(sara, "granted", NOW - timedelta(days=1)))

    assert state() == [("email", "marketing", "withdrawn", NOW)]
    assert ConsentEntry.objects.count() == 3


@pytest.mark.parametrize("together", [True, False])
def test_of_two_at_the_same_instant_the_one_written_later_counts(sara, together):
    first, second = said(sara, "withdrawn"), said(sara, "granted")
    if together:
        record(first, second)
    else:
        record(first)
        record(second)
    assert state() == [("email", "marketing", "granted", NOW)]


def test_a_statement_delivered_twice_is_one_entry(sara):
    assert record(said(sara, "granted"), said(sara, "granted")) == 1
    assert record(said(sara, "granted")) == 0
    assert ConsentEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"state": "maybe"}, "unknown_state"),
        ({"channel": "pigeon"}, "unknown_channel"),
        ({"purpose": "fun"}, "unknown_purpose"),
        ({"at": NOW + timedelta(days=2)}, "date_in_future"),
        ({"at": datetime(1900, 1, 1, tzinfo=UTC)}, "date_too_early"),
    ],
)
def test_what_cannot_be_consented_to_leaves_no_trace(sara, given, code):
    with pytest.raises(Invalid) as refusal:
        record(said(sara, "granted"), said(sara, **{"state": "granted", **given}))
    assert [(fault.path[0], fault.code) for fault in refusal.value.faults] == [(1, code)]
    assert not ConsentEntry.objects.exists()


@pytest.mark.parametrize(
    "change", ["UPDATE consent_entry SET state = 'withdrawn'", "DELETE FROM consent_entry"]
)
def test_the_ledger_cannot_be_changed_even_by_sql(sara, change):
    record(said(sara, "granted"))

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)

    assert ConsentEntry.objects.get().state == "granted"


def test_a_statement_delivered_ten_times_at_once_is_one_entry(real_commits):
    with acting(ACTOR):
        (person_id,) = insert_people([PersonDraft(full_name="Sara")], actor=ACTOR, now=NOW)
    barrier = Barrier(10)
    written = []

    def deliver():
        barrier.wait()
        written.append(
            record(said(person_id, "withdrawn", NOW - timedelta(1)), said(person_id, "granted"))
        )
        connection.close()

    threads = [Thread(target=deliver) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(written) == [0] * 9 + [2]
    assert state() == [("email", "marketing", "granted", NOW)]


def test_nothing_said_asks_the_database_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert record_consents([], actor=ACTOR, now=NOW) == 0
