"""From a report's table to the chart above it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from qanat.insight.public import Column, Kind, Row, Table
from qanat.web.components.chart.paint import Role
from qanat.web.components.chart.spec import (
    Bar,
    Bars,
    Point,
    Series,
    Shape,
    Spec,
    Trend,
    ticks_up_to,
    top_bars,
)
from qanat.web.look import Look
from qanat.web.reports.cells import shown_group, shown_money, shown_value
from qanat.web.reports.channels import channel_of
from qanat.web.reports.figures import STANDING
from qanat.web.reports.links import HrefOf

UNITS: Final = frozenset(("month", "quarter", "year"))
_POINTS: Final = 37

MEASURES: Final = {
    "sources": ("leads", "customers", "won_value", "cost", "return"),
    "conversion": ("qualified_rate", "sale_rate", "leads", "won_value"),
    "pipeline": ("open_value", "open", "weighted_value", "median_days"),
    "representatives": (
        "won_value",
        "win_rate",
        "response_hours",
        "follow_ups",
        "calls",
        "open_people",
    ),
    "funnel": ("people",),
}
# Measures that are made of a part and the rest of it: the part, and who they are.
_PARTS: Final = {"leads": "qualified"}


@dataclass(frozen=True)
class Drawn:
    """What a chart is made of.

    Attributes:
        before: the same report for the period before.
    """

    table: Table
    look: Look
    href_of: HrefOf
    before: Table | None = None

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.table.columns if column.key == key)


def measures_of(table: Table) -> list[Column]:
    """The columns that a chart of the table can show; the first is shown when nothing is asked."""
    wanted = MEASURES.get(table.report, ())
    columns = {column.key: column for column in table.columns}
    return [columns[key] for key in wanted if key in columns]


def chart_of(drawn: Drawn, measure: str = "") -> Spec | None:
    """The chart of the table for the measure; None where there is nothing to draw."""
    table = drawn.table
    columns = measures_of(table)
    if not columns or not table.rows:
        return None
    column = next((each for each in columns if each.key == measure), columns[0])
    if table.report == "funnel":
        return (
            channel_of(table, drawn.look, drawn.href_of) if table.by == "none" else _funnels(drawn)
        )
    if table.by in UNITS:
        return _trend(drawn, column)
    return _bars(drawn, column)


def short_value(column: Column, value: Any, currency: str, look: Look) -> str:
    """A figure for a chart: an amount in thousands or millions, with its currency."""
    if value is not None and column.kind is Kind.MONEY:
        return shown_money(value, currency, look)
    return shown_value(column, value, look)


def _trend(drawn: Drawn, column: Column) -> Trend:
    table, look = drawn.table, drawn.look
    rows = list(table.rows)[-_POINTS:]
    first = len(table.rows) - len(rows)
    before = _aligned(drawn, column, len(rows))
    values = [_number(row[column.key]) for row in rows]
    highest = max((value for value in [*values, *before] if value is not None), default=0.0)
    return Trend(
        title=column.label.in_language(look.language),
        shape=Shape.LINE if column.kind is Kind.RATE else Shape.COLUMNS,
        ticks=ticks_up_to(highest, _tick(column, table.currency, look)),
        points=tuple(
            Point(
                label=shown_group(table.by, str(row[table.by] or ""), look),
                value=value,
                before=ghost,
                said=_said(
                    shown_group(table.by, str(row[table.by] or ""), look),
                    short_value(column, row[column.key], table.currency, look),
                ),
                href=drawn.href_of(first + index, table.columns[0]),
            )
            for index, (row, value, ghost) in enumerate(zip(rows, values, before, strict=True))
        ),
    )


def _aligned(drawn: Drawn, column: Column, count: int) -> list[float | None]:
    """The values of the period before, first against first."""
    before = list(drawn.before.rows)[:count] if drawn.before else []
    values = [_number(row[column.key]) for row in before]
    return values + [None] * (count - len(values))


def _bars(drawn: Drawn, column: Column) -> Bars:
    table, look = drawn.table, drawn.look
    part = _PARTS.get(column.key)
    parted = part is not None and any(each.key == part for each in table.columns)
    dots = column.kind in {Kind.DAYS, Kind.HOURS}
    before = None if column.key in STANDING else drawn.before
    ghosts = {_group(row, table): _number(row[column.key]) for row in _rows(before)}
    ordered = [
        (index, row)
        for index, row in enumerate(table.rows)
        if row[column.key] is not None and _number(row[column.key])
    ]
    if table.report != "pipeline":
        ordered.sort(key=lambda item: _number(item[1][column.key]) or 0, reverse=not dots)
    bars = [
        Bar(
            label=_label(row, table, look),
            parts=_parts(row, column, part if parted else None),
            shown=short_value(column, row[column.key], table.currency, look),
            said=_said(_label(row, table, look), shown_value(column, row[column.key], look)),
            href=drawn.href_of(index, column) or drawn.href_of(index, table.columns[0]),
            before=(ghosts.get(_group(row, table)) or 0.0) if ghosts else None,
        )
        for index, row in ordered
    ]
    return Bars(
        title=column.label.in_language(look.language),
        series=_series(drawn, part if parted else None, column),
        bars=top_bars(bars, _rest_of(drawn, column, dots=dots)),
        dots=dots,
    )


def _funnels(drawn: Drawn) -> Bars:
    """A funnel by groups: of each, who came and which part of them became a sale."""
    table, look = drawn.table, drawn.look
    leads = {str(row[table.by]): row for row in table.rows if row["step"] == "lead"}
    won: dict[str, int] = {}
    for row in table.rows:
        if row["step"] == "won":
            won[str(row[table.by])] = won.get(str(row[table.by]), 0) + row["people"]
    shares = {
        name: won.get(name, 0) / row["people"] for name, row in leads.items() if row["people"]
    }
    index_of = {
        str(row[table.by]): index for index, row in enumerate(table.rows) if row["step"] == "lead"
    }
    names = list(shares) if table.by in UNITS else sorted(shares, key=lambda name: -shares[name])
    bars = [
        Bar(
            label=shown_group(table.by, name, look),
            parts=(shares[name],),
            shown=look.percent(shares[name], 1),
            said=_said(shown_group(table.by, name, look), look.percent(shares[name], 1)),
            href=drawn.href_of(index_of[name], drawn.column("people")),
        )
        for name in names
    ]
    return Bars(
        title=_("Leads that became a sale"),
        series=(Series(_("Won")),),
        bars=tuple(bars[:24]),
    )


def _series(drawn: Drawn, part: str | None, column: Column) -> tuple[Series, ...]:
    name = column.label.in_language(drawn.look.language)
    if part is None:
        return (Series(name),)
    qualified = drawn.column(part).label.in_language(drawn.look.language)
    return (Series(qualified), Series(_("Not qualified yet"), Role.WATER_LINE))


def _parts(row: Row, column: Column, part: str | None) -> tuple[float, ...]:
    whole = max(_number(row[column.key]) or 0.0, 0.0)
    if part is None:
        return (whole,)
    share = _number(row[part]) or 0.0
    return (share, whole - share)


def _rest_of(drawn: Drawn, column: Column, *, dots: bool) -> Callable[[list[Bar]], Bar]:
    """All that is beyond the first bars, as one; rates and times have no sum, so only their number is told."""

    def rest(bars: list[Bar]) -> Bar:
        label = _("%(count)s others") % {"count": drawn.look.number(len(bars))}
        if dots or column.kind is Kind.RATE:
            return Bar(label=label, parts=(0.0,) * len(bars[0].parts), shown="", said=label)
        parts = tuple(sum(bar.parts[i] for bar in bars) for i in range(len(bars[0].parts)))
        total = Decimal(str(sum(parts)))
        shown = short_value(column, total, drawn.table.currency, drawn.look)
        return Bar(label=label, parts=parts, shown=shown, said=_said(label, shown))

    return rest


def _label(row: Row, table: Table, look: Look) -> str:
    if table.report == "pipeline":
        several = len({each["pipeline"] for each in table.rows}) > 1
        names = [row["stage"], *([row["pipeline"]] if several else [])]
        group = [shown_group(table.by, row[table.by], look)] if table.by != "none" else []
        return " · ".join([*group, *names])
    key = "owner" if table.report == "representatives" else table.by
    return shown_group(key, str(row[key] or ""), look)


def _group(row: Row, table: Table) -> tuple[Any, ...]:
    return tuple(row[column.key] for column in table.columns if column.kind is Kind.TEXT)


def _rows(table: Table | None) -> list[Row]:
    return list(table.rows) if table else []


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _said(label: str, figure: str) -> str:
    return f"{label}: {figure}"


def _tick(column: Column, currency: str, look: Look) -> Callable[[float], str]:
    def shown(value: float) -> str:
        if column.kind is Kind.MONEY:
            return look.short(Decimal(str(value)))
        if column.kind is Kind.RATE:
            return look.percent(Decimal(str(value)), 0 if value * 100 == int(value * 100) else 1)
        return look.number(Decimal(str(value)).normalize())

    return shown
