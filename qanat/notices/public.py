"""What users should hear of: all that other packages may use."""

from qanat.notices.actions import (
    News,
    choose_notices,
    close_notice,
    mark_read,
    mark_read_of,
    open_notice,
    tell,
)
from qanat.notices.queries import MOST_COUNTED, unread_notices, wanted_notices, was_given
from qanat.notices.rules import NoticeKind

__all__ = [
    "MOST_COUNTED",
    "News",
    "NoticeKind",
    "choose_notices",
    "close_notice",
    "mark_read",
    "mark_read_of",
    "open_notice",
    "tell",
    "unread_notices",
    "wanted_notices",
    "was_given",
]
