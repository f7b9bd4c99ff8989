"""What is asked for by many at once is computed once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event

import pytest

from qanat.web.reports.once import Once

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def once():
    return Once(fresh=MINUTE, most=2)


def test_many_who_ask_at_once_get_one_answer(once):
    made, started, may_end = [], Event(), Event()

    def make():
        started.set()
        may_end.wait(10)
        made.append(len(made))
        return len(made)

    def ask(number):
        return once.of("a", now=NOW - timedelta(seconds=number), make=make)

    with ThreadPoolExecutor(6) as askers:
        first = askers.submit(ask, 0)
        started.wait(10)
        others = [askers.submit(ask, number) for number in range(1, 6)]
        may_end.set()
        answers = [each.result() for each in (first, *others)]

    assert answers == [(1, NOW)] * 6


def test_who_asks_for_another_does_not_wait(once):
    both = Barrier(2, timeout=10)

    with ThreadPoolExecutor(2) as askers:
        asked = [askers.submit(once.of, key, now=NOW, make=both.wait) for key in "ab"]
        assert sorted(each.result()[0] for each in asked) == [0, 1]


def test_what_failed_is_tried_again(once):
    with pytest.raises(ZeroDivisionError):
        once.of("a", now=NOW, make=lambda: 1 // 0)

    assert once.of("a", now=NOW, make=lambda: 1) == (1, NOW)


def test_a_value_is_made_anew_after_its_time_and_when_it_is_forgotten(once):
    assert once.of("a", now=NOW, make=lambda: 1) == (1, NOW)
    assert once.of("a", now=NOW + MINUTE / 2, make=lambda: 2) == (1, NOW)
    assert once.of("a", now=NOW + MINUTE, make=lambda: 3) == (3, NOW + MINUTE)
    once.forget()
    assert once.of("a", now=NOW + MINUTE, make=lambda: 4) == (4, NOW + MINUTE)


def test_the_oldest_gives_way(once):
    for key in "abc":
        once.of(key, now=NOW, make=lambda key=key: key)

    assert once.of("c", now=NOW, make=lambda: "anew") == ("c", NOW)
    assert once.of("a", now=NOW, make=lambda: "anew") == ("anew", NOW)
