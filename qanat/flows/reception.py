"""The desk at the door: keeps what one request sends, and gets its answer.

Requests that come while an intake runs wait for it, and then go down the road together: the first
of them leads, the others get their answers from it. Two on the road cost hardly more than one, so the
next batch gives a moment to those who were just answered and are likely to send again. A busy process
commits once for many, one with a single sender waits for nobody, and one lead that fails harms none of
the others (`process` sees to that).
"""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

from qanat.flows.processing import process, this_process
from qanat.kernel.clock import now
from qanat.kernel.errors import Invalid, Unavailable
from qanat.platform import inbox
from qanat.platform.inbox import Outcome, Received, Sending
from qanat.platform.models import Submission

TOGETHER: Final = 1000
"""At most so many leads go together, unless a single sending has more."""

LINGER_SECONDS: Final = 0.005
"""What a client takes from its answer to its next lead, and a little more; a batch takes longer."""

PATIENCE_SECONDS: Final = 10.0
"""How long a sender waits whose leads another process is working on."""

_OPEN = {Submission.State.WAITING, Submission.State.TAKEN}


class _Ticket:
    """One request at the desk: what it sends, then what became of it."""

    def __init__(self, sending: Sending) -> None:
        self.sending = sending
        self.called = threading.Event()
        self.received: Received | None = None
        self.failure: Exception | None = None

    @property
    def served(self) -> bool:
        return self.received is not None or self.failure is not None


class Desk:
    """Serves requests of one process in batches, one after the other.

    Whoever is called is either served, or leads the next batch, which has their own ticket in it.
    Who was there a moment ago is likely to come again: a leader gives as many as that the time to.

    Args:
        work: what came of the sendings of a batch, in their order.
        linger_seconds: how long after a batch its successor waits at most.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Sending]], Sequence[Received]],
        *,
        linger_seconds: float = LINGER_SECONDS,
    ) -> None:
        self._work = work
        self._linger_seconds = linger_seconds
        self._came = threading.Condition()
        self._waiting: list[_Ticket] = []
        self._led = False
        self._expected = 0
        self._expected_until = 0.0

    def serve(self, sending: Sending) -> Received:
        """Keep the sending and process what is new of it; raises what hindered that."""
        ticket = _Ticket(sending)
        with self._came:
            self._waiting.append(ticket)
            self._came.notify()
            must_wait, self._led = self._led, True
        if must_wait:
            ticket.called.wait()
        if not ticket.served:
            self._lead()
        if ticket.failure is not None:
            raise ticket.failure
        if ticket.received is None:
            raise RuntimeError("a request was called that nobody served")
        return ticket.received

    def _lead(self) -> None:
        tickets = self._next_batch()
        try:
            received = self._work([ticket.sending for ticket in tickets])
            for ticket, one in zip(tickets, received, strict=True):
                ticket.received = one
        except Exception as error:  # noqa: BLE001 whoever waits must hear of it, whatever it is
            for ticket in tickets:
                ticket.failure = error
        finally:
            self._call_the_next(tickets)

    def _next_batch(self) -> list[_Ticket]:
        with self._came:
            self._came.wait_for(self._all_are_here, max(0, self._expected_until - time.monotonic()))
            leads, size = 0, 0
            for ticket in self._waiting:
                leads += len(ticket.sending.payloads)
                if size and leads > TOGETHER:
                    break
                size += 1
            tickets, self._waiting = self._waiting[:size], self._waiting[size:]
            return tickets

    def _all_are_here(self) -> bool:
        return len(self._waiting) >= self._expected

    def _call_the_next(self, served: Sequence[_Ticket]) -> None:
        with self._came:
            self._led = bool(self._waiting)
            leader = self._waiting[:1]
            self._expected = len(self._waiting) + len(served)
            self._expected_until = time.monotonic() + self._linger_seconds
        for ticket in (*leader, *served):
            ticket.called.set()


def receive_now(sending: Sending) -> tuple[Submission, ...]:
    """What became of each lead of a sending, once it is known: the same for the same key, always.

    Raises:
        Invalid: `key_reused`, the key came before with other content.
        Unavailable: another process is still at it, or the database is away; the same key later gets
            the answer.
    """
    return _settled(sending, desk.serve(sending))


def receive_for_later(sending: Sending) -> tuple[Submission, ...]:
    """Keep a sending, and leave it to the workers.

    Raises:
        Invalid: `key_reused`.
    """
    received = inbox.receive_all([sending], now=now())[0]
    _refuse_reuse(received)
    return received.submissions


def _keep_and_process(sendings: Sequence[Sending]) -> list[Received]:
    received = inbox.receive_all(sendings, now=now(), claim=this_process())
    new = [one for each in received if each.outcome is Outcome.NEW for one in each.submissions]
    process(new, now=now(), told=True)
    return received


desk = Desk(_keep_and_process)
"""The one of this process."""


def _settled(sending: Sending, received: Received) -> tuple[Submission, ...]:
    """The submissions when all have ended; what nobody holds meanwhile is processed here."""
    _refuse_reuse(received)
    submissions, pause, until = received.submissions, 0.02, time.monotonic() + PATIENCE_SECONDS
    while open_ids := [one.pk for one in submissions if one.state in _OPEN]:
        if time.monotonic() > until:
            raise Unavailable("These leads are kept and still being worked on; please ask again.")
        time.sleep(pause)
        pause = min(pause * 2, 0.5)
        process(inbox.take_over(open_ids, worker=this_process(), now=now()), now=now(), told=True)
        name = (sending.door, sending.key)
        submissions = inbox.known([name])[name]
    return submissions


def _refuse_reuse(received: Received) -> None:
    if received.outcome is Outcome.REUSED:
        message = "This key came before with other content; please use a new one."
        raise Invalid(message, ("Idempotency-Key",), code="key_reused")
