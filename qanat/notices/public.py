"""What users should hear of: all that other packages may use."""

from qanat.notices.actions import News, choose_notices, mark_read, open_notice, tell
from qanat.notices.queries import MOST_COUNTED, unread_notices, wanted_notices
from qanat.notices.rules import NoticeKind

__all__ = [
    "MOST_COUNTED",
    "News",
    "NoticeKind",
    "choose_notices",
    "mark_read",
    "open_notice",
    "tell",
    "unread_notices",
    "wanted_notices",
]
