"""Work done side by side, in threads with a connection each, as if it were done in turn.

While the database is at one piece of work, this process is at the next.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from django.db import connection

Work = TypeVar("Work")
Result = TypeVar("Result")

AT_ONCE: Final = 2
"""One is in the database while another is in Python, which does one thing at a time."""


@dataclass(frozen=True)
class _UnderWay(Generic[Work, Result]):
    work: Work
    touches: frozenset[str]
    result: "Future[Result]"


def side_by_side(
    works: Iterable[Work],
    do: Callable[[Work], Result],
    *,
    touches: Callable[[Work], frozenset[str]],
) -> Iterator[tuple[Work, Result]]:
    """Each work with its result, in order.

    Works that touch the same are done one after the other, in order. Within a transaction, which
    other connections cannot see, all are. What `do` raises is raised in its turn, and no further
    work is begun.
    """
    if connection.in_atomic_block:
        yield from ((work, do(work)) for work in works)
        return
    waiting: deque[_UnderWay[Work, Result]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as hands:
        for work in works:
            touched = touches(work)
            while waiting and _must_wait(waiting, touched):
                yield _done(waiting.popleft())
            waiting.append(_UnderWay(work, touched, hands.submit(_with_own_connection, do, work)))
        while waiting:
            yield _done(waiting.popleft())


def _must_wait(waiting: "Iterable[_UnderWay[Work, Result]]", touched: frozenset[str]) -> bool:
    under_way = list(waiting)
    return len(under_way) > AT_ONCE or any(touched & other.touches for other in under_way)


def _done(one: _UnderWay[Work, Result]) -> tuple[Work, Result]:
    return one.work, one.result.result()


def _with_own_connection(do: Callable[[Work], Result], work: Work) -> Result:
    try:
        return do(work)
    finally:
        connection.close()  # back to the pool
