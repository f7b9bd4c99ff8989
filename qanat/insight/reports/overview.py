"""The figures of a period at a glance, and what stands now."""

from pathlib import Path

from qanat.insight import columns
from qanat.insight.asking import Ask
from qanat.insight.registry import Report, reports
from qanat.insight.rows import rate, rows_of
from qanat.insight.table import Column, Kind, Table
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import filled, value

OVERVIEW = (Path(__file__).parent.parent / "sql" / "overview.sql").read_text()

COLUMNS = [
    columns.LEADS,
    columns.QUALIFIED,
    columns.QUALIFIED_RATE,
    Column("answered", Kind.COUNT, Phrase("Answered", "تمت الاستجابة لهم", "پاسخ گرفته")),
    columns.RESPONSE,
    columns.UNTOUCHED,
    columns.WON,
    columns.LOST,
    columns.WIN_RATE,
    columns.WON_VALUE,
    columns.OTHER_CURRENCIES,
    columns.OPEN,
    columns.OPEN_VALUE,
    Column("weighted_value", Kind.MONEY, Phrase("Weighted", "القيمة المرجحة", "ارزش وزنی")),
    Column("open_people", Kind.COUNT, Phrase("Open leads", "المفتوحون", "سرنخ‌های باز")),
    columns.WITHOUT_NEXT_STEP,
]


def run(ask: Ask) -> Table:
    """One row: people by when they came, sales by when they closed, and what stands now."""
    (row,) = rows_of(
        filled(
            OVERVIEW,
            people=ask.alive("p"),
            came_when=ask.during("p.came_at"),
            opportunities=ask.alive("o"),
            closed_when=ask.during("o.closed_at"),
            currency=value(ask.currency),
        )
    )
    row["qualified_rate"] = rate(row["qualified"], row["leads"])
    row["win_rate"] = rate(row["won"], row["won"] + row["lost"])
    return Table(
        report="overview",
        columns=COLUMNS,
        rows=[{column.key: row[column.key] for column in COLUMNS}],
        start=ask.start,
        end=ask.end,
        currency=ask.currency,
        single=True,
    )


reports.add(
    Report(
        name="overview",
        label=Phrase("Overview", "نظرة عامة", "نمای کلی"),
        about=Phrase(
            "The figures of the period at a glance, and what stands open now.",
            "أرقام الفترة في لمحة، وما هو مفتوح الآن.",
            "رقم‌های دوره در یک نگاه، و آنچه اکنون باز است.",
        ),
        groupings=(),
        run=run,
    )
)
