"""Lists: pages by key, the foot, visibility, saved views."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qanat.access.public import RoleName, actor_of_user, create_user
from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.listing.public import (
    BUILT_IN,
    Asked,
    Best,
    Kind,
    Totals,
    best_of,
    change_view,
    columns_of,
    count_of,
    delete_view,
    ids_of,
    page_of,
    rows_of,
    save_view,
    totals_of,
    views_of,
)
from qanat.listing.subjects import SUBJECTS
from qanat.people.public import create_person
from qanat.pipeline.public import OpportunityValues, create_opportunity, ensure_default_pipeline
from qanat.platform.actor import system_actor
from qanat.scoring.models import Score

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
SYSTEM = system_actor("test")
PEOPLE = Asked(subject="people", columns=("name", "owner", "status", "score", "step"))


@pytest.fixture
def seller(db):
    """Somebody who sees their own."""
    return actor_of_user(
        create_user(
            email="sara@example.com",
            name="Sara",
            role=RoleName.REPRESENTATIVE,
            actor=SYSTEM,
            now=NOW,
        ).id
    )


@pytest.fixture
def people(seller):
    """Seven people, one a day, every other one of them the seller's."""
    return [
        create_person(
            {"given_name": f"P{number}", "email": f"p{number}@acme.com", "country": "SA"},
            owner_id=seller.user_id if number % 2 else None,
            account_id=None,
            actor=SYSTEM,
            now=NOW + timedelta(days=number),
        )
        for number in range(7)
    ]


@pytest.mark.parametrize(
    "order", [f"{way}{name}" for name in ("came_at", "name") for way in ("", "-")]
)
def test_pages_by_key_give_everybody_once_in_order(people, order):
    asked = Asked(subject="people", columns=("name",), order=order)
    whole = page_of(asked, actor=SYSTEM, now=NOW)
    found, after = [], ""
    while True:
        page = page_of(asked, actor=SYSTEM, now=NOW, after=after, limit=2)
        found += [row.id for row in page.rows]
        after = page.after
        if not after:
            break
    assert found == [row.id for row in whole.rows]
    assert sorted(found) == sorted(people)
    names = [row.values["name"] for row in whole.rows]
    assert names == sorted(names, reverse=order.startswith("-"))


@pytest.mark.parametrize("order", ["score", "-score"])
def test_whoever_has_no_score_comes_after_those_who_have(people, order):
    Score.objects.all().delete()
    for person_id, total in ((people[1], 5), (people[4], 9)):
        Score.objects.create(
            person_id=person_id,
            model_id=1,
            fit=0,
            engagement=total,
            total=total,
            band="cold",
            rule_ids=[],
            scored_at=NOW,
        )
    asked = Asked(subject="people", columns=("name", "score"), order=order)
    whole = [row.id for row in page_of(asked, actor=SYSTEM, now=NOW).rows]
    found, after = [], ""
    while True:
        page = page_of(asked, actor=SYSTEM, now=NOW, after=after, limit=2)
        found += [row.id for row in page.rows]
        after = page.after
        if not after:
            break
    scored = [people[1], people[4]]
    assert whole[:2] == (scored if order == "score" else scored[::-1])
    assert found == whole
    assert sorted(found) == sorted(people)


def test_one_sees_ones_own_alone_in_rows_count_and_foot(people, seller):
    own = people[1::2]
    assert sorted(row.id for row in page_of(PEOPLE, actor=seller, now=NOW).rows) == own
    assert count_of(PEOPLE, actor=seller, now=NOW) == 3
    assert ids_of(PEOPLE, actor=seller, now=NOW) == own
    assert [row.id for row in rows_of("people", people, ["name"], actor=seller)] == own
    totals = totals_of(PEOPLE, actor=seller, now=NOW)
    assert totals == Totals(3, {"owner": 0, "score": None, "step": 3})
    assert totals_of(PEOPLE, actor=SYSTEM, now=NOW).figures["owner"] == 4


def test_the_best_come_with_the_count_of_all(people, seller):
    best = best_of(replace(PEOPLE, order="-score"), actor=SYSTEM, now=NOW, limit=2)

    page = page_of(replace(PEOPLE, order="-score"), actor=SYSTEM, now=NOW, limit=2)
    assert best == Best(page.rows, 7)
    nobody = replace(PEOPLE, search="nobody is called so")
    assert best_of(nobody, actor=SYSTEM, now=NOW, limit=2) == Best([], 0)


def test_a_foot_without_figures_still_counts(people):
    asked = Asked(subject="people", columns=("email",))
    assert totals_of(asked, actor=SYSTEM, now=NOW) == Totals(7, {})


def test_the_number_of_queries_does_not_grow_with_rows(people, query_budget):
    with query_budget("list.page"):
        page_of(PEOPLE, actor=SYSTEM, now=NOW, limit=1)
    with query_budget("list.page"):
        page_of(PEOPLE, actor=SYSTEM, now=NOW, limit=50)
    with query_budget("list.count"):
        count_of(PEOPLE, actor=SYSTEM, now=NOW)
    with query_budget("list.foot"):
        totals_of(PEOPLE, actor=SYSTEM, now=NOW)


@pytest.mark.parametrize("after", ["[", '["x"]', '{"a": 1}', '[null, "1"]', "\0"])
def test_a_cursor_that_is_none_of_ours_begins_anew(people, after):
    asked = Asked(subject="people", columns=("name",))
    assert len(page_of(asked, actor=SYSTEM, now=NOW, after=after).rows) == 7


def test_columns_and_orders_that_are_not_there_are_left_out(people):
    asked = Asked(subject="people", columns=("name", "p.owner_id; --"), order="email").completed()
    assert (asked.columns, asked.order) == (("name",), "-came_at")


@pytest.mark.parametrize("subject", [each.name for each in SUBJECTS])
def test_every_column_and_every_order_can_be_asked(seller, people, subject):
    ensure_default_pipeline()
    values = OpportunityValues(name="D", person_id=people[0], owner_id=seller.user_id)
    create_opportunity(values, actor=SYSTEM, now=NOW)
    known = columns_of(subject)
    for order in ("", *(key for key, each in known.items() if each.sort)):
        asked = Asked(subject=subject, columns=tuple(known), order=order)
        page = page_of(asked, actor=SYSTEM, now=NOW)
        for row in page.rows:
            assert set(row.values) == set(known)
        assert totals_of(asked, actor=SYSTEM, now=NOW).count == len(page.rows)
        best = best_of(asked, actor=SYSTEM, now=NOW, limit=100)
        assert best == Best(page.rows, len(page.rows))
    for each in known.values():
        assert all((each.label.en, each.label.ar, each.label.fa))
        assert each.kind in Kind


@pytest.mark.parametrize("view", BUILT_IN, ids=lambda view: f"{view.asked.subject}-{view.key}")
def test_every_view_from_the_start_can_be_asked(seller, people, view):
    page_of(view.asked, actor=seller, now=NOW)


def test_search_finds_by_name_and_email_and_takes_no_pattern(people):
    def found(text):
        return len(page_of(Asked(subject="people", search=text), actor=SYSTEM, now=NOW).rows)

    assert [found("p3"), found("p3@acme.com"), found("%"), found("nobody")] == [1, 1, 0, 0]


def test_a_view_is_kept_changed_shared_and_deleted_by_its_owner_alone(seller):
    view = save_view("  Mine   today ", PEOPLE, shared=False, actor=seller)
    assert (view.name, view.asked) == ("Mine today", Asked.of_json("people", PEOPLE.as_json()))
    with pytest.raises(Conflict):
        save_view("Mine today", PEOPLE, shared=False, actor=seller)
    with pytest.raises(NotAllowed):
        change_view(int(view.key), shared=True, actor=seller)
    with pytest.raises(NotFound):
        delete_view(int(view.key), actor=SYSTEM)
    changed = change_view(int(view.key), name="All mine", actor=seller)
    assert [each.name for each in views_of("people", seller) if each.mine] == [changed.name]
    delete_view(int(view.key), actor=seller)
    assert not [each for each in views_of("people", seller) if each.mine]


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_view_needs_a_name_that_fits(seller, name):
    with pytest.raises(Invalid):
        save_view(name, PEOPLE, shared=False, actor=seller)
