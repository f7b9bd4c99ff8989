"""The funnel as the channel of the qanat, cut away.

Shafts are stages, the level of the water is who is still in the channel, and what drips through the
floor was left behind.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from qanat.web.components.chart.paint import DAY, FONT, Role
from qanat.web.components.chart.spec import Channel, Stage

WIDTH: Final = 1200
HEIGHT: Final = 440
_MARGIN: Final = 74
_GROUND: Final = 96
_SHAFT: Final = 9  # half of its width
_ROOF: Final = (150.0, 176.4)
_TALL: Final = 112.0
_POOL: Final = 386
_LETTERS: Final = 15

_ALONE: Final = f"""
.earth{{fill:#f7f5f0}}.hatch{{stroke:{DAY[Role.REST]};stroke-width:.75}}.void{{fill:#fff}}
.edge,.shaft-line{{stroke:{DAY[Role.REST]};stroke-width:1.25;fill:none}}
.water-top{{stop-color:#5cb3c4}}.water-deep{{stop-color:#1c8296}}.stream-a{{stop-color:#2b8fa3}}
.stream-b{{stop-color:#c07048}}.surface{{stroke:#a9dbe3;stroke-width:1.5;fill:none}}
.current{{stroke:#fff;stroke-opacity:.28;fill:none}}.drop{{fill:{DAY[Role.LEAK]};opacity:.55}}
.label{{fill:{DAY[Role.INK_2]};font-size:11.5px}}.worth{{fill:{DAY[Role.LEAK]};font-size:12.5px;font-weight:600}}
.stage{{fill:{DAY[Role.INK]};font-size:13px;font-weight:600}}
.stage-count{{fill:{DAY[Role.INK]};font-size:20px;font-weight:600}}
.stage-rate{{fill:{DAY[Role.INK_3]};font-size:11.5px}}
.head{{fill:none}}.pool{{fill:#fbe9dd;stroke:#d9a583}}
text{{text-anchor:middle;font-family:{FONT}}}
"""


@dataclass(frozen=True)
class _Place:
    """Where a shaft stands, and how high the water is in it."""

    x: float
    level: float


def channel_svg(spec: Channel, *, rtl: bool, alone: bool = False) -> SafeString:
    """The drawing; `alone` brings its own colours and ground, for a picture."""
    places = _places(spec.stages, rtl=rtl)
    return format_html(
        '<svg class="channel" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}"'
        ' height="{h}" role="group" aria-label="{title}" direction="ltr">'
        "{style}<desc>{about}</desc>"
        '<defs><linearGradient id="water" x1="0" y1="0" x2="0" y2="1"><stop class="water-top" offset="0"/>'
        '<stop class="water-deep" offset="1"/></linearGradient>'
        '<linearGradient id="stream" x1="0" y1="0" x2="0" y2="1"><stop class="stream-a" offset="0"/>'
        '<stop class="stream-b" offset=".75"/></linearGradient>'
        '<pattern id="hatch" width="9" height="9" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate({turn})"><path class="hatch" d="M0 0V9"/></pattern></defs>'
        '<rect class="earth" y="{ground}" width="{w}" height="{deep}"/>'
        '<rect y="{ground}" width="{w}" height="{deep}" fill="url(#hatch)" opacity=".6"/>'
        "{tunnel}{shafts}{streams}{water}{heads}</svg>",
        w=WIDTH,
        h=HEIGHT,
        title=spec.title,
        about=spec.about,
        style=format_html(
            '<style>{}</style><rect width="100%" height="100%" fill="#ffffff"/>', SafeString(_ALONE)
        )
        if alone
        else "",
        turn=-45 if rtl else 45,
        ground=_GROUND,
        deep=HEIGHT - _GROUND,
        tunnel=_tunnel(rtl=rtl),
        shafts=format_html_join("", "{}", ((_shaft(place, rtl=rtl),) for place in places)),
        streams=format_html_join(
            "", "{}", ((part,) for part in _streams(spec.stages, places, rtl=rtl))
        ),
        water=_water(places, rtl=rtl),
        heads=format_html_join(
            "",
            "{}",
            ((_head(stage, place),) for stage, place in zip(spec.stages, places, strict=True)),
        ),
    )


def _places(stages: tuple[Stage, ...], *, rtl: bool) -> list[_Place]:
    first = stages[0].people or 1
    gap = (WIDTH - 2 * _MARGIN) / max(len(stages) - 1, 1)
    return [
        _Place(_turned(_MARGIN + index * gap, rtl=rtl), _TALL * stage.people / first)
        for index, stage in enumerate(stages)
    ]


def _turned(x: float, *, rtl: bool) -> float:
    return WIDTH - x if rtl else x


def _roof(x: float, *, rtl: bool) -> float:
    along = _turned(x, rtl=rtl) / WIDTH
    return _ROOF[0] + (_ROOF[1] - _ROOF[0]) * along


def _floor(x: float, *, rtl: bool) -> float:
    return _roof(x, rtl=rtl) + _TALL


def _tunnel(*, rtl: bool) -> SafeString:
    left, right = _roof(0, rtl=rtl), _roof(WIDTH, rtl=rtl)
    return format_html(
        '<path class="void" d="M0 {}L{w} {}V{}L0 {}z"/><path class="edge" d="M0 {}L{w} {}M0 {}L{w} {}M0 {g}H{w}"/>',
        *_rounded(left, right, right + _TALL, left + _TALL),
        *_rounded(left, right, left + _TALL, right + _TALL),
        w=WIDTH,
        g=_GROUND,
    )


def _shaft(place: _Place, *, rtl: bool) -> SafeString:
    roof = _roof(place.x, rtl=rtl)
    left, right = place.x - _SHAFT, place.x + _SHAFT
    return format_html(
        '<path class="void" d="M{l} {top}V{roof}H{r}V{top}z"/><path class="shaft-line" d="M{l} {g}V{a}M{r} {g}V{b}"/>',
        l=round(left, 1),
        r=round(right, 1),
        top=_GROUND - 1,
        g=_GROUND,
        roof=round(roof + 3, 1),
        a=round(_roof(left, rtl=rtl), 1),
        b=round(_roof(right, rtl=rtl), 1),
    )


def _water(places: list[_Place], *, rtl: bool) -> SafeString:
    edges = [
        _Place(_turned(0, rtl=rtl), places[0].level),
        *places,
        _Place(_turned(WIDTH, rtl=rtl), places[-1].level),
    ]
    tops = [(edge.x, _floor(edge.x, rtl=rtl) - max(edge.level, 1.5)) for edge in edges]
    line = f"M{tops[0][0]:.1f} {tops[0][1]:.1f}" + "".join(
        _fall(one, other) for one, other in pairwise(tops)
    )
    end, start = tops[-1][0], tops[0][0]
    return format_html(
        '<path class="water" fill="url(#water)" d="{line}L{end} {a}L{start} {b}z"/>'
        '<path class="surface" d="{line}"/>{currents}',
        line=line,
        end=round(end, 1),
        start=round(start, 1),
        a=round(_floor(end, rtl=rtl), 1),
        b=round(_floor(start, rtl=rtl), 1),
        currents=_currents(places, rtl=rtl),
    )


def _fall(one: tuple[float, float], other: tuple[float, float]) -> str:
    middle = (one[0] + other[0]) / 2
    return f"C{middle:.1f} {one[1]:.1f} {middle:.1f} {other[1]:.1f} {other[0]:.1f} {other[1]:.1f}"


def _currents(places: list[_Place], *, rtl: bool) -> SafeString:
    """Fine lines in the water, where it is deep enough for them."""
    lines = []
    for index, (one, other) in enumerate(pairwise(places)):
        depth = min(one.level, other.level)
        for share in (0.35, 0.7):
            if depth * share > 12:  # noqa: PLR2004 px
                shift = (index % 2) * 0.16 + share * 0.2
                a = one.x + (other.x - one.x) * (0.08 + shift)
                b = one.x + (other.x - one.x) * (0.62 + shift * 0.6)
                up = depth * share
                lines.append(_rounded(a, _floor(a, rtl=rtl) - up, b, _floor(b, rtl=rtl) - up))
    return format_html_join("", '<path class="current" d="M{} {}L{} {}"/>', lines)


def _streams(stages: tuple[Stage, ...], places: list[_Place], *, rtl: bool) -> list[SafeString]:
    first = stages[0].people or 1
    drawn = []
    for index, stage in enumerate(stages[1:], 1):
        if stage.lost <= 0:
            continue
        x = (places[index - 1].x + places[index].x) / 2
        drawn.append(_stream(stage, x, _floor(x, rtl=rtl), 3 + 24 * (stage.lost / first) ** 0.5))
    return drawn


def _stream(stage: Stage, x: float, top: float, half: float) -> SafeString:
    """What is lost between two shafts: its width says how many, its label says it in figures."""
    low = top + 44 + half * 1.2
    neck = half * 0.45
    path = (
        f"M{x - half:.1f} {top - 1:.1f}C{x - neck:.1f} {top + 14:.1f} {x - neck:.1f} {top + 24:.1f} "
        f"{x - neck:.1f} {low:.1f}Q{x:.1f} {low + neck * 2:.1f} {x + neck:.1f} {low:.1f}"
        f"C{x + neck:.1f} {top + 24:.1f} {x + neck:.1f} {top + 14:.1f} {x + half:.1f} {top - 1:.1f}z"
    )
    drop = f"M{x:.1f} {low + neck + 10:.1f}q{neck * 0.5:.1f} {neck * 0.8:.1f} 0 {neck:.1f}q{-neck * 0.5:.1f} {-neck * 0.2:.1f} 0 {-neck:.1f}z"
    body = format_html(
        '<path class="stream" fill="url(#stream)" d="{}"/><path class="drop" d="{}"/>'
        '<ellipse class="pool" cx="{x}" cy="{y}" rx="{rx}" ry="11"/><text class="worth" x="{x}" y="{ty}">{}</text>{}',
        path,
        drop,
        stage.lost_shown,
        _labels(stage.lost_said, x),
        x=round(x, 1),
        y=_POOL,
        ty=_POOL + 4,
        rx=max(17, 6 + 4 * len(stage.lost_shown)),
    )
    if not stage.lost_href:
        return body
    return format_html(
        '<a href="{}" aria-label="{}: {}">{}</a>',
        stage.lost_href,
        stage.lost_said,
        stage.lost_shown,
        body,
    )


def _labels(text: str, x: float) -> SafeString:
    lines = _two_lines(text)
    return format_html_join(
        "",
        '<text class="label" x="{}" y="{}">{}</text>',
        (
            (round(x, 1), _POOL + 27 + 15 * index, _isolated(line))
            for index, line in enumerate(lines)
        ),
    )


def _two_lines(text: str) -> list[str]:
    """The text over two lines: after its colon, or where it is long."""
    head, colon, rest = text.partition(": ")
    if colon:
        return [f"{head}:", rest]
    words = text.split()
    if len(text) <= _LETTERS or len(words) == 1:
        return [text]
    cuts = range(1, len(words))
    cut = min(cuts, key=lambda at: max(len(" ".join(words[:at])), len(" ".join(words[at:]))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def _head(stage: Stage, place: _Place) -> SafeString:
    x = round(place.x, 1)
    label = (
        stage.label
        if len(stage.label) <= _LETTERS + 3
        else f"{stage.label[: _LETTERS + 2].rstrip()}…"
    )
    body = format_html(
        '<rect class="head" x="{hx}" y="12" width="{hw}" height="76" rx="8"/>'
        '<text class="stage" x="{x}" y="34">{}</text><text class="stage-count" x="{x}" y="59">{}</text>'
        '<text class="stage-rate" x="{x}" y="79">{}</text>',
        _isolated(label),
        stage.shown,
        _isolated(stage.passed),
        x=x,
        hx=round(x - 62, 1),
        hw=124,
    )
    if not stage.href:
        return body
    return format_html(
        '<a href="{}" aria-label="{}"><title>{}</title>{}</a>',
        stage.href,
        stage.said,
        stage.label,
        body,
    )


def _isolated(text: str) -> str:
    """The text in its own direction, since the drawing's is from left to right in every language."""
    return f"\u2068{text}\u2069" if text else ""


def _rounded(*values: float) -> list[float]:
    return [round(value, 1) for value in values]
