"""A report as a file: CSV, a workbook, a picture."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from django.http import HttpResponse

from qanat.insight.public import Column, Kind, Table
from qanat.web.components.chart.render import chart_png
from qanat.web.components.chart.spec import Spec
from qanat.web.look import Look
from qanat.web.reports.cells import label_of, shown_group

_FORMATS: Final = {
    Kind.TEXT: "@",
    Kind.COUNT: "#,##0",
    Kind.RATE: "0.0%",
    Kind.MONEY: "#,##0.00",
    Kind.DAYS: "0.0",
    Kind.HOURS: "0.0",
}
_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_OF_A_SHEET: Final = 31  # letters of its name
RTL: Final = frozenset(("ar", "fa"))


def as_csv(table: Table, look: Look, _chart: Spec | None) -> HttpResponse | None:
    """CSV in UTF-8 with the mark by which spreadsheets know it."""
    text = "\ufeff" + table.as_csv(look.language)
    return _file(text.encode(), "text/csv; charset=utf-8", f"{table.report}.csv")


def as_workbook(table: Table, look: Look, _chart: Spec | None) -> HttpResponse | None:
    """A workbook of one sheet; numbers are numbers, and it reads from right to left where we do."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(table.report[:_MOST_OF_A_SHEET])
        if look.language in RTL:
            sheet.right_to_left()
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {kind: book.add_format({"num_format": shape}) for kind, shape in _FORMATS.items()}
        foot = {
            kind: book.add_format({"num_format": shape, "bold": True, "top": 1})
            for kind, shape in _FORMATS.items()
        }
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, label_of(column, table, look), head)
            sheet.set_column(place, place, 28 if column.kind is Kind.TEXT else 14)
            for index, row in enumerate(table.rows, 1):
                _write(
                    sheet, index, place, _value(column, row[column.key], look), formats[column.kind]
                )
            if column.key in table.totals:
                total = _value(column, table.totals[column.key], look)
                _write(sheet, len(table.rows) + 1, place, total, foot[column.kind])
        sheet.freeze_panes(1, 1)
    return _file(out.getvalue(), _WORKBOOK, f"{table.report}.xlsx")


def as_picture(table: Table, look: Look, chart: Spec | None) -> HttpResponse | None:
    """The chart as a picture; None where there is none."""
    if chart is None:
        return None
    return _file(chart_png(chart, rtl=look.language in RTL), "image/png", f"{table.report}.png")


FORMATS: Final[dict[str, Callable[[Table, Look, Spec | None], HttpResponse | None]]] = {
    "csv": as_csv,
    "xlsx": as_workbook,
    "png": as_picture,
}


def _value(column: Column, value: Any, look: Look) -> Any:
    if column.kind is Kind.TEXT:
        return shown_group(column.key, str(value or ""), look)
    return float(value) if isinstance(value, Decimal) else value


def _write(sheet: Any, row: int, place: int, value: Any, shape: Any) -> None:
    if value is None:
        sheet.write_blank(row, place, None, shape)
    elif isinstance(value, str):
        sheet.write_string(row, place, value, shape)
    else:
        sheet.write_number(row, place, value, shape)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
