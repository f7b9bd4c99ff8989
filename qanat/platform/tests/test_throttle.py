"""Each key has its own bucket: so many at once, then as fast as it fills."""

import threading

import pytest

from qanat.platform import throttle
from qanat.platform.throttle import Throttle


def test_so_many_are_let_through_at_once_and_then_one_as_it_fills():
    sixty = Throttle(60)
    assert [sixty.take("a", 100.0) for _ in range(60)] == [0] * 60
    assert sixty.take("a", 100.0) == pytest.approx(1)
    assert sixty.take("a", 100.5) == pytest.approx(0.5)
    assert sixty.take("a", 101.0) == 0
    assert sixty.take("a", 101.0) > 0
    assert [sixty.take("a", 10_000.0) for _ in range(61)].count(0) == 60


def test_keys_do_not_hinder_each_other():
    one = Throttle(1)
    assert (one.take("a", 0.0), one.take("b", 0.0)) == (0, 0)
    assert one.take("a", 0.0) == pytest.approx(60)


def test_looking_counts_nothing():
    one = Throttle(1)
    assert [one.wait("a", 0.0), one.wait("a", 0.0), one.take("a", 0.0)] == [0, 0, 0]
    assert one.wait("a", 30.0) == pytest.approx(30)


def test_zero_is_no_limit_and_still_knows():
    none = Throttle(0)
    assert {none.take("a", 0.0) for _ in range(100)} == {0}
    assert none.knows("a")


def test_a_clock_that_is_set_back_brings_and_takes_nothing():
    two = Throttle(2)
    two.take("a", 100.0)
    assert two.take("a", 50.0) == 0
    assert two.take("a", 50.0) > 0


def test_a_forgotten_key_begins_anew():
    one = Throttle(1)
    one.take("a", 0.0)
    assert one.knows("a")
    one.forget("a")
    assert not one.knows("a")
    assert one.take("a", 0.0) == 0


def test_only_so_many_keys_are_remembered_the_last_ones(monkeypatch):
    monkeypatch.setattr(throttle, "MOST_KEYS", 2)
    one = Throttle(1)
    for key in "aba":
        one.wait(key, 0.0)
    one.wait("c", 0.0)
    assert [one.knows(key) for key in "abc"] == [True, False, True]


def test_threads_take_no_more_than_there_is():
    hundred = Throttle(100)
    taken = []

    def take():
        taken.extend(hundred.take("a", 0.0) for _ in range(50))

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken.count(0) == 100
