"""Reports, for the command line, the API and the pages."""

import qanat.insight.reports  # noqa: F401 registers every report
from qanat.insight.asking import EVERYBODY, Only
from qanat.insight.owners import owner_emails, sources_seen
from qanat.insight.periods import Unit, units
from qanat.insight.registry import Report, reports
from qanat.insight.running import run_report
from qanat.insight.table import Column, Kind, Row, Table

__all__ = [
    "EVERYBODY",
    "Column",
    "Kind",
    "Only",
    "Report",
    "Row",
    "Table",
    "Unit",
    "owner_emails",
    "reports",
    "run_report",
    "sources_seen",
    "units",
]
