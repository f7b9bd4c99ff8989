"""Bars and time, drawn by Altair to SVG; the same drawing serves pages and pictures."""

from typing import Any, Final, TypeAlias

import altair as alt

from qanat.web.components.chart.paint import DAY, FONT, Role
from qanat.web.components.chart.spec import Bars, Shape, Trend

# Altair's charts are made by decorators that a type checker cannot follow.
Drawing: TypeAlias = Any

_ROW: Final = 32
_BAR: Final = 16
_LETTER: Final = 7.2  # px of a figure in 12 px type
_ISOLATE: Final = "\u2068{}\u2069"
_NONE: Final = "#none"


def bars_chart(spec: Bars, *, width: int, rtl: bool) -> dict[str, Any]:
    """The Vega-Lite of bars; the figure of each stands at its end."""
    label_room = 190 if width > 480 else 118  # noqa: PLR2004 a phone
    plot = width - label_room - 8
    figure_room = max((len(bar.shown) for bar in spec.bars), default=0) * _LETTER + 14
    highest = max((max(sum(bar.parts), bar.before or 0) for bar in spec.bars), default=0) or 1
    domain = [0, highest * plot / max(plot - figure_room, plot * 0.4)]
    x = alt.X(
        "value:Q",
        axis=None,
        scale=alt.Scale(domain=domain, reverse=rtl, nice=False),
        stack="zero" if not spec.dots else None,
    )
    y = alt.Y(
        "index:O",
        sort=None,
        scale=alt.Scale(paddingInner=0, paddingOuter=0),
        axis=alt.Axis(
            orient="right" if rtl else "left",
            title=None,
            domain=False,
            ticks=False,
            grid=False,
            labelPadding=10,
            labelLimit=label_room - 14,
            labelExpr=_lookup({str(i): f"\u2068{bar.label}" for i, bar in enumerate(spec.bars)}),
            labelFontSize=12,
            labelColor=DAY[Role.INK_2],
        ),
    )
    base = _chart_of(_bar_rows(spec)).encode(y=y)
    layers = [_values(base, x, spec)]
    if any(bar.before is not None for bar in spec.bars):
        layers.insert(0, _ghosts(base, domain, spec, rtl=rtl))
    layers.append(
        base.transform_filter("datum.last")
        .mark_text(
            aria=False,
            align="right" if rtl else "left",
            dx=-7 if rtl else 7,
            fontSize=12,
            fontWeight=600,
            color=DAY[Role.INK],
        )
        .encode(
            x=alt.X("end:Q", scale=alt.Scale(domain=domain, reverse=rtl, nice=False)),
            text="shown:N",
        )
    )
    return _finished(alt.layer(*layers), width=plot, height=alt.Step(_ROW))


def trend_chart(spec: Trend, *, width: int) -> dict[str, Any]:
    """The Vega-Lite of something over time."""
    every = max(1, -(-len(spec.points) * 58 // max(width - 60, 1)))
    labels = {
        f"{index:03}": _ISOLATE.format(point.label) if index % every == 0 else ""
        for index, point in enumerate(spec.points)
    }
    x = alt.X(
        "index:O",
        sort=None,
        scale=alt.Scale(paddingInner=0.34, paddingOuter=0.17)
        if spec.shape is Shape.COLUMNS
        else alt.Scale(padding=0.5),
        axis=alt.Axis(
            title=None,
            labelExpr=_lookup(labels),
            labelAngle=0,
            labelOverlap=False,
            ticks=False,
            domainColor=DAY[Role.REST],
            labelPadding=8,
            labelLimit=90,
        ),
    )
    scale = alt.Scale(domain=[0, spec.ticks[-1][0]], nice=False)
    y_axis = alt.Axis(
        title=None,
        values=[value for value, _ in spec.ticks],
        labelExpr=_lookup(
            {f"{value:g}": shown for value, shown in spec.ticks}, "format(datum.value, '~g')"
        ),
        domain=False,
        ticks=False,
        gridColor=DAY[Role.LINE],
        labelPadding=8,
    )
    base = _chart_of(_point_rows(spec)).encode(x=x)
    y = alt.Y("value:Q", scale=scale, axis=y_axis, stack=None)
    ghost = alt.Y("before:Q", scale=scale, stack=None)
    layers = _columns(base, y, ghost) if spec.shape is Shape.COLUMNS else _line(base, y, ghost)
    return _finished(alt.layer(*layers), width=width - 60, height=220 if width > 480 else 180)  # noqa: PLR2004 a phone


def _chart_of(rows: list[dict[str, Any]]) -> Drawing:
    return alt.Chart.from_dict({"data": {"values": rows}, "mark": "bar", "encoding": {}})


def _columns(base: Drawing, y: alt.Y, ghost: alt.Y) -> list[Drawing]:
    wide = alt.RelativeBandSize(1.34)
    return [
        base.mark_bar(aria=False, color=DAY[Role.LINE], width=wide).encode(y=ghost),
        base.mark_bar(color=DAY[Role.WATER], cornerRadiusTopLeft=3, cornerRadiusTopRight=3).encode(
            y=y, href="href:N", description="said:N"
        ),
    ]


def _line(base: Drawing, y: alt.Y, ghost: alt.Y) -> list[Drawing]:
    return [
        base.mark_area(aria=False, color=DAY[Role.WATER_SOFT], interpolate="monotone").encode(y=y),
        base.mark_line(
            aria=False, color=DAY[Role.INK_3], strokeWidth=1.5, strokeDash=[4, 4]
        ).encode(y=ghost),
        base.mark_line(
            aria=False, color=DAY[Role.WATER], strokeWidth=2, interpolate="monotone"
        ).encode(y=y),
        base.mark_point(
            filled=True,
            size=64,
            color=DAY[Role.SHEET],
            stroke=DAY[Role.WATER],
            strokeWidth=2,
            opacity=1,
        ).encode(y=y, href="href:N", description="said:N"),
    ]


def _bar_rows(spec: Bars) -> list[dict[str, Any]]:
    return [
        {
            "index": str(index),
            "series": str(number),
            "value": part,
            "end": max(sum(bar.parts), 0),
            "last": number == len(bar.parts) - 1,
            "shown": _ISOLATE.format(bar.shown),
            "said": bar.said,
            "href": f"#q{index}" if bar.href and (part or spec.dots) else _NONE,  # nothing to press
            "before": bar.before,
        }
        for index, bar in enumerate(spec.bars)
        for number, part in enumerate(bar.parts)
    ]


def _point_rows(spec: Trend) -> list[dict[str, Any]]:
    return [
        {
            "index": f"{index:03}",
            "value": point.value,
            "said": point.said,
            "href": f"#q{index}"
            if point.href and (point.value or spec.shape is Shape.LINE)
            else _NONE,
            "before": point.before,
        }
        for index, point in enumerate(spec.points)
    ]


def _ghosts(base: Drawing, domain: list[float], spec: Bars, *, rtl: bool) -> Drawing:
    """The period before, pale and wider, behind each bar; on the line of each dot."""
    x = alt.X("before:Q", scale=alt.Scale(domain=domain, reverse=rtl, nice=False), axis=None)
    rows = base.transform_filter("datum.last")
    if spec.dots:
        return rows.mark_point(
            aria=False, size=110, color=DAY[Role.INK_3], strokeWidth=1.5, opacity=1
        ).encode(x=x)
    return rows.mark_bar(aria=False, size=_BAR + 8, color=DAY[Role.LINE]).encode(x=x)


def _values(base: Drawing, x: alt.X, spec: Bars) -> Drawing:
    if spec.dots:
        return base.mark_point(filled=True, size=120, color=DAY[Role.WATER], opacity=1).encode(
            x=x, href="href:N", description="said:N"
        )
    return base.mark_bar(size=_BAR).encode(
        x=x,
        color=alt.Color(
            "series:N",
            legend=None,
            scale=alt.Scale(
                domain=[str(number) for number in range(len(spec.series))],
                range=[DAY[series.role] for series in spec.series],
            ),
        ),
        order="series:O",
        href="href:N",
        description="said:N",
    )


def _lookup(words: dict[str, str], key: str = "datum.value") -> str:
    """A Vega expression that shows each value by its words."""
    pairs = ",".join(f"{_quoted(name)}:{_quoted(word)}" for name, word in words.items())
    return f"({{{pairs}}})[{key}] || ''"


def _quoted(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ")
    return f"'{safe}'"


def _finished(chart: Drawing, *, width: float, height: Any) -> dict[str, Any]:
    drawn: dict[str, Any] = (
        chart.properties(width=width, height=height, background="transparent")
        .configure(font=FONT, padding=4)
        .configure_view(strokeWidth=0)
        .configure_axis(
            aria=False, labelFontSize=11, labelColor=DAY[Role.INK_3], grid=True, gridWidth=1
        )
        .configure_axisY(grid=True)
        .configure_axisX(grid=False)
        .to_dict()
    )
    return drawn
