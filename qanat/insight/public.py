"""Reports, for the command line, the API and the pages."""

import qanat.insight.reports  # noqa: F401 registers every report
from qanat.insight.arrivals import arrivals_by_month
from qanat.insight.asking import EVERYBODY, Only
from qanat.insight.owners import OwnerSeen, owners_seen, sources_seen
from qanat.insight.periods import Unit, units
from qanat.insight.registry import Report, reports
from qanat.insight.reports.funnel import STEPS
from qanat.insight.running import run_report
from qanat.insight.saving import (
    SavedRow,
    delete_saved_report,
    save_report,
    saved_report,
    saved_reports,
)
from qanat.insight.table import Column, Kind, Row, Table

__all__ = [
    "EVERYBODY",
    "STEPS",
    "Column",
    "Kind",
    "Only",
    "OwnerSeen",
    "Report",
    "Row",
    "SavedRow",
    "Table",
    "Unit",
    "arrivals_by_month",
    "delete_saved_report",
    "owners_seen",
    "reports",
    "run_report",
    "save_report",
    "saved_report",
    "saved_reports",
    "sources_seen",
    "units",
]
