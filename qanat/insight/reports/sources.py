"""Where leads come from, what they cost, and what they brought."""

from qanat.insight import columns
from qanat.insight.asking import Ask
from qanat.insight.cohort import GROUPINGS, cohort
from qanat.insight.registry import Report, reports
from qanat.insight.rows import rate
from qanat.insight.table import Row, Table
from qanat.kernel.phrase import Phrase


def run(ask: Ask) -> Table:
    """One row per source (or medium, campaign, …) of the people who came in the period."""
    found = cohort(ask, costs=True)
    return Table(
        report="sources",
        columns=[
            columns.group_column(ask.by),
            columns.LEADS,
            columns.QUALIFIED,
            columns.QUALIFIED_RATE,
            columns.OPPORTUNITIES,
            columns.WON,
            columns.LOST,
            columns.CUSTOMERS,
            columns.WON_VALUE,
            columns.OTHER_CURRENCIES,
            columns.COST,
            columns.COST_PER_LEAD,
            columns.RETURN,
        ],
        rows=[_with_return(row) for row in found.rows],
        totals=_with_return(found.totals),
        start=ask.start,
        end=ask.end,
        by=ask.by,
        currency=ask.currency,
    )


def _with_return(row: Row) -> Row:
    """The row with what a lead cost, and the return: revenue less cost, by cost."""
    cost, revenue, leads = row["cost"], row["won_value"], row["leads"]
    figures = {key: cell for key, cell in row.items() if key != "days_to_sale"}
    return figures | {
        "qualified_rate": rate(row["qualified"], leads),
        "cost_per_lead": cost / leads if cost and leads else None,
        "return": float((revenue - cost) / cost) if cost else None,
    }


reports.add(
    Report(
        name="sources",
        label=Phrase("Sources and campaigns", "المصادر والحملات", "منابع و کمپین‌ها"),
        about=Phrase(
            "The people who came in the period by source, what they cost and what they bought.",
            "من جاؤوا في الفترة حسب المصدر، وكم كلّفوا وماذا اشتروا.",
            "افرادی که در این دوره آمده‌اند به تفکیک منبع، هزینه‌ای که داشته‌اند و آنچه خریده‌اند.",
        ),
        groupings=tuple(GROUPINGS),
        run=run,
    )
)
