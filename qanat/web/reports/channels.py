"""From the funnel's table to the channel: one way from the first lead to the sale."""

from django.utils.translation import gettext as _

from qanat.insight.public import Row, Table
from qanat.web.components.chart.spec import Channel, Stage
from qanat.web.look import Look
from qanat.web.reports.cells import shown_group
from qanat.web.reports.links import HrefOf

MOST_STAGES = 9


def channel_of(table: Table, look: Look, href_of: HrefOf) -> Channel | None:
    """The channel through the pipeline that most people went; None where nobody came."""
    steps = _way(table)
    if not steps or not steps[0][1]["people"]:
        return None
    people = next(column for column in table.columns if column.key == "people")
    stages = []
    before: Row | None = None
    for index, row in steps:
        stages.append(_stage(row, before, look, href_of(index, people)))
        before = row
    first, last = steps[0][1]["people"], steps[-1][1]["people"]
    return Channel(
        title=_("From lead to sale"),
        about=_("Of %(leads)s leads %(won)s were won.")
        % {"leads": look.number(first), "won": look.number(last)},
        stages=tuple(stages),
    )


def _way(table: Table) -> list[tuple[int, Row]]:
    """The rows of the lead's own steps, then those of one pipeline."""
    rows = list(enumerate(table.rows))
    own = [(index, row) for index, row in rows if not table.keys[index]["pipeline"]]
    people: dict[str, int] = {}
    for index, row in rows:
        if table.keys[index]["pipeline"]:
            name = table.keys[index]["pipeline"]
            people[name] = max(people.get(name, 0), row["people"])
    if not people:
        return own
    chosen = max(people, key=lambda name: people[name])
    sold = [(index, row) for index, row in rows if table.keys[index]["pipeline"] == chosen]
    # Whoever has an opportunity is in its first stage.
    if len(people) == 1 and len(sold) > 1:
        sold = sold[1:]
    way = own + sold
    if len(way) > MOST_STAGES:
        way = [*way[: MOST_STAGES - 1], way[-1]]
    return way


def _stage(row: Row, before: Row | None, look: Look, href: str) -> Stage:
    name = shown_group("step", row["step"], look)
    shown = look.number(row["people"])
    lost = before["people"] - row["people"] if before else 0
    share = row["people"] / before["people"] if before and before["people"] else None
    passed = (
        _("%(share)s pass") % {"share": look.percent(share)}
        if share is not None
        else _("came in the period")
        if before is None
        else ""
    )
    return Stage(
        label=name,
        people=row["people"],
        shown=shown,
        passed=passed,
        said=f"{name}: {shown}",
        href=href,
        lost=max(lost, 0),
        lost_shown=look.number(lost),
        lost_said=_("Left before: %(step)s") % {"step": name},
    )
