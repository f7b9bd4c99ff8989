"""Twenty at once: shares stay exact, and nobody goes twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from qanat.people.models import Account, OwnerChange, Person
from qanat.routing.models import Assignment, Seat
from qanat.routing.public import assign_people, set_fallback
from qanat.routing.tests.conftest import NOW, SYSTEM, make_account, make_people, pool_of

THREADS = 20


@pytest.fixture
def db(real_commits):
    """What the fixtures make is committed, so that the threads see it."""


def at_once(calls):
    """Run the calls, twenty at a time, beginning together; gives their answers in order."""
    begin = Barrier(len(calls))

    def run(call):
        try:
            begin.wait(timeout=30)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def assigning(ids):
    def call():
        return assign_people(ids, at=NOW, actor=SYSTEM)

    return call


@pytest.mark.parametrize(
    ("shares", "expected"),
    [((1, 1), [10, 10]), ((3, 2, 1), [10, 7, 3]), ((3, 2), [12, 8])],
)
def test_twenty_at_once_keep_the_shares(users, shares, expected):
    members = dict(zip(users, shares, strict=False))
    pool = pool_of("Team", members)
    set_fallback(pool, actor=SYSTEM)
    people = make_people(THREADS)

    at_once([assigning([person]) for person in people])

    given = Counter(Person.objects.values_list("owner_id", flat=True))
    assert [given[user] for user in members] == expected
    assert [seat.assigned for seat in Seat.objects.order_by("user_id")] == expected
    turns = Assignment.objects.order_by("turn").values_list("turn", flat=True)
    assert list(turns) == list(range(1, THREADS + 1))


def test_one_person_in_twenty_batches_at_once_goes_once(users, fallback):
    people = make_people(3)
    answers = at_once([assigning(people[:: 1 if n % 2 else -1]) for n in range(THREADS)])
    assert sum(len(answer) for answer in answers) == 3
    assert Assignment.objects.count() == 3
    assert OwnerChange.objects.count() == 3
    assert sum(seat.assigned for seat in Seat.objects.all()) == 3


def test_people_of_one_account_at_once_get_one_owner(users, fallback):
    account = make_account()
    people = make_people(THREADS, account_id=account)
    at_once([assigning([person]) for person in people])
    owners = set(Person.objects.values_list("owner_id", flat=True))
    assert owners == {Account.objects.get(id=account).owner_id}
    assert Counter(Assignment.objects.values_list("reason", flat=True)) == {
        "fallback": 1,
        "account": THREADS - 1,
    }
