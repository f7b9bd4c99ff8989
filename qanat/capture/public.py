"""Imports: all that other packages may use."""

from qanat.capture.columns import SKIP, Columns, matched
from qanat.capture.date_habits import DateHabit, Usual, date_habits
from qanat.capture.keys import known_rows, remember_rows
from qanat.capture.leads import Habits, column_at, date_fields, payload_of
from qanat.capture.reading.rows import Row
from qanat.capture.reading.sheet import Sheet, open_sheet
from qanat.capture.runs import (
    RefusedRows,
    Run,
    RunRow,
    fingerprint_of,
    finished_before,
    list_runs,
    mark_undone,
    run_to_undo,
    running,
)
from qanat.capture.zoho.files import (
    ACCOUNTS,
    CALLS,
    CAMPAIGNS,
    CONTACTS,
    DEALS,
    LEADS,
    MEETINGS,
    RESPONSES,
    USERS,
    File,
    left_out,
    read_file,
)
from qanat.capture.zoho.records import (
    ZohoActivity,
    ZohoCall,
    ZohoContact,
    ZohoDeal,
    ZohoLead,
    ZohoMeeting,
    ZohoResponse,
)

__all__ = [
    "ACCOUNTS",
    "CALLS",
    "CAMPAIGNS",
    "CONTACTS",
    "DEALS",
    "LEADS",
    "MEETINGS",
    "RESPONSES",
    "SKIP",
    "USERS",
    "Columns",
    "DateHabit",
    "File",
    "Habits",
    "RefusedRows",
    "Row",
    "Run",
    "RunRow",
    "Sheet",
    "Usual",
    "ZohoActivity",
    "ZohoCall",
    "ZohoContact",
    "ZohoDeal",
    "ZohoLead",
    "ZohoMeeting",
    "ZohoResponse",
    "column_at",
    "date_fields",
    "date_habits",
    "fingerprint_of",
    "finished_before",
    "known_rows",
    "left_out",
    "list_runs",
    "mark_undone",
    "matched",
    "open_sheet",
    "payload_of",
    "read_file",
    "remember_rows",
    "run_to_undo",
    "running",
]
