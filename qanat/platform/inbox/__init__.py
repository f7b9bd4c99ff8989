"""What arrived, kept as it came until it is processed or parked.

A submission is written before anything else is done with it (`receiving`), is held by one process at a
time (`taking`), ends with its answer in the transaction of what was made of it (`ending`), and what
cannot be processed is shown, mended and replayed (`parked`).
"""

from qanat.platform.inbox.ending import Answer, finish, release, set_aside
from qanat.platform.inbox.parked import (
    PAGE,
    drop,
    find_submission,
    mend,
    parked_submissions,
    replay,
)
from qanat.platform.inbox.receiving import Outcome, Received, Sending, known, receive, receive_all
from qanat.platform.inbox.taking import hold, renew, take, take_over

__all__ = [
    "PAGE",
    "Answer",
    "Outcome",
    "Received",
    "Sending",
    "drop",
    "find_submission",
    "finish",
    "hold",
    "known",
    "mend",
    "parked_submissions",
    "receive",
    "receive_all",
    "release",
    "renew",
    "replay",
    "set_aside",
    "take",
    "take_over",
]
