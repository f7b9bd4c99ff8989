"""A condition that an index can answer is answered by it, among 5,000 people."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from qanat.criteria.public import bulk, holds, matching
from qanat.kernel.sql import Sql
from qanat.people.asked_custom import indexed_expression
from qanat.people.models import CustomField
from qanat.timeline.bulk import make_months

PEOPLE = """
INSERT INTO access_user (id, email, password, role, is_active)
SELECT n, 'u' || n || '@qanat.test', '', 'admin', true FROM generate_series(1, 100) AS n;
INSERT INTO account (id, name, name_key)
SELECT n, 'Account ' || n, 'account ' || n FROM generate_series(1, 500) AS n;
INSERT INTO person (id, full_name, name_key, account_id, owner_id, lifecycle, status, came_at)
SELECT n, 'Name ' || n, 'name ' || n, n / 10 + 1, n % 100 + 1,
    CASE n % 100 WHEN 0 THEN 'mql' ELSE 'lead' END,
    CASE n % 100 WHEN 0 THEN 'contacted' ELSE 'open' END,
    timestamptz '2026-05-01' - n * interval '1 hour'
FROM generate_series(1, 4999) AS n;
INSERT INTO identifier (person_id, kind, value)
SELECT n, kind, kind || n FROM generate_series(1, 4999) AS n, unnest(ARRAY['email', 'phone']) AS kind;
INSERT INTO tag (id, name, name_key) SELECT n, 't' || n, 't' || n FROM generate_series(1, 200) AS n;
INSERT INTO person_tag (person_id, tag_id) SELECT n, n % 200 + 1 FROM generate_series(1, 4999) AS n;
INSERT INTO score_model (id, name, active, warm_at, hot_at, mql_at, created_at)
VALUES (1, 'first', false, 30, 60, 50, now());
INSERT INTO score (person_id, model_id, fit, engagement, total, band, rule_ids, scored_at)
SELECT n, 1, n % 1000, 0, n % 1000, 'cold', '{}', now() FROM generate_series(1, 4999) AS n;
INSERT INTO event (person_id, kind, at)
SELECT n % 4999 + 1, 'page_view', timestamptz '2026-04-30 23:00Z' - n * interval '10 minutes'
FROM generate_series(1, 20000) AS n;
ANALYZE person, identifier, tag, person_tag, score, account, event;
"""

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def many(django_db_setup, django_db_blocker):
    """5,000 people, in a transaction of this module that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_months([AT - timedelta(days=20 * step) for step in range(9)])
        with connection.cursor() as cursor:
            cursor.execute(PEOPLE)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        transaction.set_rollback(True)


def plan_of(select):
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (COSTS off) " + select.text, select.params)
        return "\n".join(row[0] for row in cursor.fetchall())


def field(name, operator, value):
    return {"field": name, "is": operator, "value": value}


@pytest.mark.parametrize(
    ("criteria", "index"),
    [
        (field("person.email", "is", "email7@example.com"), "identifier_alive"),
        (field("person.phone", "one_of", ["+966501234567"]), "identifier_alive"),
        (field("person.lifecycle", "is", "mql"), "person_lifecycle"),
        (field("person.status", "one_of", ["contacted"]), "person_status"),
        (field("person.full_name", "is", "Name 7"), "person_name_key"),
        (field("person.owner", "is", 7), "person_owner"),
        (field("person.came_at", "within_last", 3), "person_came"),
        (field("score.total", "at_least", 990), "score_total"),
        (field("person.tags", "has_any", ["t7"]), "tag_name_key"),
        (field("account.name", "is", "Account 7"), "account_name_key"),
    ],
)
def test_a_condition_that_stands_alone_keeps_its_index(many, criteria, index):
    plan = plan_of(matching({"all": [criteria]}, at=AT))

    assert any(word.startswith(index) for word in plan.split())
    assert "Seq Scan on person p" not in plan


@pytest.mark.django_db
def test_only_under_a_negation_is_unknown_turned_into_false():
    known = matching(field("person.owner", "is", 5), at=AT)
    denied = matching({"not": field("person.owner", "is", 5)}, at=AT)

    assert "(p.owner_id = %s)" in known.text
    assert "IS NOT TRUE" not in known.text
    assert "(p.owner_id = %s) IS NOT TRUE" in denied.text


def test_the_events_of_one_person_are_found_by_the_index_of_their_months_only(many):
    visits = {"event": "page_view", "is": "at_least", "value": 2, "within": {"days": 20}}

    plan = plan_of(matching(visits, at=AT, ids=[7]))

    assert "event_2026_04_person_id_kind_at_idx" in plan
    assert "event_2026_03" not in plan


def test_in_bulk_a_few_people_are_found_by_index_on_both_sides(many):
    visits = {"event": "page_view", "is": "at_least", "value": 2}

    plan = plan_of(bulk([visits], at=AT, people=Sql("SELECT unnest(%s::bigint[])", ([1, 2],))))

    assert "event_2026_04_person_id_kind_at_idx" in plan
    assert "person_pkey" in plan
    assert "Seq Scan on person" not in plan
    assert "Seq Scan on event_2026_04" not in plan


@pytest.mark.parametrize("kind", ["text", "number", "money", "date", "choice", "yes_no"])
def test_an_indexed_custom_field_is_answered_by_its_index(many, kind):
    CustomField.objects.create(entity="person", key="asked", kind=kind, choices=["sample"])
    value = {"number": 3, "money": 3, "date": "2026-03-01", "yes_no": True}.get(kind, "sample")
    operator = "on" if kind == "date" else "is"
    with connection.cursor() as cursor:
        expression = indexed_expression(kind, alias="person", key="asked")
        cursor.execute(f"CREATE INDEX asked_index ON person (({expression}))")
        cursor.execute("ANALYZE person")
    try:
        assert "asked_index" in plan_of(
            matching(field("person.custom.asked", operator, value), at=AT)
        )
    finally:
        CustomField.objects.filter(key="asked").delete()
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX asked_index")


def test_what_only_events_decide_is_counted_in_one_pass_and_the_rest_person_by_person(many):
    often = {"event": "page_view", "is": "at_least", "value": 3}
    named = field("person.full_name", "is", "Name 7")

    alone = matching(often, at=AT)
    narrowed = matching({"all": [often, named]}, at=AT)

    assert "happened" in alone.text
    assert "happened" not in narrowed.text
    assert "happened" not in matching(often, at=AT, ids=[7]).text
    with connection.cursor() as cursor:
        cursor.execute(alone.text, alone.params)
        everybody = {row[0] for row in cursor.fetchall()}
    assert everybody == holds(often, range(1, 5000), at=AT)
    assert len(everybody) == 4999
