"""Which records each cell of each report counts."""

from collections.abc import Callable
from typing import Final

from qanat.insight.public import Column, Row, Table
from qanat.web.reports.drill import (
    CUSTOMERS,
    LOST,
    OPEN_DEALS,
    QUALIFIED_ONES,
    UNTOUCHED,
    WON,
    Criteria,
    Drill,
    in_stage,
    known,
    reached,
    without_next_step,
)

HrefOf = Callable[[int, Column], str]


def links_of(table: Table, drill: Drill) -> HrefOf:
    """The list behind each cell of the table; no list for reports that have none."""
    linked = _REPORTS.get(table.report)
    if linked is None:
        return lambda _index, _column: ""
    made: dict[tuple[int, str], str] = {}

    def href(index: int, column: Column) -> str:
        key = (index, column.key)
        if key not in made:
            made[key] = linked(table, index, column.key, drill)
        return made[key]

    return href


def figure_href(key: str, drill: Drill, *, owner: str | None = None) -> str:
    """The list behind a figure that is of nobody in particular, or of one owner."""
    person = [drill.owner("person.owner", owner)] if owner is not None else []
    deal = [drill.owner("opportunity.owner", owner)] if owner is not None else []
    if key in _PEOPLE:
        return drill.people(*_PEOPLE[key], *person)
    if key in _DEALS:
        condition, closed = _DEALS[key]
        return drill.deals(condition, *deal, closed=closed)
    if key in {"open_people", "without_next_step"}:
        planned = None if key == "open_people" else False
        open_ones = without_next_step(drill.closed_statuses, planned=planned)
        return drill.people(open_ones, *person, came=False)
    return ""


_PEOPLE: Final[dict[str, list[Criteria]]] = {
    "leads": [],
    "people": [],
    "qualified": [QUALIFIED_ONES],
    "customers": [CUSTOMERS],
    "untouched": [UNTOUCHED],
}
_DEALS: Final[dict[str, tuple[Criteria, bool]]] = {
    "won": (WON, True),
    "won_value": (WON, True),
    "lost": (LOST, True),
    "open": (OPEN_DEALS, False),
    "open_value": (OPEN_DEALS, False),
    "weighted_value": (OPEN_DEALS, False),
}


def _cohort(table: Table, index: int, key: str, drill: Drill) -> str:
    """Sources and conversion: people of a group, and the opportunities of these people."""
    group = drill.group(table.by, table.rows[index][table.by])
    if key == table.by:
        key = "leads"
    if key in _PEOPLE:
        return drill.people(*_PEOPLE[key], group)
    if key in {"won", "lost", "opportunities"} and table.by != "owner":
        outcome = {"won": [WON], "lost": [LOST]}.get(key, [])
        return drill.deals(*outcome, group, came=True)
    return ""


def _funnel(table: Table, index: int, key: str, drill: Drill) -> str:
    if key not in {"people", "step"}:
        return ""
    group = (
        drill.group(table.by, table.rows[index][table.by]) if table.by != "none" else {"all": []}
    )
    keys = table.keys[index]
    return drill.people(group, reached(keys, later_stages(table, index)))


def later_stages(table: Table, index: int) -> list[str]:
    """The stages of the funnel from this row's on, within its group and pipeline."""
    keys, row = table.keys[index], table.rows[index]
    return [
        other["step"]
        for other, told in zip(table.keys[index:], table.rows[index:], strict=True)
        if other["pipeline"] == keys["pipeline"]
        and other["step"] != "won"
        and (table.by == "none" or told[table.by] == row[table.by])
    ]


def _pipeline(table: Table, index: int, key: str, drill: Drill) -> str:
    if key not in {"stage", "open", "open_value", "weighted_value"}:
        return ""
    group: list[Criteria | None] = []
    if table.by == "owner":
        group = [drill.owner("opportunity.owner", table.rows[index]["owner"])]
    if table.by == "source":
        group = [known("person.source", table.rows[index]["source"])]
    return drill.deals(in_stage(table.keys[index]), *group)


def _representative(table: Table, index: int, key: str, drill: Drill) -> str:
    row: Row = table.rows[index]
    return figure_href("leads" if key == "owner" else key, drill, owner=row["owner"])


def _overview(_table: Table, _index: int, key: str, drill: Drill) -> str:
    return figure_href(key, drill)


_REPORTS: Final[dict[str, Callable[[Table, int, str, Drill], str]]] = {
    "sources": _cohort,
    "conversion": _cohort,
    "funnel": _funnel,
    "pipeline": _pipeline,
    "representatives": _representative,
    "overview": _overview,
}
