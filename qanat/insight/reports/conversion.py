"""How many leads become qualified, and how many become sales."""

from qanat.insight import columns
from qanat.insight.asking import Ask
from qanat.insight.cohort import GROUPINGS, cohort
from qanat.insight.periods import UNITS
from qanat.insight.registry import Report, reports
from qanat.insight.rows import rate
from qanat.insight.table import Row, Table
from qanat.kernel.phrase import Phrase


def run(ask: Ask) -> Table:
    """One row per month, quarter, year or channel of the people who came in the period."""
    found = cohort(ask, costs=False)
    shown = [
        columns.group_column(ask.by),
        columns.LEADS,
        columns.QUALIFIED,
        columns.QUALIFIED_RATE,
        columns.CUSTOMERS,
        columns.SALE_RATE,
        columns.WON_VALUE,
        columns.OTHER_CURRENCIES,
        columns.DAYS_TO_SALE,
    ]
    return Table(
        report="conversion",
        columns=shown,
        rows=[_with_rates(row, ask.by) for row in found.rows],
        totals=_with_rates(found.totals, ""),
        start=ask.start,
        end=ask.end,
        by=ask.by,
        currency=ask.currency,
    )


def _with_rates(row: Row, by: str) -> Row:
    group = {by: row[by]} if by else {}
    return group | {
        "leads": row["leads"],
        "qualified": row["qualified"],
        "qualified_rate": rate(row["qualified"], row["leads"]),
        "customers": row["customers"],
        "sale_rate": rate(row["customers"], row["leads"]),
        "won_value": row["won_value"],
        "other_currencies": row["other_currencies"],
        "days_to_sale": row["days_to_sale"],
    }


reports.add(
    Report(
        name="conversion",
        label=Phrase("Conversion", "التحويل", "تبدیل"),
        about=Phrase(
            "How many of those who came in each period or by each channel became qualified, and customers.",
            "كم ممن جاؤوا في كل فترة أو عبر كل قناة أصبحوا مؤهلين، ثم عملاء.",
            "چند نفر از کسانی که در هر دوره یا از هر کانال آمده‌اند واجد شرایط و سپس مشتری شده‌اند.",
        ),
        groupings=(*UNITS, *GROUPINGS),
        run=run,
    )
)
