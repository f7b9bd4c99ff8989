"""A report told to a reader: table, chart, sentence, and what it is compared with."""

from dataclasses import dataclass, field
from typing import Final

from django.utils.safestring import SafeString

from qanat.insight.public import Column, Report, Table, reports
from qanat.kernel.errors import NotFound
from qanat.web.components.chart.render import Size, chart_svg
from qanat.web.components.chart.spec import Bars, Channel, Spec, Trend
from qanat.web.look import Look
from qanat.web.reports.asked import Asker, asked
from qanat.web.reports.cells import Cell, Shown, shown_table, shown_value
from qanat.web.reports.charts import Drawn, chart_of, measures_of
from qanat.web.reports.choices import shown_days
from qanat.web.reports.drill import Drill
from qanat.web.reports.exports import RTL
from qanat.web.reports.figures import Figure, figures_of
from qanat.web.reports.findings import finding_of
from qanat.web.reports.links import links_of
from qanat.web.reports.state import State

# A report that shows what stands now changes only in part with the period.
NOW: Final = frozenset(("pipeline",))


@dataclass(frozen=True)
class Measure:
    """What the chart can show."""

    key: str
    label: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Told:
    """All that a page says of a report.

    Attributes:
        wide, narrow: the chart for a desk and for a phone; empty where there is none.
        legend: names and colours of the parts of bars, when there are several.
        foot_before: the totals of the period before.
        period, period_before: in words.
        at: when it was computed, on the clock of the reader.
        other_currencies: how many sales are counted but not added.
    """

    report: Report
    table: Table
    shown: Shown
    figures: list[Figure]
    spec: Spec | None
    wide: SafeString | str
    narrow: SafeString | str
    legend: list[tuple[str, str]]
    ghost: bool
    finding: str
    measures: list[Measure]
    foot_before: list[Cell]
    period: str
    period_before: str
    at: str
    other_currencies: int
    is_empty: bool
    label: str = ""
    about: str = ""
    groups: list[str] = field(default_factory=list)


def tell(name: str, state: State, asker: Asker, *, by: str = "", size: Size = Size.CARD) -> Told:
    """The report for the state.

    Raises:
        NotFound: no report has that name.
    """
    report = reports.get(name)
    if report is None:
        raise NotFound("report", name)
    look = asker.look
    days, days_before = asker.days(state), asker.before(state)
    kept = asked(name, state, asker, by=by)
    table = kept.table
    before = (
        asked(name, state, asker, days=days_before, by=by).table
        if days_before and name not in NOW
        else None
    )
    href_of = links_of(table, Drill(state, asker, days))
    spec = chart_of(Drawn(table, look, href_of, before), state.measure)
    rtl = look.language in RTL
    columns = measures_of(table)
    chosen = state.measure if any(each.key == state.measure for each in columns) else ""
    return Told(
        report=report,
        label=report.label.in_language(look.language),
        about=report.about.in_language(look.language),
        table=table,
        shown=shown_table(table, look, href_of),
        figures=figures_of(table, before, look, href_of) if table.single else [],
        spec=spec,
        wide=chart_svg(spec, rtl=rtl, size=size) if spec else "",
        narrow=chart_svg(spec, rtl=rtl, size=Size.PHONE)
        if spec and not isinstance(spec, Channel)
        else "",
        legend=_legend(spec),
        ghost=_has_ghost(spec),
        finding=finding_of(table, look),
        measures=[
            Measure(
                each.key,
                each.label.in_language(look.language),
                each.key == (chosen or columns[0].key),
            )
            for each in columns
        ]
        if len(columns) > 1
        else [],
        foot_before=_foot_before(table, before, look),
        period=shown_days(days, look),
        period_before=shown_days(days_before, look) if before else "",
        at=look.clock(kept.at),
        other_currencies=_other_currencies(table),
        is_empty=_is_empty(table),
    )


def _legend(spec: Spec | None) -> list[tuple[str, str]]:
    if not isinstance(spec, Bars) or len(spec.series) < 2:  # noqa: PLR2004 one needs no legend
        return []
    return [(series.name, series.role.value) for series in spec.series]


def _has_ghost(spec: Spec | None) -> bool:
    match spec:
        case Bars(bars=bars):
            return any(bar.before is not None for bar in bars)
        case Trend(points=points):
            return any(point.before is not None for point in points)
        case _:
            return False


def _foot_before(table: Table, before: Table | None, look: Look) -> list[Cell]:
    if before is None or not before.totals:
        return []

    def cell(column: Column) -> Cell:
        if column.key not in before.totals:
            return Cell("", column.kind)
        return Cell(shown_value(column, before.totals[column.key], look), column.kind)

    return [cell(column) for column in table.columns]


def _other_currencies(table: Table) -> int:
    if table.single:
        return int(table.rows[0].get("other_currencies") or 0)
    return int(table.totals.get("other_currencies") or 0)


def _is_empty(table: Table) -> bool:
    if table.single:
        return False
    counted = table.totals or (table.rows[0] if table.rows else {})
    return not any(counted.get(key) for key in ("leads", "people", "open", "entered", "calls"))
