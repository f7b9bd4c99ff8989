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

COHORT = (Path(__file__).parent / "sql" / "cohort.sql").read_text()

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


def cohort(ask: Ask) -> Cohort:
    """The cohort of `ask`, grouped by `ask.by`, which is one of GROUPINGS or UNITS.

    A row has the group under its own name, and leads, qualified, opportunities, won, lost, customers,
    won_value, cost, and days_to_sale (median, from coming in to the first sale).
    """
    in_time = ask.by in UNITS
    *groups, everybody = rows_of(
        filled(
            COHORT,
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
