"""One table of a file, row by row, whatever the file's format."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qanat.capture.reading.csv_rows import csv_rows
from qanat.capture.reading.rows import Row
from qanat.capture.reading.xlsx_rows import xlsx_rows
from qanat.kernel.errors import Invalid

MOST_COLUMNS = 500
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Sheet:
    """A table: its column names, and its rows in order.

    Attributes:
        columns: as written in the first row that is not blank.
        rows: those after it that are not blank; a row that cannot be read has a fault.
    """

    columns: tuple[str, ...]
    rows: Iterator[Row]


def open_sheet(path: Path) -> Sheet:
    """The table in the file.

    Raises:
        Invalid: the file is empty, of a kind that cannot be read, or has too many columns.
        FileNotFoundError: there is no such file.
    """
    rows = (row for row in _rows(path) if row.fault or any(row.cells))
    head = next(rows, None)
    if head is None:
        raise Invalid("The file is empty.", code="file_empty")
    if head.fault:
        raise Invalid(f"The first row cannot be read: {head.fault}", ("row", head.number))
    columns = _without_blank_end(head.cells)
    if len(columns) > MOST_COLUMNS:
        raise Invalid(
            f"The file has {len(columns)} columns; at most {MOST_COLUMNS} are read.",
            ("row", head.number),
            code="too_many_columns",
        )
    return Sheet(columns=columns, rows=(_fitted(row, len(columns)) for row in rows))


def _rows(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        start = file.read(4)
    if start == OLD_EXCEL:
        raise Invalid(
            "This is an old Excel file (.xls); save it as .xlsx or CSV and import that.",
            code="old_excel",
        )
    return xlsx_rows(path) if start == ZIP else csv_rows(path)


def _without_blank_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    size = len(cells)
    while size and not cells[size - 1].strip():
        size -= 1
    return tuple(cell.strip() for cell in cells[:size])


def _fitted(row: Row, size: int) -> Row:
    """The row with exactly `size` cells: a short one is filled, a long one is a fault."""
    if row.fault:
        return row
    if any(cell.strip() for cell in row.cells[size:]):
        extra = len(_without_blank_end(row.cells))
        return Row(
            number=row.number,
            cells=row.cells,
            fault=f"The row has {extra} cells, but there are {size} columns.",
        )
    blanks = ("",) * (size - len(row.cells))
    return Row(number=row.number, cells=row.cells[:size] + blanks)
