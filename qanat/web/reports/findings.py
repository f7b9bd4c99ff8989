"""What a report says in one sentence, before anybody reads a figure."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qanat.insight.public import Row, Table
from qanat.web.look import Look
from qanat.web.reports.cells import shown_group, shown_hours, shown_money

_ENOUGH: Final = 20  # leads, below which a rate says little
_NOTABLE: Final = 1.15  # times the average
_UNITS: Final = frozenset(("month", "quarter", "year"))


def finding_of(table: Table, look: Look) -> str:
    """The sentence; empty where there is nothing worth saying."""
    told = _FINDINGS.get(table.report)
    return told(table, look) if told and table.rows else ""


def _cohort(table: Table, look: Look) -> str:
    """Which group sells most often, against the average."""
    average = _rate(table.totals, "customers")
    rows = [row for row in table.rows if row["leads"] >= _ENOUGH]
    if table.by in _UNITS:
        return _best_time(table, look)
    if not rows or not average:
        return _most(table, look)
    best = max(rows, key=lambda row: _rate(row, "customers"))
    times = _rate(best, "customers") / average
    if times < _NOTABLE:
        return _most(table, look)
    return _(
        "%(group)s: leads become sales %(times)s times as often as the average,"
        " %(share)s against %(average)s."
    ) % {
        "group": _name(table, best, look),
        "times": look.number(Decimal(str(times)), 1),
        "share": look.percent(_rate(best, "customers"), 1),
        "average": look.percent(average, 1),
    }


def _best_time(table: Table, look: Look) -> str:
    rows = [row for row in table.rows if row["leads"] >= _ENOUGH]
    if not rows:
        return _most(table, look)
    best = max(rows, key=lambda row: _rate(row, "qualified"))
    return _("%(time)s was the best: %(share)s of its %(leads)s leads qualified.") % {
        "time": _name(table, best, look),
        "share": look.percent(_rate(best, "qualified"), 0),
        "leads": look.number(best["leads"]),
    }


def _most(table: Table, look: Look) -> str:
    whole = table.totals.get("leads") or 0
    if not whole:
        return ""
    best = max(table.rows, key=lambda row: row["leads"])
    return _("%(group)s brought the most: %(share)s of %(leads)s leads.") % {
        "group": _name(table, best, look),
        "share": look.percent(best["leads"] / whole),
        "leads": look.number(whole),
    }


def _funnel(table: Table, look: Look) -> str:
    if table.by != "none":
        return ""
    lost = max(table.rows, key=lambda row: row["left_behind"])
    if not lost["left_behind"]:
        return ""
    return _("Most are lost before “%(step)s”: %(lost)s of %(before)s.") % {
        "step": _isolated(shown_group("step", lost["step"], look)),
        "lost": look.number(lost["left_behind"]),
        "before": look.number(lost["people"] + lost["left_behind"]),
    }


def _pipeline(table: Table, look: Look) -> str:
    value = table.totals.get("open_value") or 0
    ageing = table.totals.get("ageing") or 0
    stages: dict[str, Any] = {}
    for row in table.rows:
        stages[row["stage"]] = stages.get(row["stage"], 0) + row["open_value"]
    if not value:
        return ""
    best = max(stages, key=lambda stage: stages[stage])
    first = _("“%(stage)s” holds %(share)s of the open value.") % {
        "stage": _isolated(best),
        "share": look.percent(stages[best] / value),
    }
    if not ageing:
        return first
    late = ngettext(
        "%(count)s deal has stayed in its stage too long.",
        "%(count)s deals have stayed in their stage too long.",
        ageing,
    ) % {"count": look.number(ageing)}
    return f"{first} {late}"


def _representatives(table: Table, look: Look) -> str:
    answered = [row for row in table.rows if row["response_hours"] is not None]
    median = table.totals.get("response_hours")
    if median is None or len(answered) < 2:  # noqa: PLR2004 nobody to compare with
        return ""
    fastest = min(answered, key=lambda row: row["response_hours"])
    return _(
        "Half of the leads hear from us within %(median)s; those of %(name)s within %(fastest)s."
    ) % {
        "median": shown_hours(median, look),
        "name": _isolated(fastest["owner"]),
        "fastest": shown_hours(fastest["response_hours"], look),
    }


def _overview(table: Table, look: Look) -> str:
    row = table.rows[0]
    if not row["leads"]:
        return ""
    return _(
        "%(leads)s leads came in, %(qualified)s qualified; %(won)s deals were won, for %(value)s."
    ) % {
        "leads": look.number(row["leads"]),
        "qualified": look.number(row["qualified"]),
        "won": look.number(row["won"]),
        "value": _isolated(shown_money(row["won_value"], table.currency, look)),
    }


_FINDINGS: Final[dict[str, Callable[[Table, Look], str]]] = {
    "sources": _cohort,
    "conversion": _cohort,
    "funnel": _funnel,
    "pipeline": _pipeline,
    "representatives": _representatives,
    "overview": _overview,
}


def _rate(row: Row, part: str) -> float:
    return row[part] / row["leads"] if row.get("leads") else 0.0


def _name(table: Table, row: Row, look: Look) -> str:
    return _isolated(shown_group(table.by, str(row[table.by] or ""), look))


def _isolated(text: str) -> str:
    """Plain text that keeps its own direction among other words."""
    return f"\u2068{text}\u2069"
