"""What each use costs in queries, whatever the number of people; see `query_counts.json`."""

import pytest

from qanat.routing.public import (
    assign_people,
    assign_to,
    create_rule,
    list_pools,
    list_rules,
    owner_reasons,
    unowned_open,
)
from qanat.routing.tests.conftest import NOW, SYSTEM, make_account, make_people, pool_of

pytestmark = pytest.mark.django_db


def test_query_counts_of_assigning(query_budget, users, fallback):
    gulf = pool_of("Gulf", {users[0]: 2, users[1]: 1})
    create_rule("Saudi", {"field": "person.country", "is": "is", "value": "SA"}, gulf, actor=SYSTEM)
    account = make_account()
    assign_people(make_people(4, country="SA") + make_people(4), at=NOW, actor=SYSTEM)
    for size in (1, 300):
        people = make_people(size, country="SA") + make_people(size, account_id=account)
        with query_budget("assign_people"):
            assign_people(people, at=NOW, actor=SYSTEM)
        with query_budget("assign_to"):
            assign_to(people, users[3], actor=SYSTEM, now=NOW)
        with query_budget("owner_reasons"):
            owner_reasons(people, SYSTEM)


def test_query_counts_of_reading(query_budget, users, fallback):
    for name in ("North", "South", "East"):
        pool = pool_of(name, dict.fromkeys(users, 1))
        create_rule(name, {"all": []}, pool, actor=SYSTEM)
    with query_budget("list_pools"):
        list_pools(SYSTEM)
    with query_budget("list_rules"):
        list_rules(SYSTEM)
    with query_budget("unowned_open"):
        unowned_open(SYSTEM)
