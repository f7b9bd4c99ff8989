from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from qanat.people.public import PersonDraft, insert_people
from qanat.platform.actor import acting, system_actor
from qanat.timeline.models import Event, Visitor
from qanat.timeline.public import EventDraft, append_events, see_visitors, stitch

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
ACTOR = system_actor("test")


def new_people(*names):
    with acting(ACTOR):
        return insert_people([PersonDraft(full_name=name) for name in names], actor=ACTOR, now=NOW)


def visit(visitor_id, at=NOW):
    return EventDraft(kind="page_view", visitor_id=visitor_id, at=at)


def test_a_browser_is_seen_once_and_its_name_is_not_kept(db):
    early = NOW - timedelta(days=2)
    first = see_visitors([("token-a", NOW), ("token-b", NOW)])
    again = see_visitors([("token-a", early), ("token-a", NOW + timedelta(hours=1))])

    assert again["token-a"].visitor_id == first["token-a"].visitor_id
    visitor = Visitor.objects.get(pk=first["token-a"].visitor_id)
    assert (visitor.first_seen_at, visitor.last_seen_at) == (early, NOW + timedelta(hours=1))
    assert "token-a" not in visitor.token_digest
    assert Visitor.objects.count() == 2


def test_earlier_and_later_visits_join_the_person(db):
    (sara,) = new_people("Sara")
    visitor = see_visitors([("a", NOW)])["a"].visitor_id
    stranger = see_visitors([("b", NOW)])["b"].visitor_id
    append_events(
        [visit(visitor, NOW - timedelta(days=40)), visit(visitor), visit(stranger)], now=NOW
    )

    assert stitch([(visitor, sara)]) == 2
    append_events([visit(visitor)], now=NOW)

    assert Event.objects.filter(person_id=sara).count() == 3
    assert Event.objects.filter(person_id=None).count() == 1
    assert see_visitors([("a", NOW)])["a"].person_id == sara


def test_a_shared_browser_leaves_each_their_own(db):
    sara, omar = new_people("Sara", "Omar")
    visitor = see_visitors([("a", NOW)])["a"].visitor_id
    append_events([visit(visitor)], now=NOW)
    stitch([(visitor, sara)])
    assert stitch([(visitor, omar)]) == 0
    append_events([visit(visitor)], now=NOW)

    assert list(Event.objects.order_by("id").values_list("person_id", flat=True)) == [sara, omar]


@pytest.mark.parametrize("round_", range(5))
def test_no_visit_stays_behind_while_the_visitor_is_identified(real_commits, round_):
    (sara,) = new_people("Sara")
    visitor = see_visitors([("a", NOW)])["a"].visitor_id
    append_events([visit(visitor)], now=NOW)
    barrier = Barrier(5)

    def browse():
        barrier.wait()
        for _ in range(10):
            with acting(ACTOR):
                append_events([visit(visitor)], now=NOW)
        connection.close()

    def identify():
        barrier.wait()
        with acting(ACTOR):
            stitch([(visitor, sara)])
        connection.close()

    threads = [Thread(target=browse) for _ in range(4)] + [Thread(target=identify)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Event.objects.count() == 41
    assert Event.objects.filter(person_id=sara).count() == 41
