"""Holding back whoever asks too often: a bucket of tokens for each key, in this process.

In the process and not in the database on purpose: a count kept there would cost every call a write,
and this is to protect the database. Each process counts for itself, so that many of them together
let through as many times more. See docs/adr/0031-rate-limit.md.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

MOST_KEYS = 10_000
"""Beyond so many, the one that has not asked for longest is forgotten."""


@dataclass
class _Bucket:
    """What is left for a key, and when that was so, in seconds."""

    left: float
    at: float


class Throttle:
    """Lets each key through `per_minute` times at once, and then as often as the minute fills up.

    0 lets through everything.
    """

    def __init__(self, per_minute: int) -> None:
        self._size = float(per_minute)
        self._buckets: OrderedDict[Hashable, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: Hashable, now: float) -> float:
        """0 when the key may, and then it is counted; else the seconds until it may again."""
        return self._asked(key, now, cost=1)

    def wait(self, key: Hashable, now: float) -> float:
        """As `take`, and nothing is counted."""
        return self._asked(key, now, cost=0)

    def knows(self, key: Hashable) -> bool:
        """Whether the key has asked before and is not forgotten."""
        return key in self._buckets

    def forget(self, key: Hashable) -> None:
        """As if the key had never asked."""
        with self._lock:
            self._buckets.pop(key, None)

    def _asked(self, key: Hashable, now: float, *, cost: int) -> float:
        with self._lock:
            bucket = self._filled(key, now)
            if not self._size:
                return 0
            if bucket.left < 1:
                return (1 - bucket.left) * 60 / self._size
            bucket.left -= cost
            return 0

    def _filled(self, key: Hashable, now: float) -> _Bucket:
        """The bucket with what came in since; a clock that was set back brings nothing."""
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _Bucket(left=self._size, at=now)
            if len(self._buckets) > MOST_KEYS:
                self._buckets.popitem(last=False)
        since = max(0.0, now - bucket.at)
        bucket.left = min(self._size, bucket.left + since * self._size / 60)
        bucket.at = now
        self._buckets.move_to_end(key)
        return bucket
