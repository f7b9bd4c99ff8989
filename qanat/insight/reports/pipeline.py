"""What stands in each stage, what it is worth, and how long stays in it take."""

from pathlib import Path

from qanat.insight import columns
from qanat.insight.asking import Ask
from qanat.insight.labels import label_of
from qanat.insight.registry import Report, reports
from qanat.insight.rows import rows_of
from qanat.insight.table import Column, Kind, Row, Table
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql, filled, value

PIPELINE = (Path(__file__).parent.parent / "sql" / "pipeline.sql").read_text()

GROUPINGS = {
    "none": "''",
    "owner": "coalesce((SELECT coalesce(nullif(u.name, ''), u.email) FROM access_user u"
    " WHERE u.id = o.owner_id), '')",
    "source": "coalesce((SELECT p.source FROM person p WHERE p.id = o.person_id), '')",
}

COLUMNS = [
    Column("pipeline", Kind.TEXT, columns.GROUPS["pipeline"]),
    Column("stage", Kind.TEXT, Phrase("Stage", "المرحلة", "مرحله")),
    Column("open", Kind.COUNT, Phrase("Open now", "المفتوحة الآن", "اکنون باز")),
    Column("open_value", Kind.MONEY, Phrase("Value", "القيمة", "ارزش")),
    Column("weighted_value", Kind.MONEY, Phrase("Weighted", "القيمة المرجحة", "ارزش وزنی")),
    Column("ageing", Kind.COUNT, Phrase("Ageing", "المتأخرة", "کهنه‌شده")),
    Column("entered", Kind.COUNT, Phrase("Entered", "دخلت", "وارد شده")),
    Column("moved_on", Kind.COUNT, Phrase("Moved on", "انتقلت", "پیش‌رفته")),
    Column("mean_days", Kind.DAYS, Phrase("Mean days", "متوسط الأيام", "میانگین روزها")),
    Column("median_days", Kind.DAYS, Phrase("Median days", "وسيط الأيام", "میانهٔ روزها")),
]


def run(ask: Ask) -> Table:
    """One row per stage: what is in it now, and the stays that began in the period.

    A stay that goes on is counted to the instant of asking.
    """
    found = rows_of(
        filled(
            PIPELINE,
            group=Sql(GROUPINGS[ask.by]),
            opportunities=ask.alive("o"),
            entered_when=ask.during("v.entered_at"),
            currency=value(ask.currency),
            at=value(ask.at),
        )
    )
    grouped = ask.by != "none"
    return Table(
        report="pipeline",
        columns=[*([columns.group_column(ask.by)] if grouped else []), *COLUMNS],
        rows=[_told(row, ask.by if grouped else "", ask.language) for row in found],
        keys=[{"pipeline": row["pipeline_key"], "stage": row["stage_key"]} for row in found],
        totals={
            key: sum(row[key] for row in found)
            for key in ("open", "open_value", "weighted_value", "ageing", "entered", "moved_on")
        },
        start=ask.start,
        end=ask.end,
        by=ask.by,
        currency=ask.currency,
    )


def _told(row: Row, by: str, language: str) -> Row:
    told: Row = {by: row["grp"]} if by else {}
    told |= {
        "pipeline": label_of(row["pipeline_labels"], language),
        "stage": label_of(row["stage_labels"], language),
    }
    return told | {column.key: row[column.key] for column in COLUMNS if column.key in row}


reports.add(
    Report(
        name="pipeline",
        label=Phrase(
            "Pipeline and time in stage", "المسار ومدة كل مرحلة", "مسیر فروش و زمان هر مرحله"
        ),
        about=Phrase(
            "What stands in each stage now, what it is worth, and how long opportunities stay.",
            "ما في كل مرحلة الآن، وقيمته، وكم تبقى الفرص فيها.",
            "آنچه اکنون در هر مرحله است، ارزش آن و مدتی که فرصت‌ها می‌مانند.",
        ),
        groupings=tuple(GROUPINGS),
        run=run,
    )
)
