"""Looking for garbage less often: a process of Qanat keeps 200,000 objects for as long as it lives."""

import gc
from typing import Final

THRESHOLDS: Final = (50_000, 20, 50)
"""Python's own are (700, 10, 10), made for small programs: a batch of a thousand leads passed
them hundreds of times, and each full look went through every module and model again."""


def spare_what_stays() -> None:
    """Leave out of every later look what is there now; call it when all is loaded."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
