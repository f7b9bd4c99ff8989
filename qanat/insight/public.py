"""Reports, for the command line, the API and the pages."""

import qanat.insight.reports  # noqa: F401 registers every report
from qanat.insight.registry import Report, reports
from qanat.insight.running import run_report
from qanat.insight.table import Column, Kind, Table

__all__ = ["Column", "Kind", "Report", "Table", "reports", "run_report"]
