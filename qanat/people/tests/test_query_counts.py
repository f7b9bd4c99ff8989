"""What each use costs in queries, whatever the number of rows; see `query_counts.json`."""

import pytest

from qanat.people.public import (
    Changes,
    Move,
    PersonDraft,
    account_card,
    change_person,
    count_people,
    create_account,
    create_person,
    delete_people,
    find_accounts,
    insert_people,
    list_accounts,
    list_people,
    move_lifecycles,
    move_owners,
    move_statuses,
    person_card,
    put_tags,
    restore_people,
    search_people,
    set_status,
    static_lists,
    update_people,
)
from qanat.people.tests.conftest import NOW, SYSTEM
from qanat.platform.actor import acting


@pytest.fixture
def many(owner, add):
    rows = [
        {
            "owner_id": owner.user_id,
            "email": f"p{n}@example.com",
            "keys": (("email", f"p{n}@example.com"),),
        }
        for n in range(30)
    ]
    return add(*rows)


def test_query_counts_of_reading(query_budget, owner, many):
    for name, read in {
        "people.card": lambda: person_card(many[0], owner),
        "people.list": lambda: list_people(owner),
        "people.list_by_score": lambda: list_people(owner, order="score"),
        "people.count": lambda: count_people(owner),
        "people.search": lambda: search_people(owner, "p1@example"),
        "people.static_lists": lambda: static_lists(owner),
        "accounts.list": lambda: list_accounts(owner),
        "accounts.find": lambda: find_accounts([("A", ""), ("B", "b.example")]),
    }.items():
        with query_budget(name):
            read()


def test_query_counts_of_writing_in_sets(query_budget, many):
    drafts = [
        PersonDraft(full_name="New", keys=(("email", f"n{n}@example.com"),)) for n in range(20)
    ]
    for name, write in {
        "people.insert": lambda: insert_people(drafts, actor=SYSTEM, now=NOW),
        "people.update": lambda: update_people(
            [Changes(id=i, values={"city": "X"}) for i in many], now=NOW
        ),
        "people.move_lifecycles": lambda: move_lifecycles(
            [Move(person_id=i, to="mql", at=NOW) for i in many], actor=SYSTEM, now=NOW
        ),
        "people.move_statuses": lambda: move_statuses(
            [Move(person_id=i, to="contacted", at=NOW) for i in many], actor=SYSTEM, now=NOW
        ),
        "people.move_owners": lambda: move_owners(
            [Move(person_id=i, to=None, at=NOW) for i in many], actor=SYSTEM, now=NOW
        ),
        "people.put_tags": lambda: put_tags([(i, "VIP") for i in many], now=NOW),
    }.items():
        with acting(SYSTEM), query_budget(name):
            write()


def test_query_counts_of_actions(query_budget, admin, many):
    account = create_account({"name": "ACME"}, actor=admin, now=NOW)
    for name, act in {
        "people.create": lambda: create_person({"email": "new@example.com"}, actor=admin, now=NOW),
        "people.change": lambda: change_person(
            many[0], {"email": "other@example.com"}, actor=admin, now=NOW
        ),
        "people.set_status": lambda: set_status(many, "contacted", at=NOW, now=NOW, actor=admin),
        "people.delete": lambda: delete_people(many, actor=admin, now=NOW),
        "people.restore": lambda: restore_people(many, actor=admin, now=NOW),
        "accounts.card": lambda: account_card(account, admin),
    }.items():
        with query_budget(name):
            act()
