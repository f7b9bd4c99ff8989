"""Two people write into one record: nobody's words are lost unseen, and nobody comes between look and write."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client
from playwright.sync_api import expect

from qanat.flows.public import edit_person
from qanat.kernel import clock
from qanat.people.models import Person
from qanat.people.public import account_card, change_account, define_field, person_card
from qanat.pipeline.public import change_opportunity, opportunity_card
from qanat.platform.actor import system_actor
from qanat.web.conftest import make_records

SYSTEM = system_actor("test")


def typed(client, url, value, was, **more):
    return client.post(url, {"value": value, "was": was, "as": "dd"} | more)


def write(path, record, value):
    match path:
        case "leads":
            edit_person(record.person, {"city": value}, actor=SYSTEM, now=clock.now())
        case "accounts":
            change_account(record.account, {"city": value}, actor=SYSTEM, now=clock.now())
        case "deals":
            change_opportunity(record.deal, {"name": value}, actor=SYSTEM, now=clock.now())


def read(path, record):
    match path:
        case "leads":
            return person_card(record.person, SYSTEM).city
        case "accounts":
            return account_card(record.account, SYSTEM).city
        case _:
            return opportunity_card(record.deal, actor=SYSTEM, now=clock.now()).name


def until_somebody_waits(rounds=2_000):
    """Until another connection waits for a lock; each round is a statement."""
    query = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    for _ in range(rounds):
        with connection.cursor() as cursor:
            cursor.execute(query)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")


CELLS = {
    "leads": ("/leads/{0.person}/cell/city/", ""),
    "accounts": ("/accounts/{0.account}/cell/city/", ""),
    "deals": ("/deals/{0.deal}/cell/name/", "Nine cold rooms, Sudair"),
}


@pytest.mark.parametrize("path", CELLS)
def test_who_waited_for_another_reads_what_that_one_wrote(live_company, as_user, path):
    records = make_records(live_company)
    client = as_user(live_company, "owner", htmx=True)
    url, was = CELLS[path][0].format(records), CELLS[path][1]

    def late():
        try:
            return typed(client, url, "Mine", was).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as hands:
        with transaction.atomic():
            write(path, records, "Theirs")
            answer = hands.submit(late)
            until_somebody_waits()
        assert answer.result(timeout=60) == 409
    assert read(path, records) == "Theirs"


def test_the_same_holds_for_the_fields_of_the_organisation(live_company, as_user):
    records = make_records(live_company)
    label = {"en": "Rooms", "ar": "غرف", "fa": "اتاق‌ها"}
    admin = live_company.actor("admin")
    key = define_field(
        "person", "rooms", kind="text", labels=label, actor=admin, now=clock.now()
    ).key
    client = as_user(live_company, "owner", htmx=True)

    def late():
        try:
            return typed(client, f"/people/{records.person}/custom/{key}/", "9", "").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as hands:
        with transaction.atomic():
            edit_person(records.person, {"custom": {key: "7"}}, actor=SYSTEM, now=clock.now())
            answer = hands.submit(late)
            until_somebody_waits()
        assert answer.result(timeout=60) == 409
    assert person_card(records.person, SYSTEM).custom == {key: "7"}


def ask(client: Client, *cells):
    urls, mine = zip(*cells, strict=True)
    given = {"cell": urls, "mine": mine, "choice": ["theirs", *[""] * (len(cells) - 1)]}
    return client.post("/clashes/", given)


def test_the_dialog_shows_both_values_and_who_wrote_theirs(company, as_user, query_budget):
    records = make_records(company)
    edit_person(
        records.person,
        {"city": "جدة", "job_title": "CEO"},
        actor=company.actor("manager"),
        now=clock.now(),
    )
    client = as_user(company, "owner", htmx=True)
    cells = [
        (f"/leads/{records.person}/cell/city/?as=dd", "Riyadh"),
        (f"/leads/{records.person}/cell/job_title/?as=dd", "CFO"),
    ]
    with query_budget("clashes"):
        answer = ask(client, *cells)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert body.count("<fieldset") == 2
    assert body.count("خالد المنصور") == 2
    for part in ("Riyadh", "جدة", "CFO", "CEO", 'data-stands="CEO"', "City", "Job title"):
        assert part in body
    assert body.count(" checked") == 1  # what was chosen before stays chosen


def test_the_dialog_shows_nothing_of_what_one_does_not_see(company, as_user):
    records = make_records(company)
    url = f"/leads/{records.person}/cell/email/?as=dd"
    answer = ask(as_user(company, "stranger", htmx=True), (url, "x"))
    assert answer.status_code == 404
    assert "layla" not in answer.content.decode()
    for other in (
        "/leads/",
        "/people/1/",
        "//example.com/",
        f"/leads/{records.person}/cell/score/",
    ):
        assert ask(as_user(company, "owner", htmx=True), (other, "x")).status_code == 404


def test_an_address_that_another_record_has_is_refused_with_its_name(company, add, as_user):
    first, second = add(company), add(company, email="b@x.example", phone="", full_name="Basma")
    client = as_user(company, "owner", htmx=True)
    answer = typed(client, f"/leads/{second}/cell/email/", "layla@najdcold.example", "b@x.example")
    body = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="/people/{first}/"' in body
    assert "ليلى الحربي" in body
    assert "Another record has this e-mail address already." in body
    assert 'value="layla@najdcold.example"' in body
    assert Person.objects.get(pk=second).email == "b@x.example"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Another record has this phone number already."),
        ("ar", "رقم الهاتف هذا لسجل آخر."),
        ("fa", "این شمارهٔ تلفن از آنِ رکورد دیگری است."),
    ],
)
def test_of_a_record_one_does_not_see_only_that_it_exists_is_said(
    company, add, as_user, language, sentence
):
    add(company, owner="stranger")
    mine = add(company, email="b@x.example", phone="", full_name="Basma")
    client = as_user(company, "owner", htmx=True, language=language)
    body = typed(client, f"/leads/{mine}/cell/phone/", "+966550184420", "").content.decode()
    assert sentence in body
    assert "/people/" not in body
    assert "ليلى" not in body
    assert Person.objects.get(pk=mine).phone == ""


def test_a_new_lead_with_a_known_address_names_who_has_it(company, add, as_user):
    first = add(company)
    client = as_user(company, "owner", htmx=True)
    body = client.post("/people/new/", {"email": "layla@najdcold.example"}).content.decode()
    assert f'href="/people/{first}/"' in body
    assert "ليلى الحربي" in body
    seen = client.get("/people/known/", {"email": "layla@najdcold.example"}).content.decode()
    assert f'href="/people/{first}/"' in seen
    assert "ليلى الحربي" in seen
    hidden = as_user(company, "stranger", htmx=True)
    assert (
        "ليلى"
        not in hidden.post("/people/new/", {"email": "layla@najdcold.example"}).content.decode()
    )


FACT = 'dd[data-edit*="/cell/{}/"]'


def typed_too_late(page, person, key, mine, *, meanwhile, by):
    """The fact is opened, somebody else is faster, and then what was typed is sent."""
    page.locator(FACT.format(key)).click()
    page.locator(f"{FACT.format(key)} [name=value]").wait_for()
    edit_person(person, {key: meanwhile}, actor=by, now=clock.now())
    page.keyboard.press("Control+A")
    page.keyboard.type(mine)
    page.keyboard.press("Enter")
    page.locator(f"{FACT.format(key)}[data-clash]").wait_for()


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ar"])
def test_several_fields_are_chosen_in_one_dialog_by_keys(
    live_company, served, browse, add, language
):
    person = add(live_company, city="Riyadh")
    manager = live_company.actor("manager")
    page = browse(live_company, "owner", language=language)
    page.goto(f"{served}/people/{person}/")

    # One alone is shown in its place, and in the dialog when asked; nothing is lost by leaving it.
    typed_too_late(page, person, "job_title", "CFO", meanwhile="CEO", by=manager)
    expect(page.locator("dialog[data-clashes]")).to_have_count(0)
    page.locator("[data-compare]").click()
    expect(page.locator("dialog[data-clashes] fieldset")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[data-clashes]")).to_have_count(0)
    assert page.locator(f"{FACT.format('job_title')} [name=value]").input_value() == "CFO"
    assert person_card(person, SYSTEM).job_title == "CEO"

    # A second one brings both into one dialog, which waits until each is chosen.
    typed_too_late(page, person, "city", "Dammam", meanwhile="Jeddah", by=manager)
    dialog = page.locator("dialog[data-clashes][open]")
    expect(dialog.get_by_role("group")).to_have_count(2)
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    for key in ("Space", "Tab", "Space", "ArrowDown", "Enter"):  # mine, then theirs
        page.keyboard.press(key)
    expect(page.locator("[data-clash], dialog[data-clashes]")).to_have_count(0)
    card = person_card(person, SYSTEM)
    assert (card.job_title, card.city) == ("CFO", "Jeddah")
