"""The people who came in a period, grouped, and what became of them since.

Sources and conversion are both this cohort, told in other columns. An opportunity counts for the
group of its person. A campaign's cost is spread evenly over the people it brought, so that every
grouping has a cost and the costs add up.
"""

from dataclasses import dataclass
from pathlib import Path

from qanat.insight.asking import Ask
from qanat.insight.periods import UNITS, bucket
from qanat.insight.rows import rows_of
from qanat.insight.table import Row
from qanat.kernel.sql import Sql, filled, value

SQL = Path(__file__).parent / "sql"
COHORT = (SQL / "cohort.sql").read_text()
CAMPAIGNS = (SQL / "cohort_campaigns.sql").read_text()

# Expressions over the cohort's person `p`; the keys are all that a user can name.
GROUPINGS: dict[str, str] = {
    "source": "p.source",
    "medium": "p.medium",
    "campaign": "coalesce((SELECT c.name FROM campaign c WHERE c.id = brought.campaign_id), '')",
    "owner": "coalesce((SELECT coalesce(nullif(u.name, ''), u.email) FROM access_user u"
    " WHERE u.id = p.owner_id), '')",
    "country": "p.country",
    "industry": "p.industry",
}


@dataclass(frozen=True)
class Cohort:
    """Rows by group, most leads first (time groups in order), and all people as one row."""

    rows: list[Row]
    totals: Row


def cohort(ask: Ask, *, costs: bool) -> Cohort:
    """The cohort of `ask`, grouped by `ask.by`, which is one of GROUPINGS or UNITS.

    A row has the group under its own name, and leads, qualified, opportunities, won, lost, customers,
    won_value, cost, and days_to_sale (median, from coming in to the first sale). Without `costs` the cost is
    nothing, and all touches need not be read for it.
    """
    in_time = ask.by in UNITS
    *groups, everybody = rows_of(
        filled(
            COHORT,
            **_campaigns(ask, wanted=costs or ask.by == "campaign"),
            group=bucket(ask, "p.came_at") if in_time else Sql(GROUPINGS[ask.by]),
            people=ask.alive("p") + " AND " + ask.during("p.came_at"),
            sales=ask.alive("o"),
            currency=value(ask.currency),
            order=Sql("grp" if in_time else "leads DESC, grp"),
        )
    )
    return Cohort(
        rows=[{ask.by: row.pop("grp"), **row} for row in groups],
        totals={key: cell for key, cell in everybody.items() if key != "grp"},
    )


def _campaigns(ask: Ask, *, wanted: bool) -> dict[str, Sql]:
    """What the statement says of campaigns, by its places."""
    if not wanted:
        return {"campaigns": Sql(""), "joined": Sql(""), "cost": Sql("NULL::numeric")}
    return {
        "campaigns": filled(CAMPAIGNS, currency=value(ask.currency)),
        "joined": Sql(
            "LEFT JOIN brought ON brought.person_id = p.id"
            " LEFT JOIN share ON share.campaign_id = brought.campaign_id"
        ),
        "cost": Sql("share.cost"),
    }
