"""Charts: what a page gets, in both directions, and the picture."""

from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
import qrcode
from qrcode.image.svg import SvgPathFillImage

from qanat.web.components.chart.paint import DAY, tokened
from qanat.web.components.chart.render import Size, chart_png, chart_svg, warm_up
from qanat.web.components.chart.spec import (
    MOST_BARS,
    Bar,
    Bars,
    Channel,
    Point,
    Series,
    Shape,
    Stage,
    Trend,
    ticks_up_to,
    top_bars,
)

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "Riyadh's \"fair\" </text><script>alert(1)</script> \\ 'x"


def tree(svg):
    return ET.fromstring(svg)  # noqa: S314 our own drawing


def bar(label, *parts, before=None, href="/leads/?criteria=1"):
    shown = str(sum(parts))
    return Bar(
        label=label, parts=parts, shown=shown, said=f"{label}: {shown}", href=href, before=before
    )


BARS = Bars(
    title="Leads",
    series=(Series("Qualified"), Series("Rest")),
    bars=(bar("Web", 3.0, 4.0, before=9.0), bar(HOSTILE, 2.0, 1.0, before=1.0, href="")),
)
DOTS = Bars(title="Hours", series=(Series("Hours"),), bars=(bar("Sara", 3.5),), dots=True)
TREND = Trend(
    title="Rate",
    shape=Shape.LINE,
    ticks=((0, "0%"), (1, "100%")),
    points=(
        Point(label="Oct", value=0.5, said="Oct: 50%", href="/leads/?a=1&b=2", before=0.3),
        Point(label="Nov", value=None, said="Nov: –"),
    ),
)
COLUMNS = Trend(
    title="Leads",
    ticks=((0, "٠"), (10, "١٠")),
    points=(Point(label="أكتوبر", value=7, said="أكتوبر: ٧", href="/x", before=3),),
)
CHANNEL = Channel(
    title="From lead to sale",
    about="Of 10 leads 2 were won.",
    stages=(
        Stage(label="Lead", people=10, shown="10", passed="", said="Lead: 10", href="/leads/"),
        Stage(
            label=HOSTILE,
            people=2,
            shown="2",
            passed="20% pass",
            said="Won: 2",
            lost=8,
            lost_shown="8",
            lost_said="Left before: Won",
        ),
    ),
)
ALL = (BARS, DOTS, TREND, COLUMNS, CHANNEL)


def links(svg):
    return [(a.get("href"), a.get("aria-label")) for a in tree(svg).iter(f"{SVG}a")]


@pytest.mark.parametrize("spec", ALL)
@pytest.mark.parametrize("rtl", [False, True])
def test_a_chart_carries_nothing_that_the_content_policy_refuses(spec, rtl):
    root = tree(chart_svg(spec, rtl=rtl))

    for element in root.iter():
        assert "style" not in element.attrib
        assert element.tag.removeprefix(SVG) not in {"style", "script", "foreignObject", "image"}
        assert not any(name.startswith("on") or "xlink" in name for name in element.attrib)
    assert root.get("role") == "group"
    assert root.get("aria-label") == spec.title
    assert root.get("direction") == "ltr"


@pytest.mark.parametrize("spec", ALL)
def test_the_colours_of_a_page_are_tokens(spec):
    svg = chart_svg(spec, rtl=False).lower()
    assert [shade for shade in DAY.values() if shade in svg] == []
    assert "font-family" not in svg


def test_every_bar_and_point_with_a_list_is_a_link_that_says_what_it_counts():
    assert links(chart_svg(BARS, rtl=False)) == [("/leads/?criteria=1", "Web: 7.0")] * 2
    assert links(chart_svg(TREND, rtl=False)) == [("/leads/?a=1&b=2", "Oct: 50%")]
    assert links(chart_svg(COLUMNS, rtl=True)) == [("/x", "أكتوبر: ٧")]
    assert links(chart_svg(CHANNEL, rtl=False)) == [("/leads/", "Lead: 10")]


def test_a_chart_stays_one_after_somebody_else_drew_svg_in_the_process():
    qrcode.make("https://qanat.example/f/1", image_factory=SvgPathFillImage).save(BytesIO())
    chart_svg.cache_clear()
    drawn = chart_svg(BARS, rtl=False)
    assert drawn.startswith("<svg ")
    assert "<a " in drawn


def test_what_people_typed_stays_text():
    for spec in (BARS, CHANNEL):
        svg = chart_svg(spec, rtl=False)
        assert "<script" not in svg
        texts = "".join(tree(svg).itertext())
        assert "Riyadh's" in texts


def test_categories_are_mirrored_and_time_is_not():
    def first_x(svg):
        return next(text.get("text-anchor") for text in tree(svg).iter(f"{SVG}text"))

    assert (first_x(chart_svg(BARS, rtl=False)), first_x(chart_svg(BARS, rtl=True))) == (
        "end",
        "start",
    )
    assert chart_svg(COLUMNS, rtl=True) == chart_svg(COLUMNS, rtl=False)


def test_the_channel_runs_the_other_way_from_right_to_left():
    def heads(rtl):
        texts = tree(chart_svg(CHANNEL, rtl=rtl)).iter(f"{SVG}text")
        return [float(text.get("x")) for text in texts if text.get("class") == "stage"]

    assert heads(False) == [1200 - x for x in heads(True)]


def test_the_same_drawing_is_made_once():
    assert chart_svg(BARS, rtl=False) is chart_svg(BARS, rtl=False)


@pytest.mark.parametrize("spec", ALL)
def test_a_picture_is_a_png(spec):
    assert chart_png(spec, rtl=True).startswith(b"\x89PNG")


def test_a_chart_for_a_phone_is_narrower():
    def width(svg):
        return float(tree(svg).get("viewBox").split()[2])

    assert (
        width(chart_svg(BARS, rtl=False, size=Size.PHONE)) < 380 < width(chart_svg(BARS, rtl=False))
    )


@pytest.mark.parametrize(
    ("highest", "values"),
    [
        (0, [0, 1]),
        (523, [0, 200, 400, 600]),
        (0.42, [0, 0.2, 0.4, 0.6]),
        (4, [0, 1, 2, 3, 4]),
        (1_000_000, [0, 250_000, 500_000, 750_000, 1_000_000]),
    ],
)
def test_ticks_are_round_and_reach_the_highest(highest, values):
    assert [value for value, _ in ticks_up_to(highest, str)] == values


def test_many_categories_are_the_first_twelve_with_the_rest_as_one():
    bars = [bar(str(index), float(index)) for index in range(30)]
    found = top_bars(bars, lambda rest: bar(f"{len(rest)} others", 1.0))
    assert (len(found), found[-1].label) == (MOST_BARS, "19 others")
    assert top_bars(bars[:3], lambda rest: rest[0]) == tuple(bars[:3])


def test_a_colour_that_is_no_token_stays_as_it_is():
    assert tokened("none") == "none"
    assert tokened("#123456") == "#123456"


def test_drawings_of_one_page_share_no_names():
    for spec in (BARS, DOTS, TREND, COLUMNS):
        assert [each for each in tree(chart_svg(spec, rtl=False)).iter() if each.get("id")] == []


def test_what_draws_is_loaded_once_beside_the_request():
    thread = warm_up()
    assert warm_up() is thread
    thread.join(30)
    assert not thread.is_alive()
