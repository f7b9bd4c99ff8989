from datetime import timedelta

import pytest
from django.db import connection

from qanat.kernel.errors import NotAllowed, NotFound
from qanat.kernel.sql import Sql
from qanat.people.public import (
    AccountDraft,
    account_card,
    change_account,
    count_accounts,
    count_people,
    create_account,
    find_accounts,
    insert_accounts,
    list_accounts,
    list_people,
    person_by_key,
    person_card,
    search_accounts,
    search_people,
)
from qanat.people.tests.conftest import NOW, SYSTEM
from qanat.platform.actor import Actor, acting


def names(rows):
    return [row.full_name for row in rows]


def test_the_list_shows_the_newest_first_page_by_page(admin, add):
    days = [NOW - timedelta(days=number // 2) for number in range(7)]
    add(*({"full_name": f"P{number}", "came_at": day} for number, day in enumerate(days)))

    pages, after = [], None
    while page := list_people(admin, after=after, limit=3):
        pages.append(names(page))
        after = page[-1].cursor("came_at")

    assert pages == [["P1", "P0", "P3"], ["P2", "P5", "P4"], ["P6"]]
    assert count_people(admin) == 7


def test_the_list_by_score_shows_those_who_have_one(admin, add):
    ids = add(*({"full_name": f"P{number}"} for number in range(4)))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for person_id, total in zip(ids[:3], (10, 90, 10), strict=True):
            cursor.execute(
                "INSERT INTO score (person_id, model_id, fit, engagement, total, band, rule_ids, scored_at)"
                " VALUES (%s, 1, %s, 0, %s, 'cold', '{}', now())",
                (person_id, total, total),
            )

    first = list_people(admin, order="score", limit=2)
    rest = list_people(admin, order="score", after=first[-1].cursor("score"))
    assert [(row.full_name, row.score) for row in first + rest] == [
        ("P1", 90),
        ("P2", 10),
        ("P0", 10),
    ]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM score")


def test_a_condition_keeps_its_place_among_the_others(admin, add):
    add(
        {"full_name": "A", "city": "Riyadh"},
        {"full_name": "B", "city": "Jeddah"},
        {"full_name": "C"},
    )
    where = Sql("p.city = %s OR p.city = %s", ("Riyadh", "Jeddah"))
    assert names(list_people(admin, where)) == ["B", "A"]
    assert count_people(admin, where) == 2


def test_each_sees_their_own(owner, stranger, admin, reader, add):
    add(
        {"full_name": "Mine", "owner_id": owner.user_id},
        {"full_name": "Theirs", "owner_id": stranger.user_id},
        {"full_name": "Nobody's"},
    )

    assert names(list_people(owner)) == ["Mine"]
    assert names(list_people(stranger)) == ["Theirs"]
    assert names(list_people(reader)) == ["Nobody's", "Theirs", "Mine"]
    assert (count_people(owner), count_people(admin)) == (1, 3)
    assert list_people(owner, Sql("true OR true")) == list_people(owner)
    with pytest.raises(NotAllowed):
        list_people(Actor(name="nobody"))


def test_a_count_stops_at_its_cap(admin, add, monkeypatch):
    from qanat.people import queries

    monkeypatch.setattr(queries, "COUNT_CAP", 2)
    add({}, {}, {}, {})
    assert count_people(admin) == 3


def test_the_card_of_an_empty_person_is_empty(admin, add):
    (sara,) = add({"full_name": "Sara"})
    card = person_card(sara, admin)
    assert (card.account, card.owner, card.first_touch) == (None, None, None)
    assert (card.identifiers, card.tags, card.lists, card.consents) == ([], [], [], [])
    assert (card.touches, card.events, card.cycle) == (0, 0, 1)


def test_somebody_is_found_by_an_identifier(admin, owner, add):
    (sara,) = add({"keys": (("email", "sara@example.com"),)})
    assert person_by_key("email", "sara@example.com", admin) == sara
    with pytest.raises(NotFound):
        person_by_key("email", "sara@example.com", owner)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ahmadi", ["Sara Ahmadi"]),
        ("AHMADI sar", ["Sara Ahmadi"]),
        ("على", ["علي كريمي"]),
        ("کریمی", ["علي كريمي"]),
        ("sara@example", ["Sara Ahmadi"]),
        ("Example.com", ["علي كريمي", "Sara Ahmadi"]),
        ("٠٥٠١٢٣", ["Sara Ahmadi"]),
        ("00966 50 123", ["Sara Ahmadi"]),
        ("sa", ["Sara Ahmadi"]),
        ("%", []),
        ("_ara", []),
        ("a\\", []),
        ("' OR 1=1 --", []),
        ("nobody", []),
        (" \0 ", []),
    ],
)
def test_people_are_found_by_any_part_of_what_tells_them_apart(admin, add, text, found):
    add(
        {
            "full_name": "Sara Ahmadi",
            "keys": (("email", "sara@example.com"), ("phone", "+966501234567")),
        },
        {"full_name": "علي كريمي", "keys": (("email", "ali@example.com"),)},
    )
    assert names(search_people(admin, text)) == found


def test_search_finds_nobody_whom_one_does_not_see(owner, add):
    add({"full_name": "Sara Ahmadi", "keys": (("email", "sara@example.com"),)})
    assert search_people(owner, "sara") == []
    assert search_people(owner, "sara@example.com") == []


def test_accounts_are_found_by_domain_before_name_and_the_oldest_of_several(db):
    with acting(SYSTEM):
        acme, other, twin = insert_accounts(
            [
                AccountDraft(name="ACME Ltd", domain="acme.example"),
                AccountDraft(name="شركة الأمل"),
                AccountDraft(name="acme ltd"),
            ],
            now=NOW,
        )
    wanted = [
        ("Other", "acme.example"),
        ("شركه الامل", ""),
        ("Acme  LTD", "unknown.example"),
        ("New", ""),
        ("", ""),
    ]
    assert find_accounts(wanted) == [acme, other, acme, None, None]
    assert twin not in find_accounts(wanted)


def test_an_account_is_shown_changed_and_searched(admin, owner, add):
    acme = create_account({"name": "ACME", "size": 10}, actor=admin, now=NOW)
    add({"account_id": acme, "owner_id": owner.user_id}, {"account_id": acme})
    change_account(acme, {"name": "الأمل", "size": None}, actor=admin, now=NOW)

    card = account_card(acme, admin)
    assert (card.name, card.size, card.people, card.owner_name) == (
        "الأمل",
        None,
        2,
        "admin@example.com",
    )
    assert [row.id for row in search_accounts(admin, "الامل")] == [acme]
    assert count_accounts(admin) == 1
    assert (list_accounts(owner), search_accounts(owner, "الامل"), count_accounts(owner)) == (
        [],
        [],
        0,
    )
    with pytest.raises(NotFound):
        account_card(acme, owner)
