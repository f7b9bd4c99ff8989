"""The story of a person: one order for events and changes, paged without losing or repeating any."""

from datetime import UTC, datetime, timedelta

import pytest

from qanat.flows.public import Chapter, story_of
from qanat.kernel.errors import NotFound
from qanat.people.public import PersonChange, PersonDraft, insert_people, set_status
from qanat.platform.actor import acting, system_actor
from qanat.timeline.public import EventDraft, append_events

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
SYSTEM = system_actor("test")


@pytest.fixture
def person(db):
    """Somebody with three views and two changes of status, all within the same two instants."""
    with acting(SYSTEM):
        (person,) = insert_people([PersonDraft(full_name="Amal")], actor=SYSTEM, now=NOW)
        drafts = [
            EventDraft(kind=kind, at=at, person_id=person)
            for kind, at in (
                ("page_view", NOW),
                ("page_view", NOW),
                ("note", NOW),
                ("page_view", NOW + timedelta(hours=1)),
            )
        ]
        append_events(drafts, now=NOW + timedelta(hours=1))
    for status in ("contacted", "qualified"):
        set_status([person], status, at=NOW, now=NOW, actor=SYSTEM, reason="")
    return person


def read(person, limit, chapter=Chapter.ALL):
    entries, before = [], None
    while True:
        page = story_of(person, SYSTEM, chapter=chapter, before=before, limit=limit)
        entries += page.entries
        if page.after is None:
            return entries
        before = page.after


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 50])
def test_pages_of_any_length_make_the_same_story(person, limit):
    entries = read(person, limit)
    assert entries == read(person, 100)
    assert [
        entry.after if isinstance(entry, PersonChange) else entry.kind for entry in entries
    ] == ["page_view", "note", "page_view", "page_view", "qualified", "contacted"]


@pytest.mark.parametrize(
    ("chapter", "kinds"),
    [
        (Chapter.THEIRS, ["page_view"] * 3),
        (Chapter.TALKS, ["note"]),
        (Chapter.CHANGES, ["status", "status"]),
    ],
)
def test_a_chapter_leaves_the_others_out(person, chapter, kinds):
    assert [entry.kind for entry in read(person, 2, chapter)] == kinds


def test_a_change_says_from_what_to_what_and_who(person):
    change = read(person, 50, Chapter.CHANGES)[0]
    assert (change.before, change.after, change.by) == ("contacted", "qualified", "")


def test_nobody_has_no_story(db):
    with pytest.raises(NotFound):
        story_of(1, SYSTEM)
