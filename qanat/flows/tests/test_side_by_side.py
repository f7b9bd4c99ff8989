"""Works side by side come out as if done in turn."""

import threading

import pytest

from qanat.flows.side_by_side import side_by_side

MOMENT = 5.0


def nothing(_work):
    return frozenset()


@pytest.mark.usefixtures("real_commits")
def test_two_works_are_under_way_at_once_and_come_out_in_order():
    met = threading.Barrier(2)

    def do(work):
        met.wait(MOMENT)
        return work * 10

    assert list(side_by_side([1, 2, 3, 4], do, touches=nothing)) == [
        (1, 10),
        (2, 20),
        (3, 30),
        (4, 40),
    ]


@pytest.mark.usefixtures("real_commits")
def test_works_that_touch_the_same_are_done_one_after_the_other():
    begun, ended = [], []

    def do(work):
        begun.append((work, list(ended)))
        ended.append(work)

    list(side_by_side(["a1", "b", "a2"], do, touches=lambda work: frozenset(work[0])))

    assert "a1" in dict(begun)["a2"]


@pytest.mark.usefixtures("real_commits")
def test_after_a_failure_no_further_work_is_begun():
    done = []

    def do(work):
        if work == "bad":
            raise ValueError(work)
        done.append(work)

    works = iter(["bad", *"abcdefgh"])
    with pytest.raises(ValueError, match="bad"):
        list(side_by_side(works, do, touches=nothing))
    assert set(done) < set("abcdefgh")


@pytest.mark.django_db
def test_within_a_transaction_works_are_done_in_this_thread():
    here = threading.get_ident()

    done = list(side_by_side("ab", lambda _: threading.get_ident(), touches=nothing))

    assert done == [("a", here), ("b", here)]
