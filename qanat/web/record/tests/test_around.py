"""Pages of accounts and deals: the story of an account, and what a page costs."""

from datetime import timedelta

import pytest

from qanat.consent.public import ConsentDraft, record_consents
from qanat.kernel import clock
from qanat.platform.actor import acting, system_actor
from qanat.timeline.public import EventDraft, TouchDraft, append_events, record_touches
from qanat.web.conftest import make_records
from qanat.work.public import Subject, add_note

SYSTEM = system_actor("test")


def view_pages(person, count):
    now = clock.now()
    drafts = [
        EventDraft(
            kind="page_view",
            at=now - timedelta(minutes=n),
            person_id=person,
            properties={"url": f"/page-{n}"},
        )
        for n in range(count)
    ]
    with acting(SYSTEM):
        append_events(drafts, now=now)


@pytest.mark.parametrize("record", ["account", "deal"])
def test_the_number_of_queries_is_fixed(company, as_user, query_budget, record):
    records = make_records(company)
    path = f"/{record}s/{getattr(records, record)}/"
    client = as_user(company, "owner")
    client.get(path)
    with query_budget(f"{record} page"):
        client.get(path)
    view_pages(records.person, 7)
    for number in range(3):
        note = Subject(person_id=records.person)
        add_note(f"Note {number}", about=note, actor=company.actor("owner"), now=clock.now())
    with query_budget(f"{record} page"):
        client.get(path)


@pytest.mark.parametrize(
    ("language", "opened"), [("en", "Deal opened:"), ("ar", "فُتحت صفقة:"), ("fa", "معامله باز شد:")]
)
def test_an_account_tells_of_its_people_and_deals(company, as_user, language, opened):
    records = make_records(company)
    view_pages(records.person, 1)
    body = as_user(company, "owner", language=language).get(f"/accounts/{records.account}/")
    shown = body.content.decode()
    story = shown[shown.index('id="account-story"') :]
    assert "/page-0" in story
    assert f'href="/people/{records.person}/"' in story
    assert f'href="/deals/{records.deal}/"' in story
    assert opened in story
    assert "وصلني العرض" in story


def test_older_entries_of_an_account_come_as_they_are_scrolled_to(company, as_user):
    records = make_records(company)
    view_pages(records.person, 45)
    client = as_user(company, "owner")
    shown = client.get(f"/accounts/{records.account}/").content.decode()
    start = shown.index(f"/accounts/{records.account}/timeline/?")
    more = shown[start : shown.index('"', start)].replace("&amp;", "&")
    older = client.get(more).content.decode()
    pages = [n for n in range(45) if f">/page-{n}<" in shown]
    assert [n for n in range(45) if f">/page-{n}<" in older] == list(range(len(pages), 45))
    assert as_user(company, "stranger").get(more).status_code == 404


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Consent: <b><bdi>agreed</bdi></b>"),
        ("ar", "الموافقة: <b><bdi>وافق</bdi></b>"),
        ("fa", "رضایت: <b><bdi>موافق</bdi></b>"),
    ],
)
def test_a_person_tells_of_touches_and_consents(company, as_user, language, said):
    records = make_records(company)
    now = clock.now()
    draft = ConsentDraft(
        person_id=records.person,
        channel="email",
        purpose="marketing",
        state="granted",
        wording="I agree",
        language="en",
        source="form",
        at=now,
    )
    with acting(SYSTEM):
        record_touches(
            [TouchDraft(person_id=records.person, at=now, source="google", medium="cpc")]
        )
        record_consents([draft], actor=SYSTEM, now=now)
    shown = as_user(company, "owner", language=language).get(f"/people/{records.person}/")
    body = shown.content.decode()
    assert "google / cpc" in body
    assert said in body
