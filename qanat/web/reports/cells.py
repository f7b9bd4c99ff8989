"""A report's table as its reader sees it: every cell in their digits, calendar and language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qanat.insight.public import STEPS, Column, Kind, Row, Table
from qanat.kernel.calendars import gregorian_day
from qanat.kernel.countries import country_name
from qanat.kernel.money import Money
from qanat.web.look import Look

UNKNOWN: Final = "–"
_UNITS: Final = frozenset(("month", "quarter", "year"))


@dataclass(frozen=True)
class Cell:
    """One cell; `href` is the list of what it counts, `kind` the column's."""

    text: str
    kind: Kind
    href: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it stands at the right of its column, as the units of numbers do."""
        return self.kind is not Kind.TEXT


@dataclass(frozen=True)
class Shown:
    """The table; `foot` is its totals, empty for none."""

    head: list[Cell]
    rows: list[list[Cell]]
    foot: list[Cell]


def shown_table(
    table: Table, look: Look, href_of: Callable[[int, Column], str] = lambda _index, _column: ""
) -> Shown:
    """The table; `href_of` gives the list behind the cell of a row."""
    return Shown(
        head=[Cell(label_of(column, table, look), column.kind) for column in table.columns],
        rows=[
            [
                Cell(
                    shown_value(column, row[column.key], look),
                    column.kind,
                    href_of(index, column),
                )
                for column in table.columns
            ]
            for index, row in enumerate(table.rows)
        ],
        foot=_foot(table, look) if table.totals else [],
    )


def label_of(column: Column, table: Table, look: Look) -> str:
    """The head of a column; money says its currency here, once."""
    label = column.label.in_language(look.language)
    if column.kind is Kind.MONEY and table.currency:
        return look.joined((label, table.currency))
    return label


def shown_value(column: Column, value: Any, look: Look) -> str:
    """One value of a column, without its currency; `UNKNOWN` for None."""
    if value is None:
        return UNKNOWN
    if column.kind is Kind.TEXT:
        return shown_group(column.key, str(value), look)
    return _SHOWN[column.kind](value, look)


def shown_hours(hours: float, look: Look) -> str:
    """A length of time: minutes below an hour, hours below two days, then days."""
    if hours < 1:
        return _("%(count)s min") % {"count": look.number(round(hours * 60))}
    if hours < _TWO_DAYS:
        return _("%(count)s h") % {"count": look.number(Decimal(str(hours)), int(hours < _TEN))}
    return _("%(count)s d") % {"count": look.number(Decimal(str(hours / 24)), 1)}


def _rate(value: Any, look: Look) -> str:
    return look.percent(value, int(abs(value) < 0.1))  # noqa: PLR2004 two figures


def _amount(value: Any, look: Look) -> str:
    whole = Decimal(value)
    return look.number(whole, 0 if whole == whole.to_integral_value() else 2)


_TEN: Final = 10
_TWO_DAYS: Final = 48
_SHOWN: Final[dict[Kind, Callable[[Any, Look], str]]] = {
    Kind.COUNT: lambda value, look: look.number(int(value)),
    Kind.RATE: _rate,
    Kind.MONEY: _amount,
    Kind.DAYS: lambda value, look: look.number(Decimal(str(value)), 1),
    Kind.HOURS: shown_hours,
}


def shown_money(value: Decimal, currency: str, look: Look) -> str:
    """An amount with its currency where there is little room."""
    return look.money(Money(Decimal(value), currency), short=True)


def shown_group(key: str, value: str, look: Look) -> str:
    """The name of a group: a month in words, a country by its name, a word for what is unknown."""
    if key in _UNITS:
        return shown_unit(key, value, look) if value else UNKNOWN
    if not value:
        return _EMPTY[key]() if key in _EMPTY else UNKNOWN
    if key == "country":
        return country_name(value, look.language)
    if key == "step" and value in STEPS:
        return STEPS[value].in_language(look.language)
    return value


def shown_unit(unit: str, name: str, look: Look) -> str:
    """A month, quarter or year from its name, such as `2026-04`, `1405-Q1` or `1447`."""
    year, _sep, part = name.partition("-")
    if unit == "month":
        return look.month(first_of_month(int(year), int(part), look))
    if unit == "quarter":
        number = look.number(int(part.removeprefix("Q")))
        return _("Q%(number)s %(year)s") % {"number": number, "year": _year(year, look)}
    return _year(year, look)


def first_of_month(year: int, month: int, look: Look) -> date:
    """The first day of a month of the reader's calendar."""
    return gregorian_day(year, month, 1, calendar=look.calendar)


def _year(year: str, look: Look) -> str:
    return "".join(look.number(int(digit)) for digit in year)


_EMPTY: Final[dict[str, Callable[[], str]]] = {
    "source": lambda: pgettext("source", "Unknown"),
    "medium": lambda: pgettext("medium", "Unknown"),
    "campaign": lambda: pgettext("campaign", "None"),
    "owner": lambda: _("No owner"),
    "country": lambda: pgettext("country", "Unknown"),
    "industry": lambda: pgettext("industry", "Unknown"),
    "pipeline": lambda: "",
}


def _foot(table: Table, look: Look) -> list[Cell]:
    totals: Row = table.totals
    cells = [
        Cell(shown_value(column, totals[column.key], look), column.kind)
        if column.key in totals
        else Cell("", column.kind)
        for column in table.columns
    ]
    cells[0] = Cell(pgettext("sum of a table", "Total"), Kind.TEXT)
    return cells
