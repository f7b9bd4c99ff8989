"""The audit speaks the reader's language: tables, columns, values, and who."""

from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection

from qanat.kernel import clock
from qanat.people.public import change_person, define_field, set_owner
from qanat.pipeline.public import change_opportunity
from qanat.platform.actor import system_actor
from qanat.web.conftest import make_records
from qanat.web.settings.audit_words import TABLES, VALUES, column_word, is_named

SYSTEM = system_actor("test")
UNKEPT = {"password", "last_login", "last_used_at"}
"""What the trigger leaves out."""
FOLLOWED = """
SELECT c.relname, a.attname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE t.tgname = 'audit_update' AND t.tgparentid = 0 AND a.attgenerated = ''
"""


@pytest.fixture
def followed(db):
    """Every table and column that the audit follows."""
    with connection.cursor() as cursor:
        cursor.execute(FOLLOWED)
        return cursor.fetchall()


def test_every_table_and_column_that_is_audited_has_a_word(followed):
    assert {table for table, _column in followed} == set(TABLES)
    nameless = [
        (table, column)
        for table, column in followed
        if column not in UNKEPT and not is_named(table, column)
    ]
    assert nameless == []


def test_no_word_is_for_a_column_that_is_not_there(followed):
    assert set(VALUES) <= set(followed)


def audit_of(as_user, company, asked, language="en"):
    answer = as_user(company, "admin", language=language).get(f"/settings/audit/?{asked}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_audit_names_who_changed_what(company, as_user):
    path = f"/settings/users/{company.id_of('owner')}/role/"
    as_user(company, "admin").post(path, {"role": "marketer"})
    page = audit_of(as_user, company, "table=access_user")
    assert "Noura Al-Fahad" in page
    assert "<ins><bdi>Marketer</bdi></ins>" in page
    assert audit_of(as_user, company, "record=9&table=x")


def test_values_are_names_words_money_and_days_of_the_calendar(company, as_user):
    kept, now = make_records(company), clock.now()
    admin = company.actor("admin")
    set_owner([kept.person], company.id_of("colleague"), at=now, actor=admin, now=now)
    field = {"kind": "yes_no", "labels": {"en": "Exports", "ar": "يصدّر"}}
    define_field("person", "exports", **field, actor=SYSTEM, now=now)
    change_person(kept.person, {"custom": {"exports": True}, "country": "SA"}, actor=admin, now=now)
    changed = {"amount": Decimal(210_000), "expected_close_on": date(2026, 12, 31)}
    change_opportunity(kept.deal, changed, actor=admin, now=now)

    people = audit_of(as_user, company, f"table=person&record={kept.person}", "ar")
    assert "<del><bdi>Sara Haddad</bdi></del> <ins><bdi>فهد الشمري</bdi></ins>" in people
    assert "يصدّر" in people
    assert "<ins><bdi>نعم</bdi></ins>" in people
    assert "<ins><bdi>المملكة العربية السعودية</bdi></ins>" in people
    assert "ليلى الحربي" in people
    assert "owner_id" not in people
    deals = audit_of(as_user, company, f"table=opportunity&record={kept.deal}")
    assert "SAR" in deals.partition("<ins>")[2]
    assert "<ins><bdi>31 Dec 2026</bdi></ins>" in deals


def test_what_was_deleted_keeps_its_name(company, as_user):
    admin = as_user(company, "admin", htmx=True)
    admin.post("/settings/reasons/new/", {"label.en": "Budget"})
    admin.post("/settings/statuses/new/", {"labels.en": "On hold"})
    admin.post("/settings/statuses/on_hold/gone/")
    assert "<bdi>On hold</bdi>" in audit_of(as_user, company, "table=status")


def test_a_page_of_the_audit_takes_as_many_statements_as_ever(company, as_user, query_budget):
    make_records(company)
    client = as_user(company, "admin")
    client.get("/settings/audit/")
    with query_budget("settings.audit"):
        client.get("/settings/audit/")
    assert str(column_word("person", "owner_id")) == "Owner"
