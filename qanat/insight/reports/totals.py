"""How much there is of everything."""

from pathlib import Path

from qanat.insight import columns
from qanat.insight.asking import Ask
from qanat.insight.registry import Report, reports
from qanat.insight.rows import rows_of
from qanat.insight.table import Column, Kind, Table
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import filled, value

TOTALS = (Path(__file__).parent.parent / "sql" / "totals.sql").read_text()

COLUMNS = [
    Column("people", Kind.COUNT, Phrase("People", "الأشخاص", "افراد")),
    Column("accounts", Kind.COUNT, Phrase("Accounts", "الشركات", "شرکت‌ها")),
    columns.OPPORTUNITIES,
    columns.WON,
    columns.LOST,
    Column("open", Kind.COUNT, Phrase("Open", "المفتوحة", "باز")),
    columns.WON_VALUE,
    columns.OTHER_CURRENCIES,
    Column("open_value", Kind.MONEY, Phrase("Open value", "قيمة المفتوحة", "ارزش باز")),
    Column("calls", Kind.COUNT, Phrase("Calls", "المكالمات", "تماس‌ها")),
    Column(
        "calls_unlinked",
        Kind.COUNT,
        Phrase("Calls that name nobody", "مكالمات بلا طرف معروف", "تماس‌های بی‌نام"),
    ),
    Column("meetings", Kind.COUNT, Phrase("Meetings", "الاجتماعات", "جلسه‌ها")),
    Column(
        "meetings_unlinked",
        Kind.COUNT,
        Phrase("Meetings that name nobody", "اجتماعات بلا طرف معروف", "جلسه‌های بی‌نام"),
    ),
    Column("tasks", Kind.COUNT, Phrase("Tasks", "المهام", "کارها")),
]


def run(ask: Ask) -> Table:
    """Each thing counted by its own clock: people by when they came, sales by when they closed."""
    (row,) = rows_of(
        filled(
            TOTALS,
            people=ask.alive("p"),
            people_when=ask.during("p.came_at"),
            accounts=ask.alive("a"),
            accounts_when=ask.during("a.created_at"),
            opportunities=ask.alive("o"),
            opened_when=ask.during("o.opened_at"),
            closed_when=ask.during("o.closed_at"),
            calls=ask.alive("c"),
            calls_when=ask.during("c.started_at"),
            meetings=ask.alive("m"),
            meetings_when=ask.during("m.starts_at"),
            tasks=ask.alive("t"),
            tasks_when=ask.during("t.created_at"),
            currency=value(ask.currency),
        )
    )
    return Table(
        report="totals",
        columns=COLUMNS,
        rows=[row],
        start=ask.start,
        end=ask.end,
        currency=ask.currency,
        single=True,
    )


reports.add(
    Report(
        name="totals",
        label=Phrase("Totals", "الإجماليات", "جمع کل"),
        about=Phrase(
            "How much there is of everything, each counted by its own date.",
            "كم يوجد من كل شيء، كلٌّ بحسب تاريخه.",
            "از هر چیز چقدر هست، هر کدام بر پایهٔ تاریخ خودش.",
        ),
        groupings=(),
        run=run,
    )
)
