"""The first sheet of an XLSX file."""

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from qanat.capture.reading.rows import Row
from qanat.kernel.errors import Invalid

MOST_UNPACKED = 512 * 1024 * 1024
MOST_PARTS = 5_000


def xlsx_rows(path: Path) -> Iterator[Row]:
    """Every row of the first sheet, formulas as their last value, whole numbers without a point.

    Raises:
        Invalid: the file is not a workbook, or unpacks to more than half a GiB.
    """
    _refuse_bombs(path)
    try:
        workbook = CalamineWorkbook.from_path(path)
        sheet = workbook.get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, OSError) as error:
        raise Invalid(f"The workbook cannot be read: {error}.", code="bad_workbook") from error
    for number, cells in enumerate(rows, start=1):
        yield Row(number, tuple(_text(cell) for cell in cells))


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise Invalid("The workbook is damaged.", code="bad_workbook") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Invalid(
            "The workbook unpacks to more than half a GiB; save it as CSV and import that.",
            code="file_too_large",
        )


def _text(cell: object) -> str:
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer() and abs(cell) < 10**15:
            return str(int(cell))
        case dt.datetime() | dt.date() | dt.time():
            return cell.isoformat()
        case None:
            return ""
        case _:
            return str(cell)
