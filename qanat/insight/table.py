"""What a report gives: a table of typed columns, with totals."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from qanat.kernel.phrase import Phrase
from qanat.kernel.spreadsheet import harmless

# A row as PostgreSQL gives it: text, int, float, Decimal, date or None by column.
Row = dict[str, Any]


class Kind(StrEnum):
    """How a column's values are read and shown."""

    TEXT = "text"
    COUNT = "count"
    RATE = "rate"
    MONEY = "money"
    DAYS = "days"
    HOURS = "hours"


@dataclass(frozen=True)
class Column:
    """One column; a rate lies from 0 to 1, money is in the report's currency."""

    key: str
    kind: Kind
    label: Phrase


@dataclass(frozen=True, kw_only=True)
class Table:
    """A report's answer.

    Attributes:
        start, end: the period, both days included; None is without bound.
        by: what the rows are grouped by; empty for none.
        currency: of every money column.
        single: the report is one row, which is told flat.
        keys: for each row how its records are found: names that do not change with the language;
            empty where the row says it all.
    """

    report: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    totals: Row = field(default_factory=dict)
    start: date | None = None
    end: date | None = None
    by: str = ""
    currency: str = ""
    single: bool = False
    keys: Sequence[Row] = ()

    def as_dict(self) -> dict[str, object]:
        """The table for JSON: money as text with two decimals, rates with four, null for unknown."""
        head: dict[str, object] = {
            "report": self.report,
            "from": self.start.isoformat() if self.start else None,
            "to": self.end.isoformat() if self.end else None,
            "currency": self.currency,
        }
        if self.single:
            return head | plain(self.rows[0])
        return head | {
            "by": self.by,
            "columns": [{"key": c.key, "kind": c.kind.value} for c in self.columns],
            "rows": [plain(row) for row in self.rows],
            "totals": plain(self.totals),
        }

    def as_csv(self, language: str) -> str:
        """The table as CSV with a head in `language`; cells cannot run as formulas."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([column.label.in_language(language) for column in self.columns])
        for row in self.rows:
            values = plain(row)
            writer.writerow([_harmless(values.get(column.key)) for column in self.columns])
        return out.getvalue()


def plain(row: Row) -> dict[str, object]:
    """The row as JSON values."""
    return {key: _plain(value) for key, value in row.items()}


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return f"{value:.2f}"
        case float():
            return round(value, 4)
        case date():
            return value.isoformat()
        case _:
            return value


def _harmless(value: object) -> str:
    text = "" if value is None else str(value)
    return harmless(text) if isinstance(value, str) else text
