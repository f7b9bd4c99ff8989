"""What each representative got, did and won, and how much they carry."""

from pathlib import Path

from qanat.insight import columns
from qanat.insight.asking import Ask
from qanat.insight.registry import Report, reports
from qanat.insight.rows import rate, rows_of
from qanat.insight.table import Column, Kind, Row, Table
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import filled, value

REPRESENTATIVES = (Path(__file__).parent.parent / "sql" / "representatives.sql").read_text()

COLUMNS = [
    Column("owner", Kind.TEXT, Phrase("Representative", "مندوب المبيعات", "کارشناس فروش")),
    columns.LEADS,
    columns.RESPONSE,
    columns.UNTOUCHED,
    Column("calls", Kind.COUNT, Phrase("Calls", "المكالمات", "تماس‌ها")),
    Column("reached", Kind.COUNT, Phrase("Reached", "تم الوصول", "پاسخ داده‌شده")),
    Column("meetings", Kind.COUNT, Phrase("Meetings", "الاجتماعات", "جلسه‌ها")),
    Column("follow_ups", Kind.COUNT, Phrase("Follow-ups", "المتابعات", "پیگیری‌ها")),
    Column("tasks_done", Kind.COUNT, Phrase("Tasks done", "المهام المنجزة", "کارهای انجام‌شده")),
    Column("overdue", Kind.COUNT, Phrase("Overdue", "المتأخرة", "عقب‌افتاده")),
    columns.WON,
    columns.LOST,
    columns.WIN_RATE,
    columns.WON_VALUE,
    columns.OTHER_CURRENCIES,
    Column("open_people", Kind.COUNT, Phrase("Open leads", "المفتوحون", "سرنخ‌های باز")),
    columns.OPEN,
    columns.OPEN_VALUE,
    columns.WITHOUT_NEXT_STEP,
]


def run(ask: Ask) -> Table:
    """One row per user who has or did anything: of the period, and what they carry now."""
    *owners, everybody = rows_of(
        filled(
            REPRESENTATIVES,
            people=ask.alive("p"),
            came_when=ask.during("p.came_at"),
            opportunities=ask.alive("o"),
            closed_when=ask.during("o.closed_at"),
            calls=ask.alive("c"),
            calls_when=ask.during("c.started_at"),
            meetings=ask.alive("m"),
            meetings_when=ask.during("m.starts_at"),
            tasks=ask.alive("t"),
            done_when="t.done_at IS NOT NULL AND " + ask.during("t.done_at"),
            currency=value(ask.currency),
            at=value(ask.at),
        )
    )
    told = _told(everybody)
    return Table(
        report="representatives",
        columns=COLUMNS,
        rows=[_told(row) for row in owners],
        totals={key: cell for key, cell in told.items() if key != "owner"},
        start=ask.start,
        end=ask.end,
        by=ask.by,
        currency=ask.currency,
    )


def _told(row: Row) -> Row:
    row["win_rate"] = rate(row["won"], row["won"] + row["lost"])
    return {column.key: row[column.key] for column in COLUMNS}


reports.add(
    Report(
        name="representatives",
        label=Phrase("Representatives", "مندوبو المبيعات", "کارشناسان فروش"),
        about=Phrase(
            "How fast each representative answers, what they did and won, and what they carry.",
            "سرعة استجابة كل مندوب، وما أنجزه وما ربحه، وما يحمله الآن.",
            "هر کارشناس فروش چه زود پاسخ می‌دهد، چه کرده و برده، و اکنون چه بر دوش دارد.",
        ),
        groupings=("owner",),
        run=run,
    )
)
