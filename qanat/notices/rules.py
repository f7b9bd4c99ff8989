"""Which kinds of notices there are, and how long they are kept."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

KEPT_FOR: Final = timedelta(days=90)


class NoticeKind(StrEnum):
    """Why somebody hears of something."""

    LEAD_ASSIGNED = "lead_assigned"
    TASK_DUE = "task_due"
    DEAL_WON = "deal_won"
    IMPORT_FINISHED = "import_finished"
    LIST_READY = "list_ready"
    LIST_DEED = "list_deed"
