"""Rows of a list as the cells of a file: every value of its own type, texts that cannot run."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self
from zoneinfo import ZoneInfo

import xlsxwriter

from qanat.kernel.countries import country_name
from qanat.kernel.phrase import Phrase
from qanat.kernel.spreadsheet import harmless
from qanat.listing.running import Row
from qanat.listing.subjects import Column, Kind
from qanat.work.public import kind_name

ROWS_OF_A_SHEET: Final = 1_000_000
"""A sheet of a workbook holds 1,048,576 at most; what is beyond begins another."""
_CURRENCY: Final = Phrase("Currency", "العملة", "ارز")
_WHEN: Final = Phrase("Date of the next step", "موعد الخطوة التالية", "زمان گام بعدی")
_FROM_THE_RIGHT: Final = frozenset(("ar", "fa"))
_LONGEST_CELL: Final = 32_767
_FIRST_YEAR: Final = 1900  # of the dates that a workbook knows
_NUMBER: Final = 14
_TEXT: Final = 24

Cell = str | int | Decimal | date | datetime | None


@dataclass(frozen=True)
class Field:
    """One column of a file: its head, the key of the list's column, and the value out of that one's."""

    head: str
    key: str
    value: Callable[[Any], Cell]


def fields_of(
    columns: Sequence[Column], *, language: str, zone: ZoneInfo, labels: Mapping[str, str]
) -> list[Field]:
    """The columns of the file; a value with parts, such as an amount and its currency, has several."""
    found = []
    for each in columns:
        head = each.label.in_language(language)
        match each.kind:
            case Kind.MONEY:
                found.append(Field(head, each.key, _amount))
                found.append(Field(_CURRENCY.in_language(language), each.key, _part("currency")))
            case Kind.STEP if each.sort:  # what a list is ordered by is the moment itself
                found.append(Field(head, each.key, _moment_of(zone)))
            case Kind.STEP:
                found.append(Field(head, each.key, _step(language)))
                found.append(Field(_WHEN.in_language(language), each.key, _moment_of(zone)))
            case Kind.INSTANT:
                found.append(Field(head, each.key, _local(zone)))
            case Kind.COUNTRY:
                found.append(Field(head, each.key, _country(language)))
            case Kind.CHOICE:
                found.append(Field(head, each.key, _choice(language, labels)))
            case kind:
                found.append(Field(head, each.key, _SIMPLE.get(kind, _as_it_is)))
    return found


def _as_it_is(value: Any) -> Cell:
    return value if isinstance(value, int | Decimal | date) or value is None else str(value)


def _part(name: str) -> Callable[[Any], Cell]:
    def part(value: Any) -> Cell:
        return _as_it_is(value[name]) if value else None

    return part


def _amount(value: Any) -> Cell:
    return Decimal(value["amount"]) if value and value["amount"] is not None else None


def _step(language: str) -> Callable[[Any], Cell]:
    def step(value: Any) -> Cell:
        if not value or not value["at"]:
            return None
        return str(value["title"] or kind_name(value["kind"], language))

    return step


def _tags(value: Any) -> Cell:
    return ", ".join(value) if value else None


def _moment_of(zone: ZoneInfo) -> Callable[[Any], Cell]:
    def moment(value: Any) -> Cell:
        at = value["at"] if value else None
        return datetime.fromisoformat(at).astimezone(zone) if at else None

    return moment


def _local(zone: ZoneInfo) -> Callable[[Any], Cell]:
    def local(value: Any) -> Cell:
        return value.astimezone(zone) if isinstance(value, datetime) else None

    return local


def _country(language: str) -> Callable[[Any], Cell]:
    def country(value: Any) -> Cell:
        return country_name(value, language) if value else None

    return country


def _choice(language: str, labels: Mapping[str, str]) -> Callable[[Any], Cell]:
    def choice(value: Any) -> Cell:
        if isinstance(value, Mapping):
            return str(value["labels"].get(language) or value["labels"].get("en", ""))
        return labels.get(value) or kind_name(value, language) if isinstance(value, str) else None

    return choice


_SIMPLE: Final = {
    Kind.SCORE: _part("total"),
    Kind.USER: _part("name"),
    Kind.ABOUT: _part("name"),
    Kind.TAGS: _tags,
}


class CsvFile:
    """Rows as CSV in UTF-8, with the mark by which spreadsheets know it."""

    def __init__(
        self,
        path: Path,
        fields: Sequence[Field],
        *,
        language: str,  # noqa: ARG002 a text file reads in no direction; a workbook does
    ) -> None:
        """Begin the file with its head."""
        self.fields = fields
        self.out = path.open("w", encoding="utf-8-sig", newline="")
        self.writer = csv.writer(self.out, lineterminator="\r\n")
        self.writer.writerow([field.head for field in fields])

    def __enter__(self) -> Self:
        """The file itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close it."""
        self.out.close()

    def write(self, rows: Sequence[Row]) -> None:
        """Write some rows."""
        for row in rows:
            self.writer.writerow([_text(each.value(row.values[each.key])) for each in self.fields])


def _text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case str():
            return harmless(value)
        case datetime():
            return value.replace(tzinfo=None).isoformat(sep=" ", timespec="minutes")
        case date():
            return value.isoformat()
        case _:
            return str(value)


class XlsxFile:
    """Rows as a workbook: numbers are numbers, dates are dates; it reads from the right where we do."""

    def __init__(self, path: Path, fields: Sequence[Field], *, language: str) -> None:
        """Begin the workbook with the head of its first sheet."""
        self.fields = fields
        self.from_the_right = language in _FROM_THE_RIGHT
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": str(path.parent),
        }
        self.book = xlsxwriter.Workbook(path, options)
        self.head = self.book.add_format({"bold": True, "bottom": 1})
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.minute = self.book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.amount = self.book.add_format({"num_format": "#,##0.00"})
        self._begin_sheet()

    def __enter__(self) -> Self:
        """The file itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Write the workbook to its place."""
        self.book.close()

    def write(self, rows: Sequence[Row]) -> None:
        """Write some rows, in further sheets where one is full."""
        for row in rows:
            if self.at > ROWS_OF_A_SHEET:
                self._begin_sheet()
            for place, each in enumerate(self.fields):
                self._write(place, each.value(row.values[each.key]))
            self.at += 1

    def _begin_sheet(self) -> None:
        self.sheet = self.book.add_worksheet()
        if self.from_the_right:
            self.sheet.right_to_left()
        self.sheet.freeze_panes(1, 1)
        for place, field in enumerate(self.fields):
            self.sheet.set_column(place, place, _NUMBER if place else _TEXT)
            self.sheet.write_string(0, place, field.head, self.head)
        self.at = 1

    def _write(self, place: int, value: Cell) -> None:
        match value:
            case None | "":
                return
            case str():
                self.sheet.write_string(self.at, place, value[:_LONGEST_CELL])
            case date() if value.year < _FIRST_YEAR:  # instants too
                self.sheet.write_string(self.at, place, _text(value))
            case datetime():
                local = value.replace(tzinfo=None)
                self.sheet.write_datetime(self.at, place, local, self.minute)
            case date():
                self.sheet.write_datetime(self.at, place, value, self.day)
            case Decimal():
                self.sheet.write_number(self.at, place, float(value), self.amount)
            case _:
                self.sheet.write_number(self.at, place, value)


FORMATS: Final[dict[str, type[CsvFile] | type[XlsxFile]]] = {"csv": CsvFile, "xlsx": XlsxFile}
