"""The desk: who goes down the road with whom, without a road."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from qanat.flows.reception import Desk
from qanat.kernel.errors import Unavailable
from qanat.platform.inbox import Outcome, Received, Sending

LONG = 60
"""Longer than any test may take: who would linger in vain is found out."""


def sending(key):
    return Sending(door="api:1", key=key, sent_by="user:1", payloads=({"name": key},))


class Work:
    """Answers with the keys, notes the batches, and holds the first one up until `others` came."""

    def __init__(self, *, others=0):
        self.batches = []
        self.others = others
        self.desk = Desk(self, linger_seconds=LONG)

    def __call__(self, sendings):
        with self.desk._came:
            self.batches.append([one.key for one in sendings])
            self.desk._came.notify_all()
            if len(self.batches) == 1:
                self.desk._came.wait_for(lambda: len(self.desk._waiting) >= self.others)
        return [Received(outcome=Outcome.NEW, submissions=(one.key,)) for one in sendings]

    def send(self, *keys):
        return [self.desk.serve(sending(key)).submissions for key in keys]


def test_who_was_just_answered_goes_with_who_waited():
    work = Work(others=1)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(work.send, "a1", "a2")
        with work.desk._came:
            work.desk._came.wait_for(lambda: work.batches)
        second = pool.submit(work.send, "b1")
        assert first.result() == [("a1",), ("a2",)]
        assert second.result() == [("b1",)]
    assert work.batches == [["a1"], ["b1", "a2"]]


def test_a_single_sender_waits_for_nobody():
    work = Work()
    assert work.send("a1", "a2", "a3") == [("a1",), ("a2",), ("a3",)]
    assert work.batches == [["a1"], ["a2"], ["a3"]]


def test_what_hinders_a_batch_is_told_to_each_and_the_next_goes_on():
    def broken(sendings):
        if sendings[0].key == "bad":
            raise Unavailable("away")
        return [Received(outcome=Outcome.NEW, submissions=()) for _ in sendings]

    desk = Desk(broken)
    with pytest.raises(Unavailable):
        desk.serve(sending("bad"))
    assert desk.serve(sending("good")).outcome is Outcome.NEW
