"""The dashboard: the page is there at once, its cards come each by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse

from qanat.access.public import RoleName
from qanat.kernel import clock
from qanat.kernel.calendars import month_bounds
from qanat.kernel.errors import Invalid, NotFound
from qanat.web.components.chart.render import warm_up
from qanat.web.components.chart.spark import Spark, spark_of
from qanat.web.look import Look
from qanat.web.page import PageRequest, page
from qanat.web.reports.asked import Asker, arrivals, asked
from qanat.web.reports.choices import only_choices, period_choice, shown_days, typed_days
from qanat.web.reports.drill import Drill
from qanat.web.reports.figures import figures_of
from qanat.web.reports.findings import finding_of
from qanat.web.reports.links import links_of
from qanat.web.reports.periods import CUSTOM
from qanat.web.reports.state import State, read_state
from qanat.web.reports.told import tell
from qanat.wording.public import sentence_of

PLACE: Final = "reports:dashboard"
_TILES: Final = (
    *("leads", "qualified", "qualified_rate", "response_hours"),
    *("won", "win_rate", "open_value", "weighted_value"),
    *("untouched", "without_next_step"),
)


@dataclass(frozen=True)
class Card:
    """One card: the report it tells, and how; `months` is of the last twelve, whatever the period."""

    report: str
    by: str = ""
    measure: str = ""
    whole: bool = False
    months: bool = False


CARDS: Final = {
    "head": Card("overview", whole=True),
    "channel": Card("funnel", by="none", whole=True),
    "sources": Card("sources", by="source"),
    "return": Card("sources", by="source", measure="won_value"),
    "pipeline": Card("pipeline", by="none"),
    "conversion": Card("conversion", by="month", months=True),
    "load": Card("representatives", measure="open_people"),
    "response": Card("representatives", measure="response_hours"),
}
_USUAL: Final = ("head", "channel", "sources", "pipeline", "conversion", "load")
# What each role looks at first.
ORDER: Final = {
    RoleName.MARKETER: ("head", "sources", "return", "channel", "conversion", "pipeline"),
    RoleName.REPRESENTATIVE: ("head", "pipeline", "sources", "channel", "conversion"),
    RoleName.MANAGER: ("head", "channel", "load", "response", "pipeline", "sources", "conversion"),
}


def dashboard(request: PageRequest) -> HttpResponse:
    """The page; each card is fetched by its own address."""
    look = Look.of_request(request)
    fault, status, state = "", 200, State()
    try:
        state = read_state(request.GET, calendar=look.calendar)
    except Invalid as error:
        fault, status = sentence_of(error.faults[0]), 422
    asker = Asker.of(request.actor, look, clock.now())
    warm_up()
    cards = [
        {
            "name": name,
            "url": f"{reverse('reports:card', args=[name])}?{state.query}",
            "whole": CARDS[name].whole,
        }
        for name in ORDER.get(RoleName(request.user.role), _USUAL)
    ]
    context = {
        "place": PLACE,
        "cards": cards,
        "state": state,
        "fault": fault,
        "typed": typed_days(state, look),
        "period": period_choice(state),
        "choices": only_choices(state, asker),
        "days": shown_days(asker.days(state), look),
        "days_before": shown_days(asker.before(state), look),
    }
    return page(request, "reports/dashboard.html", context, part="cards", status=status)


def card(request: PageRequest, name: str) -> HttpResponse:
    """One card of the dashboard."""
    found = CARDS.get(name)
    if found is None:
        raise NotFound("card", name)
    look = Look.of_request(request)
    state = read_state(request.GET, calendar=look.calendar)
    asker = Asker.of(request.actor, look, clock.now())
    make = _HEADS.get(name)
    if make is not None:
        context = make(request, state, asker)
        return page(request, "reports/head.html", context | {"name": name}, part="card")
    if found.months:
        start, end = _twelve_months(asker)
        state = state.changed(period=CUSTOM, start=start, end=end, compare=False)
    told = tell(found.report, state.changed(measure=found.measure), asker, by=found.by)
    link = state.changed(by=found.by if found.by != "none" else "", measure=found.measure)
    context = {
        "name": name,
        "told": told,
        "whole": found.whole,
        "href": f"{reverse('reports:report', args=[found.report])}?{link.query}".rstrip("?"),
    }
    return page(request, "reports/card.html", context, part="card")


def _head(request: PageRequest, state: State, asker: Asker) -> dict[str, Any]:
    """The large figure, its sentence, and the figures around it."""
    look = asker.look
    days, days_before = asker.days(state), asker.before(state)
    kept = asked("overview", state, asker)
    before = asked("overview", state, asker, days=days_before).table if days_before else None
    href_of = links_of(kept.table, Drill(state, asker, days))
    large = "leads" if request.user.role == RoleName.MARKETER else "won_value"
    tiles = tuple("won_value" if key == large else key for key in _TILES)
    (first,) = figures_of(kept.table, before, look, href_of, (large,))
    return {
        "large": first,
        "figures": figures_of(kept.table, before, look, href_of, tiles),
        "finding": finding_of(kept.table, look),
        "own": request.user.role == RoleName.REPRESENTATIVE,
        "period": shown_days(days, look),
        "period_before": shown_days(days_before, look),
        "spark": _leads_by_month(state, asker),
        "at": look.clock(kept.at),
        "other_currencies": kept.table.rows[0]["other_currencies"],
    }


def _leads_by_month(state: State, asker: Asker) -> Spark | None:
    """Leads of the last twelve months, whatever the period."""
    start, end = _twelve_months(asker)
    counts = arrivals(state, asker, start=start, end=end)
    return spark_of([float(count) for count in counts]) if len(counts) > 2 else None  # noqa: PLR2004 fewer are no line


def _twelve_months(asker: Asker) -> tuple[date, date]:
    start = asker.today.replace(day=1) - timedelta(days=335)
    return month_bounds(start, calendar=asker.look.calendar).start, asker.today


_HEADS: Final[dict[str, Callable[[PageRequest, State, Asker], dict[str, Any]]]] = {"head": _head}
