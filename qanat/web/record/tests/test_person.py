"""The record of a person: who may see it, what it says, what is written from it."""

from html import unescape

import pytest

from qanat.flows.public import Happening, add_events
from qanat.kernel import clock
from qanat.people.public import person_card
from qanat.platform.actor import system_actor
from qanat.scoring.public import score_of
from qanat.work.public import add_note, notes_of
from qanat.work.subject import Subject

SYSTEM = system_actor("test")


@pytest.fixture
def person_with_deal(company, add, add_deal):
    """Somebody of the owner, with one deal."""
    person = add(company)
    add_deal(company, person)
    return person


def seen(answer):
    return unescape(answer.content.decode())


def test_a_record_is_for_whoever_sees_the_person(company, as_user, add):
    person = add(company)
    for who in ("owner", "manager", "admin"):
        for path in (f"/people/{person}/", f"/people/{person}/panel/"):
            shown = seen(as_user(company, who).get(path))
            assert "ليلى الحربي" in shown
            assert "layla@najdcold.example" in shown
    for path in ("", "panel/", "head/", "timeline/", "why/"):
        assert as_user(company, "stranger").get(f"/people/{person}/{path}").status_code == 404


@pytest.mark.parametrize("part", ["page", "panel", "why"])
def test_the_number_of_queries_is_fixed(company, as_user, person_with_deal, query_budget, part):
    person = person_with_deal
    path = f"/people/{person}/" + ("" if part == "page" else f"{part}/")
    client = as_user(company, "owner")
    add_note("First", about=Subject(person_id=person), actor=SYSTEM, now=clock.now())
    client.get(path)
    with query_budget(f"person {part}"):
        client.get(path)
    for number in range(3):
        add_note(f"Note {number}", about=Subject(person_id=person), actor=SYSTEM, now=clock.now())
    client.get(path)
    with query_budget(f"person {part}"):
        client.get(path)


def test_the_popover_of_the_score_adds_up_and_tells_the_event(company, as_user, add):
    person = add(company)
    viewed = Happening(kind="page_view", person_id=person, properties={"url": "/pricing"})
    add_events([viewed], actor=SYSTEM, now=clock.now())
    shown = seen(as_user(company, "owner").get(f"/people/{person}/why/"))
    score = score_of(person, SYSTEM)
    assert [f'<bdi dir="ltr">{each}</bdi>' in shown for each in (score.fit, score.engagement)] == [
        True,
        True,
    ]
    assert "Warm from 30, hot from 60." in shown
    assert "counts until" in shown


def test_a_note_is_written_and_can_be_taken_back(company, as_user, add):
    person = add(company)
    client = as_user(company, "owner", htmx=True)
    answer = client.post(
        f"/people/{person}/compose/", {"kind": "note", "text": "وافق المدير المالي"}
    )
    assert answer.status_code == 200
    assert [note.text for note in notes_of(person, actor=SYSTEM)] == ["وافق المدير المالي"]
    assert "وافق المدير المالي" in seen(client.get(f"/people/{person}/"))
    undo = answer["HX-Trigger"].split('"undo": "')[1].split('"')[0]
    assert client.post(undo).status_code == 204
    assert notes_of(person, actor=SYSTEM) == []
    assert "وافق المدير المالي" not in seen(client.get(f"/people/{person}/"))


def test_an_empty_note_stays_in_the_composer_with_what_is_wrong(company, as_user, add):
    person = add(company)
    answer = as_user(company, "owner", htmx=True).post(
        f"/people/{person}/compose/", {"kind": "note", "text": " "}
    )
    assert answer.status_code == 422
    assert 'role="alert"' in seen(answer)
    assert notes_of(person, actor=SYSTEM) == []


@pytest.mark.parametrize("who", ["stranger", "reader"])
def test_who_may_not_writes_nothing(company, as_user, add, who):
    person = add(company)
    client = as_user(company, who, htmx=True)
    before = person_card(person, SYSTEM)
    for path, given in (
        ("compose/", {"kind": "note", "text": "x"}),
        ("status/", {"status": "contacted"}),
        ("owner/", {"owner": str(company.id_of("stranger"))}),
        ("tags/", {"on": "VIP"}),
        ("delete/", {}),
    ):
        assert client.post(f"/people/{person}/{path}", given).status_code in {403, 404}
    assert person_card(person, SYSTEM) == before
    assert notes_of(person, actor=SYSTEM) == []


def test_the_timeline_tells_what_became_of_a_person_and_is_read_in_parts(company, as_user, add):
    person = add(company)
    viewed = Happening(kind="page_view", person_id=person, properties={"url": "/pricing"})
    add_events([viewed], actor=SYSTEM, now=clock.now())
    client = as_user(company, "manager", htmx=True)
    client.post(f"/people/{person}/status/", {"status": "contacted"})
    client.post(f"/people/{person}/compose/", {"kind": "note", "text": "Wants nine"})
    parts = {
        part: seen(client.get(f"/people/{person}/timeline/?of={part}"))
        for part in ("all", "theirs", "talks", "changes")
    }
    told = {
        part: ["/pricing" in text, "Wants nine" in text, "Contacted" in text]
        for part, text in parts.items()
    }
    assert told == {
        "all": [True, True, True],
        "theirs": [True, False, False],
        "talks": [False, True, False],
        "changes": [False, False, True],
    }
    assert parts["all"].index("Contacted") < parts["all"].index("/pricing")


def test_the_timeline_goes_on_where_it_stopped_with_nothing_twice(company, as_user, add):
    person = add(company)
    now = clock.now()
    views = [
        Happening(kind="page_view", person_id=person, properties={"url": f"/page-{n}"}, at=now)
        for n in range(40)
    ]
    add_events(views, actor=SYSTEM, now=now)
    client = as_user(company, "owner", htmx=True)
    first = seen(client.get(f"/people/{person}/timeline/?of=theirs"))
    before = first.split("before=")[1].split('"')[0]
    second = seen(client.get(f"/people/{person}/timeline/?of=theirs&before={before}"))
    pages = [n for n in range(40) for text in (first, second) if f"/page-{n}<" in text]
    assert sorted(pages) == list(range(40))


def test_a_note_is_changed_by_whoever_wrote_it(company, as_user, add):
    person = add(company)
    note = add_note(
        "Six", about=Subject(person_id=person), actor=company.actor("owner"), now=clock.now()
    )
    for who in ("manager", "stranger"):
        client = as_user(company, who, htmx=True)
        assert client.post(f"/notes/{note}/", {"text": "Seven"}).status_code == 404
    client = as_user(company, "owner", htmx=True)
    assert "Six" in seen(client.get(f"/notes/{note}/"))
    refused = client.post(f"/notes/{note}/", {"text": ""})
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in seen(refused)
    assert client.post(f"/notes/{note}/", {"text": "Nine"}).status_code == 204
    assert [each.text for each in notes_of(person, actor=SYSTEM)] == ["Nine"]
