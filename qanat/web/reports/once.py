"""Values that cost much: kept for a while, and computed once by however many ask at the same time."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

T = TypeVar("T")


class Once(Generic[T]):
    """Values by key, the last `most` of them, each as long as it is `fresh`.

    Who asks for a value that somebody is computing waits for it; other keys do not wait. What fails is
    not kept: the next in the queue tries again. Each process of the web server has its own.
    """

    def __init__(self, *, fresh: timedelta, most: int) -> None:
        self._fresh = fresh
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[T, datetime]] = OrderedDict()
        self._turns: WeakValueDictionary[Hashable, Lock] = WeakValueDictionary()

    def of(self, key: Hashable, *, now: datetime, make: Callable[[], T]) -> tuple[T, datetime]:
        """The value of the key and when it was made: a fresh one, or one that `make` gives now."""
        found = self._find(key, now)
        if found is not None:
            return found
        with self._turn(key):
            return self._find(key, now) or self._keep(key, (make(), now))

    def forget(self) -> None:
        """Keep nothing of what was made so far."""
        with self._lock:
            self._kept.clear()

    def _find(self, key: Hashable, now: datetime) -> tuple[T, datetime] | None:
        """The value if it is fresh; one may have waited for a value that is younger than one's question."""
        with self._lock:
            found = self._kept.get(key)
        return found if found is not None and abs(now - found[1]) < self._fresh else None

    def _turn(self, key: Hashable) -> Lock:
        """The lock of those who ask for this key; it goes away with the last of them."""
        with self._lock:
            return self._turns.setdefault(key, Lock())

    def _keep(self, key: Hashable, made: tuple[T, datetime]) -> tuple[T, datetime]:
        with self._lock:
            self._kept[key] = made
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made
