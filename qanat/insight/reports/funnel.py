"""How far leads get, step by step, and how many are left behind at each."""

from itertools import groupby
from pathlib import Path

from qanat.insight import columns
from qanat.insight.asking import Ask
from qanat.insight.cohort import GROUPINGS
from qanat.insight.labels import label_of
from qanat.insight.periods import UNITS, bucket
from qanat.insight.registry import Report, reports
from qanat.insight.rows import rate, rows_of
from qanat.insight.table import Column, Kind, Row, Table
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql, filled

FUNNEL = (Path(__file__).parent.parent / "sql" / "funnel.sql").read_text()

STEPS = {
    "lead": Phrase("Lead", "عميل محتمل", "سرنخ"),
    "contacted": Phrase("Contacted", "تم التواصل", "تماس گرفته شده"),
    "qualified": Phrase("Qualified", "مؤهل", "واجد شرایط"),
    "opportunity": Phrase("Opportunity", "فرصة", "فرصت"),
    "won": Phrase("Won", "رابحة", "موفق"),
}

COLUMNS = [
    Column("pipeline", Kind.TEXT, columns.GROUPS["pipeline"]),
    Column("step", Kind.TEXT, Phrase("Step", "الخطوة", "گام")),
    Column("people", Kind.COUNT, Phrase("People", "الأشخاص", "افراد")),
    Column("left_behind", Kind.COUNT, Phrase("Left behind", "توقفوا هنا", "بازماندگان")),
    Column("of_previous", Kind.RATE, Phrase("Of the step before", "من السابقة", "از گام پیش")),
    Column("of_leads", Kind.RATE, Phrase("Of all leads", "من الكل", "از همهٔ سرنخ‌ها")),
]


def run(ask: Ask) -> Table:
    """One row per step and, when asked, group; `left_behind` came to the step before, not to this one."""
    found = rows_of(
        filled(
            FUNNEL,
            group=_group(ask),
            people=ask.alive("p") + " AND " + ask.during("p.came_at"),
            opportunities=ask.alive("o"),
        )
    )
    pipelines = _pipelines()
    by_group = groupby(found, key=lambda row: row["grp"])
    grouped = ask.by != "none"
    told = [
        (({ask.by: group} if grouped else {}) | row, keys)
        for group, steps in by_group
        for row, keys in _steps(list(steps), pipelines, ask.language)
    ]
    return Table(
        report="funnel",
        columns=[*([columns.group_column(ask.by)] if grouped else []), *COLUMNS],
        rows=[row for row, _ in told],
        keys=[keys for _, keys in told],
        start=ask.start,
        end=ask.end,
        by=ask.by,
        currency=ask.currency,
    )


def _group(ask: Ask) -> Sql:
    if ask.by in UNITS:
        return bucket(ask, "p.came_at")
    return Sql("''" if ask.by == "none" else GROUPINGS[ask.by])


def _steps(found: list[Row], pipelines: dict[int, Row], language: str) -> list[tuple[Row, Row]]:
    """The steps of one group and their keys; the first stage of a pipeline follows `opportunity`."""
    leads = found[0]["people"]
    opportunities = found[3]["people"]
    rows: list[tuple[Row, Row]] = []
    before, pipeline = leads, -1
    for step in found:
        if step["pipeline_id"] not in {None, pipeline}:
            pipeline, before = step["pipeline_id"], opportunities
        known = pipelines.get(pipeline)
        row = {
            "pipeline": label_of(known["labels"], language) if known else "",
            "step": _name(step, language),
            "people": step["people"],
            "left_behind": before - step["people"],
            "of_previous": rate(step["people"], before),
            "of_leads": rate(step["people"], leads),
        }
        rows.append((row, {"pipeline": known["key"] if known else "", "step": step["key"]}))
        before = step["people"]
    return rows


def _name(step: Row, language: str) -> str:
    if step["labels"] is None:
        return str(step["step"])
    return label_of(step["labels"], language)


def _pipelines() -> dict[int, Row]:
    return {row["id"]: row for row in rows_of(Sql("SELECT id, key, labels FROM pipeline"))}


reports.add(
    Report(
        name="funnel",
        label=Phrase("Funnel", "قمع المبيعات", "قیف فروش"),
        about=Phrase(
            "How far the people who came in the period got, and how many stayed behind at each step.",
            "إلى أي خطوة وصل من جاؤوا في الفترة، وكم توقف عند كل خطوة.",
            "کسانی که در این دوره آمده‌اند تا کجا رسیده‌اند و در هر گام چند نفر بازمانده‌اند.",
        ),
        groupings=("none", *UNITS, *GROUPINGS),
        run=run,
    )
)
