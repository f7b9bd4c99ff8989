from datetime import UTC, datetime, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection

from qanat.kernel.errors import Invalid
from qanat.people.public import PersonDraft, insert_people
from qanat.platform.actor import acting, system_actor
from qanat.timeline.jobs import prepare_coming_months
from qanat.timeline.models import Campaign, Event, Touch
from qanat.timeline.public import (
    EventDraft,
    TouchDraft,
    append_events,
    ensure_campaigns,
    prepare_months,
    record_touches,
    see_visitors,
    stitch,
    write_campaigns,
)

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
ACTOR = system_actor("test")


@pytest.fixture
def sara(db):
    with acting(ACTOR):
        return insert_people([PersonDraft(full_name="Sara")], actor=ACTOR, now=NOW)[0]


def partitions():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'event'::regclass"
        )
        return {name for (name,) in cursor.fetchall()}


def test_events_of_any_month_find_their_partition(sara):
    instants = [
        datetime(1990, 1, 1, tzinfo=UTC),
        datetime(2024, 2, 29, 23, 59, 59, 999999, UTC),
        NOW,
    ]
    added = append_events(
        [
            EventDraft(
                kind="page_view",
                person_id=sara,
                at=at,
                amount=Decimal("12.34"),
                properties={"page": "/قیمت"},
            )
            for at in instants
        ],
        now=NOW,
    )

    assert added == 3
    assert {"event_1990_01", "event_2024_02", "event_2026_05"} <= partitions()
    event = Event.objects.get(at=instants[1])
    assert (event.amount, event.properties, event.recorded_at) == (
        Decimal("12.34"),
        {"page": "/قیمت"},
        NOW,
    )


def test_the_same_event_twice_is_one(sara):
    draft = EventDraft(kind="call", person_id=sara, at=NOW, key="zoho:1")
    assert append_events([draft, draft], now=NOW) == 1
    assert append_events([draft], now=NOW) == 0
    assert (
        append_events([EventDraft(kind="call", at=NOW), EventDraft(kind="call", at=NOW)], now=NOW)
        == 2
    )


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (datetime(1989, 12, 31, 23, 59, tzinfo=UTC), "date_too_early"),
        (NOW + timedelta(days=1, seconds=1), "date_in_future"),
        (datetime(2026, 5, 4), "date_without_zone"),  # noqa: DTZ001 that is the fault
    ],
)
def test_a_date_out_of_bounds_stores_nothing(sara, at, code):
    with pytest.raises(Invalid) as refusal:
        append_events([EventDraft(kind="call", at=NOW), EventDraft(kind="call", at=at)], now=NOW)

    (fault,) = refusal.value.faults
    assert (fault.path, fault.code) == ((1, "at"), code)
    assert not Event.objects.exists()


def test_months_are_prepared_ahead(db):
    prepare_months(now=datetime(2031, 11, 30, tzinfo=UTC), ahead=3)
    assert {"event_2031_11", "event_2031_12", "event_2032_01", "event_2032_02"} <= partitions()


def test_writers_of_a_new_month_make_it_once_and_all_get_in(real_commits):
    barrier = Barrier(6)
    added = []

    def write(number):
        barrier.wait()
        with acting(ACTOR):
            months = [datetime(2040 + (number + step) % 3, 1, 1, tzinfo=UTC) for step in range(3)]
            added.append(
                append_events(
                    [EventDraft(kind="call", at=month) for month in months],
                    now=datetime(2045, 1, 1, tzinfo=UTC),
                )
            )
        connection.close()

    threads = [Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert added == [3] * 6
    assert Event.objects.count() == 18


def test_making_a_month_keeps_no_reader_of_events_out(real_commits):
    prepare_months(now=NOW)
    with acting(ACTOR):
        prepare_months(now=datetime(2050, 1, 1, tzinfo=UTC))
        seen = []

        def read():
            with connection.cursor() as cursor:
                cursor.execute("SET statement_timeout = '2s'")
                cursor.execute("SELECT count(*) FROM event WHERE at < '2030-01-01'")
                seen.append(cursor.fetchone()[0])
            connection.close()

        reader = Thread(target=read)
        reader.start()
        reader.join()
    assert seen == [0]


def test_campaigns_are_the_same_in_any_spelling(db):
    first = ensure_campaigns(["Spring Sale", "حملة الصيف", ""], currency="SAR", now=NOW)
    again = ensure_campaigns(["spring  SALE", "حمله الصيف"], currency="USD", now=NOW)

    assert list(again.values()) == list(first.values())
    assert Campaign.objects.count() == 2
    assert Campaign.objects.get(pk=first["Spring Sale"]).currency == "SAR"


def test_two_who_name_a_new_campaign_at_once_get_the_same(real_commits):
    barrier = Barrier(8)
    found = []

    def name():
        barrier.wait()
        with acting(ACTOR):
            found.append(ensure_campaigns(["Spring", "Autumn"], currency="SAR", now=NOW))
        connection.close()

    threads = [Thread(target=name) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8
    assert all(ids == found[0] for ids in found)
    assert Campaign.objects.count() == 2


def test_a_touch_takes_the_cycle_of_the_person_and_comes_once(sara):
    campaign = ensure_campaigns(["Spring"], currency="SAR", now=NOW)["Spring"]
    draft = TouchDraft(person_id=sara, at=NOW, source="google", campaign_id=campaign, key="api:1")

    assert record_touches([draft, draft]) == 1
    assert record_touches([draft]) == 0
    touch = Touch.objects.get()
    assert (touch.cycle, touch.campaign_id, touch.direction) == (1, campaign, "inbound")


def test_nothing_to_do_asks_the_database_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert append_events([], now=NOW) == 0
        assert record_touches([]) == 0
        assert ensure_campaigns(["", " "], currency="SAR", now=NOW) == {}
        assert see_visitors([]) == {}
        assert stitch([]) == 0
        assert write_campaigns([], currency="SAR", now=NOW) == []


def test_the_nightly_job_makes_the_coming_months_and_may_run_twice(db):
    for _ in range(2):
        prepare_coming_months(int(datetime(2033, 12, 31, tzinfo=UTC).timestamp()))
    assert {"event_2033_12", "event_2034_01", "event_2034_02", "event_2034_03"} <= partitions()
