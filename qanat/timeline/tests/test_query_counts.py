"""What each use costs in queries, whatever the number of rows; see `query_counts.json`."""

from datetime import UTC, datetime

from qanat.people.public import PersonDraft, insert_people
from qanat.platform.actor import acting, system_actor
from qanat.timeline import bulk
from qanat.timeline.public import (
    EventDraft,
    TouchDraft,
    append_events,
    ensure_campaigns,
    record_touches,
    see_visitors,
    stitch,
    timeline_count,
    timeline_of,
)

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
SYSTEM = system_actor("test")


def test_query_counts_of_the_timeline(query_budget, db, monkeypatch):
    monkeypatch.setattr(bulk, "_months_there", set())  # as in a process that has just begun
    with acting(SYSTEM):
        ids = insert_people([PersonDraft(full_name="P") for _ in range(20)], actor=SYSTEM, now=NOW)
    events = [EventDraft(kind="call", person_id=i, at=NOW) for i in ids]
    for name, use in {
        "timeline.append": lambda: append_events(events, now=NOW),
        "timeline.touches": lambda: record_touches([TouchDraft(person_id=i, at=NOW) for i in ids]),
        "timeline.campaigns": lambda: ensure_campaigns(["A", "B", "C"], currency="SAR", now=NOW),
        "timeline.visitors": lambda: see_visitors([(f"token-{n}", NOW) for n in range(20)]),
        "timeline.stitch": lambda: stitch([(1, ids[0]), (2, ids[1])]),
        "timeline.page": lambda: timeline_of(ids[0], SYSTEM),
        "timeline.count": lambda: timeline_count(ids[0], SYSTEM),
    }.items():
        with query_budget(name):
            use()
