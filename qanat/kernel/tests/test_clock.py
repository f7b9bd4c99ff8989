import time
from datetime import UTC

from qanat.kernel.clock import now


def test_now_is_this_instant_in_utc():
    before = time.time()
    instant = now()
    assert before - 0.001 <= instant.timestamp() <= time.time() + 0.001
    assert instant.tzinfo is UTC
