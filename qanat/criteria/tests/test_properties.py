"""What holds for all criteria, on PostgreSQL, over a population of unknown and adversarial values.

`pytest --hypothesis-profile=thorough` asks ten times as many.
"""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qanat.criteria.public import bulk, describe, explain, holds, matching, where
from qanat.criteria.queries import ids_of
from qanat.criteria.registry import SOURCES
from qanat.criteria.tests.population import AT, populate
from qanat.criteria.tests.strategies import criteria
from qanat.kernel.sql import Sql

SUBJECTS = ("person", "account", "opportunity")

asked = settings(
    max_examples=max(200, settings.default.max_examples),
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


@pytest.fixture
def population(db):
    populate()
    return {subject: alive(subject) for subject in SUBJECTS}


def alive(subject):
    source = SOURCES[subject]
    return ids_of(Sql(f"SELECT {source.alias}.id FROM {source.tables} WHERE {source.alive}"))


def rows_of(select):
    with connection.cursor() as cursor:
        cursor.execute(select.text, select.params)
        return cursor.fetchall()


@asked
@given(draws=st.data())
def test_exactly_one_of_criteria_and_their_negation_holds(population, draws):
    subject = draws.draw(st.sampled_from(SUBJECTS))
    asked_for = draws.draw(criteria(subject))

    held = ids_of(matching(asked_for, at=AT, subject=subject, user_id=1))
    denied = ids_of(matching({"not": asked_for}, at=AT, subject=subject, user_id=1))

    assert held | denied == population[subject]
    assert held & denied == set()


@asked
@given(draws=st.data())
def test_one_many_and_all_get_the_same_answer(population, draws):
    several = draws.draw(st.lists(criteria("person"), min_size=1, max_size=4))
    everybody = population["person"]
    some = draws.draw(st.sets(st.sampled_from(sorted(everybody)), max_size=5))
    chosen = Sql("SELECT unnest(%s::bigint[])", (sorted(some),))

    for_all = {row[0]: row[1:] for row in rows_of(bulk(several, at=AT))}
    for_some = {row[0]: row[1:] for row in rows_of(bulk(several, at=AT, people=chosen))}

    assert set(for_all) == everybody
    assert for_some == {person: for_all[person] for person in some}
    for index, each in enumerate(several):
        held = {person for person, columns in for_all.items() if columns[index]}
        assert ids_of(matching(each, at=AT)) == held
        assert holds(each, some, at=AT) == held & some
        for person in sorted(some)[:2]:
            assert holds(each, [person], at=AT) == held & {person}


@asked
@given(draws=st.data())
def test_an_explanation_folds_to_the_answer(population, draws):
    subject = draws.draw(st.sampled_from(SUBJECTS))
    asked_for = draws.draw(criteria(subject))

    explained = explain(asked_for, population[subject], at=AT, subject=subject, user_id=1)

    assert [each.id for each in explained] == sorted(population[subject])
    held = {each.id for each in explained if each.held}
    assert held == ids_of(matching(asked_for, at=AT, subject=subject, user_id=1))


@asked
@given(draws=st.data())
def test_every_criteria_can_be_saved_and_said_with_each_value(population, draws):
    subject = draws.draw(st.sampled_from(SUBJECTS))
    asked_for = draws.draw(criteria(subject))

    for language in ("en", "ar", "fa"):
        sentence = describe(asked_for, language, subject=subject)
        missing = [each for each in texts_in(asked_for) if each not in sentence]
        assert missing == []
        assert sentence.count("\u2068") == sentence.count("\u2069")


@asked
@given(draws=st.data())
def test_a_deleted_record_is_never_found(population, draws):
    subject = draws.draw(st.sampled_from(SUBJECTS))
    asked_for = draws.draw(criteria(subject))
    source = SOURCES[subject]
    gone = ids_of(Sql(f"SELECT {source.alias}.id FROM {source.tables} WHERE NOT ({source.alive})"))

    assert gone
    assert holds({"any": [asked_for, {"not": asked_for}]}, gone, at=AT, subject=subject) == set()


@asked
@given(draws=st.data())
def test_the_condition_stands_in_a_where_clause_of_its_own(population, draws):
    subject = draws.draw(st.sampled_from(SUBJECTS))
    asked_for = draws.draw(criteria(subject))
    source = SOURCES[subject]
    start = Sql(f"SELECT {source.alias}.id FROM {source.tables} WHERE {source.alive} AND ")

    condition = where(asked_for, at=AT, subject=subject, user_id=1)

    assert ids_of(start + condition) == ids_of(
        matching(asked_for, at=AT, subject=subject, user_id=1)
    )


def texts_in(asked_for):
    """The texts that a user typed, as `isolated` shows them."""
    from qanat.kernel.text import isolated

    match asked_for:
        case {"is": "contains" | "starts_with" | "ends_with", "value": str() as text}:
            yield isolated(text)[1:-1]
        case dict():
            for part in asked_for.values():
                yield from texts_in(part) if isinstance(part, dict | list) else ()
        case list():
            for part in asked_for:
                yield from texts_in(part)
