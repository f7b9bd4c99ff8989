"""All that the rest of Qanat may use of lists."""

import qanat.listing.columns  # noqa: F401 registers the columns
from qanat.listing.asking import Asked, read_criteria
from qanat.listing.files import (
    File,
    Problem,
    ask_for_file,
    content_of,
    delete_file,
    file_of,
    files_of,
)
from qanat.listing.notices import NoticeRow, notices_of
from qanat.listing.running import (
    CAP,
    Page,
    Row,
    condition_of,
    count_of,
    foot_of,
    ids_of,
    page_of,
    rows_of,
)
from qanat.listing.saved import BUILT_IN, View, change_view, delete_view, save_view, views_of
from qanat.listing.subjects import Column, Foot, Kind, Subject, columns_of, subject_of
from qanat.listing.waiting import (
    Day,
    FirstAnswers,
    Waiting,
    day_of,
    first_answers,
    handed_over,
    missed_calls,
    waiting_for,
)

__all__ = [
    "BUILT_IN",
    "CAP",
    "Asked",
    "Column",
    "Day",
    "File",
    "FirstAnswers",
    "Foot",
    "Kind",
    "NoticeRow",
    "Page",
    "Problem",
    "Row",
    "Subject",
    "View",
    "Waiting",
    "ask_for_file",
    "change_view",
    "columns_of",
    "condition_of",
    "content_of",
    "count_of",
    "day_of",
    "delete_file",
    "delete_view",
    "file_of",
    "files_of",
    "first_answers",
    "foot_of",
    "handed_over",
    "ids_of",
    "missed_calls",
    "notices_of",
    "page_of",
    "read_criteria",
    "rows_of",
    "save_view",
    "subject_of",
    "views_of",
    "waiting_for",
]
