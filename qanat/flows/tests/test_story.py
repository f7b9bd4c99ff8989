"""The story of a person: one order for events and changes, paged without losing or repeating any."""

from datetime import UTC, datetime, timedelta

import pytest

from qanat.access.public import RoleName, create_user
from qanat.consent.public import ConsentDraft, LedgerEntry, record_consents
from qanat.flows.public import Chapter, story_of, story_of_account
from qanat.kernel.errors import NotFound
from qanat.people.public import (
    PersonChange,
    PersonDraft,
    create_account,
    insert_people,
    set_status,
)
from qanat.pipeline.public import (
    DealVisit,
    OpportunityValues,
    create_opportunity,
    ensure_default_pipeline,
    win_opportunity,
)
from qanat.platform.actor import Actor, acting, system_actor
from qanat.timeline.public import EventDraft, TouchDraft, TouchRow, append_events, record_touches

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


@pytest.fixture
def touched(person):
    """The same with two touches and two words about consent, at the instants of the rest."""
    with acting(SYSTEM):
        record_touches(
            [
                TouchDraft(person_id=person, at=NOW, source="google", medium="cpc"),
                TouchDraft(person_id=person, at=NOW + timedelta(hours=1), source="newsletter"),
            ]
        )
        for at, state in ((NOW, "granted"), (NOW + timedelta(hours=1), "withdrawn")):
            draft = ConsentDraft(
                person_id=person,
                channel="email",
                purpose="marketing",
                state=state,
                wording="I agree",
                language="en",
                source="form",
                at=at,
            )
            record_consents([draft], actor=SYSTEM, now=at)
    return person


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_touches_and_consents_stand_where_they_happened(touched, limit):
    told = [
        entry.source
        if isinstance(entry, TouchRow)
        else entry.state
        if isinstance(entry, LedgerEntry)
        else "other"
        for entry in read(touched, limit)
    ]
    hour_later = ["other", "newsletter", "withdrawn"]
    assert told == [*hour_later, *["other"] * 3, "google", "granted", *["other"] * 2]


def test_who_may_not_see_consents_reads_the_rest(touched):
    permissions = frozenset(("people.view", "events.view"))
    reader = Actor(name="user:9", user_id=9, permissions=permissions, sees=None)
    entries = story_of(touched, reader, limit=50).entries
    assert not any(isinstance(entry, LedgerEntry) for entry in entries)
    assert len(entries) == 8


def an_account():
    """An account with two people, who viewed pages, and a deal with nobody in particular."""
    owner_id = create_user(
        email="owner@example.com",
        name="Omar",
        role=RoleName.REPRESENTATIVE,
        password="a-long-and-rare-pass-phrase",
        actor=SYSTEM,
        now=NOW,
    ).id
    account = create_account({"name": "Najd"}, owner_id=owner_id, actor=SYSTEM, now=NOW)
    with acting(SYSTEM):
        drafts = [
            PersonDraft(full_name=name, account_id=account, owner_id=owner_id)
            for name in ("Amal", "Basma")
        ]
        people = insert_people(drafts, actor=SYSTEM, now=NOW)
        views = [
            EventDraft(kind="page_view", at=NOW + timedelta(minutes=n), person_id=people[n % 2])
            for n in range(5)
        ]
        append_events(views, now=NOW + timedelta(hours=1))
    ensure_default_pipeline()
    values = OpportunityValues(name="Nine rooms", account_id=account, owner_id=owner_id)
    deal = create_opportunity(values, actor=SYSTEM, now=NOW + timedelta(minutes=2)).opportunity_id
    win_opportunity(deal, actor=SYSTEM, now=NOW + timedelta(minutes=3))
    return account, people


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_the_story_of_an_account_merges_its_people_and_deals(db, limit):
    account, people = an_account()
    told, before = [], None
    while True:
        page = story_of_account(account, SYSTEM, before=before, limit=limit)
        told += [
            (entry.outcome, entry.is_first)
            if isinstance(entry, DealVisit)
            else page.people[entry.id]
            for entry in page.entries
        ]
        before = page.after
        if before is None:
            break
    amal, basma = (people[0], "Amal"), (people[1], "Basma")
    assert told == [amal, basma, ("won", False), amal, ("open", True), basma, amal]


def test_the_story_of_an_account_holds_only_whom_the_reader_sees(db):
    account, _ = an_account()
    permissions = frozenset(("events.view", "opportunities.view"))
    reader = Actor(name="user:9", user_id=9, permissions=permissions, sees=frozenset((0,)))
    assert story_of_account(account, reader).entries == []
    blind = Actor(name="user:9", user_id=9, permissions=frozenset(("events.view",)), sees=None)
    assert len(story_of_account(account, blind).entries) == 5


def test_nobody_has_no_story(db):
    with pytest.raises(NotFound):
        story_of(1, SYSTEM)
