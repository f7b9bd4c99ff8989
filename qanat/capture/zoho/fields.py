"""Reading the cells of one row of a Zoho export."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from qanat.kernel.amounts import read_money
from qanat.kernel.dates import read_date, read_instant
from qanat.kernel.errors import Invalid
from qanat.kernel.money import Money
from qanat.kernel.numbers import read_number
from qanat.kernel.text import clean


@dataclass(frozen=True)
class Cells:
    """The cells of a row by column name, read with the organisation's habits.

    Every reading raises `Invalid` with the column as its path when the cell is not what it must be.
    """

    values: Mapping[str, str]
    zone: ZoneInfo
    currency: str

    def text(self, column: str) -> str:
        """The cell, cleaned; empty when there is none."""
        return clean(self.values.get(column, ""))

    def key(self, column: str) -> str:
        """A key of Zoho; 0 stands for none."""
        text = self.text(column)
        return "" if text == "0" else text

    def needed(self, column: str) -> str:
        """The cell, which must not be empty."""
        text = self.text(column)
        if not text:
            raise Invalid(f"{column} is empty.", (column,), code="missing")
        return text

    def instant(self, column: str) -> datetime:
        """The wall clock of the organisation's zone, as an instant."""
        with _at(column):
            return read_instant(self.needed(column), zone=self.zone, dayfirst=False)

    def instant_or_none(self, column: str) -> datetime | None:
        """As `instant`; None when the cell is empty."""
        return self.instant(column) if self.text(column) else None

    def day(self, column: str) -> date | None:
        """The day; None when the cell is empty."""
        with _at(column):
            text = self.text(column)
            return read_date(text, dayfirst=False) if text else None

    def money(self, column: str) -> Money | None:
        """The amount, in the organisation's currency unless it names one; None when the cell is empty."""
        with _at(column):
            text = self.text(column)
            return read_money(text, self.currency) if text else None

    def whole(self, column: str) -> int | None:
        """The whole number; None when the cell is empty."""
        with _at(column):
            text = self.text(column)
            return int(read_number(text)) if text else None


class _at:  # noqa: N801 reads like a word
    """Says in which column a value was wrong."""

    def __init__(self, column: str) -> None:
        self.column = column

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Invalid) and not error.faults[0].path:
            raise Invalid(str(error), (self.column,), code=error.faults[0].code) from error
