"""A chart as SVG in a page, and as a picture.

What Altair draws is read again and made fit for a page: colours become tokens, fonts those of the
page, marks become links with names, and nothing carries a style of its own, which the content policy
would refuse. A drawing is kept while the same is asked again; the first one of a process takes half a
second, the next ones about 30 ms. What draws takes 35 MB, so a process loads it only when it draws.
"""

import re
from enum import IntEnum
from functools import cache, lru_cache
from threading import Thread
from typing import Any, Final
from xml.etree import ElementTree as ET

from django.utils.safestring import SafeString

from qanat.web.components.chart.channel import channel_svg
from qanat.web.components.chart.paint import tokened
from qanat.web.components.chart.spec import Bars, Channel, Series, Spec, Trend

PICTURE_SCALE: Final = 2
_KEPT: Final = 256
_SVG: Final = "{http://www.w3.org/2000/svg}"
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_MARK: Final = re.compile(r"#q(\d+)$")
_DROPPED: Final = frozenset(
    ("class", "role", "style", "font-family", "aria-roledescription", "version", "cursor")
)


class Size(IntEnum):
    """For what a chart is drawn, in px of its width."""

    PHONE = 344
    CARD = 640
    PAGE = 1000


@cache
def warm_up() -> Thread:
    """Begin to load what draws, beside the present request, once in a process."""
    first = Bars(title="", series=(Series(""),), bars=())
    thread = Thread(target=chart_svg, args=(first,), kwargs={"rtl": False}, daemon=True)
    thread.start()
    return thread


@lru_cache(maxsize=_KEPT)
def chart_svg(spec: Spec, *, rtl: bool, size: Size = Size.CARD) -> SafeString:
    """The chart as it stands in a page."""
    if isinstance(spec, Channel):
        return channel_svg(spec, rtl=rtl)
    import vl_convert as vlc

    drawn = vlc.vegalite_to_svg(_drawn(spec, width=size, rtl=rtl))
    return _fit_for_a_page(drawn, spec)


def chart_png(spec: Spec, *, rtl: bool) -> bytes:
    """The chart as a picture, in the colours of day."""
    import vl_convert as vlc

    if isinstance(spec, Channel):
        return vlc.svg_to_png(channel_svg(spec, rtl=rtl, alone=True), scale=PICTURE_SCALE)
    drawn = _drawn(spec, width=Size.CARD, rtl=rtl) | {"background": "white", "padding": 20}
    drawn["title"] = {
        "text": spec.title,
        "anchor": "end" if rtl else "start",
        "fontSize": 15,
        "offset": 14,
    }
    return vlc.vegalite_to_png(drawn, scale=PICTURE_SCALE)


def _drawn(spec: Bars | Trend, *, width: int, rtl: bool) -> dict[str, Any]:
    from qanat.web.components.chart.drawing import bars_chart, trend_chart

    if isinstance(spec, Bars):
        return bars_chart(spec, width=width, rtl=rtl)
    return trend_chart(spec, width=width)


def _fit_for_a_page(drawn: str, spec: Bars | Trend) -> SafeString:
    root = ET.fromstring(drawn)  # noqa: S314 our own drawing
    marks = spec.bars if isinstance(spec, Bars) else spec.points
    for element in list(root.iter()):
        for child in list(element):
            if _is_nothing(child):
                element.remove(child)
        _dress(element, marks)
    # Without prefixes: whoever else draws SVG in this process may register one of their own for it.
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
    root.set("xmlns", _SVG.strip("{}"))
    root.set("class", "chart")
    root.set("role", "group")
    root.set("aria-label", spec.title)
    root.set("direction", "ltr")
    del root.attrib["width"], root.attrib["height"]
    # Made of our own drawing, whose texts ElementTree has escaped.
    return SafeString(ET.tostring(root, encoding="unicode"))


def _is_nothing(element: ET.Element) -> bool:
    invisible = element.get("display") == "none" or element.get("fill") == "transparent"
    frame = element.get("class") in {"background", "foreground"}
    return element.tag == f"{_SVG}path" and (invisible or frame)


def _dress(element: ET.Element, marks: Any) -> None:
    said = element.attrib.pop("aria-label", "")
    for name in _DROPPED & set(element.attrib):
        del element.attrib[name]
    for name in ("fill", "stroke"):
        if name in element.attrib:
            element.set(name, tokened(element.attrib[name]))
    if element.tag == f"{_SVG}text":
        element.attrib.pop("opacity", None)
    if element.tag == f"{_SVG}a":
        _link(element, marks)
    elif said and element.tag == f"{_SVG}path":
        title = ET.SubElement(element, f"{_SVG}title")
        title.text = said


def _link(element: ET.Element, marks: Any) -> None:
    """A link to what the mark counts; without one, only a place to rest the pointer on."""
    found = _MARK.search(element.attrib.pop(_XLINK, ""))
    if found is None:
        element.tag = f"{_SVG}g"
        return
    mark = marks[int(found[1])]
    element.set("href", mark.href)
    element.set("aria-label", mark.said)
