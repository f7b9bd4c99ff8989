"""The columns of the list of deals, which are opportunities."""

from qanat.kernel.phrase import Phrase
from qanat.listing.subjects import COLUMNS, SUBJECTS, Column, Foot, Kind, Subject

_STEP = """LEFT JOIN LATERAL (
    SELECT s.* FROM (
        SELECT 'task' AS what, t.id, t.kind, t.title, t.due_at AS at FROM task t
        WHERE t.opportunity_id = o.id AND t.done_at IS NULL AND t.deleted_at IS NULL
        UNION ALL
        SELECT 'meeting', m.id, m.kind, m.subject, m.starts_at FROM meeting m
        WHERE m.opportunity_id = o.id AND m.outcome = '' AND m.deleted_at IS NULL
    ) s ORDER BY s.at LIMIT 1
) step ON true"""

SUBJECTS.add(
    Subject(
        name="deals",
        table="opportunity o",
        alias="o",
        alive="o.deleted_at IS NULL",
        owner="o.owner_id",
        permission="opportunities.view",
        criteria="opportunity",
        joins={
            "owner": "LEFT JOIN access_user u ON u.id = o.owner_id",
            "stage": "JOIN stage st ON st.id = o.stage_id",
            "step": _STEP,
        },
        shown=("name", "stage", "amount", "step", "owner", "account", "close_on", "in_stage"),
        order="-opened_at",
    )
)

for column in (
    Column(
        name="deals.name",
        label=Phrase("Deal", "الصفقة", "معامله"),
        kind=Kind.RECORD,
        sql="o.name",
        edit="name",
        width=14,
    ),
    Column(
        name="deals.stage",
        label=Phrase("Stage", "المرحلة", "مرحله"),
        kind=Kind.CHOICE,
        sql="json_build_object('labels', st.labels, 'outcome', o.outcome)",
        joins=("stage",),
        width=8.5,
    ),
    Column(
        name="deals.amount",
        label=Phrase("Value", "القيمة", "ارزش"),
        kind=Kind.MONEY,
        sql="json_build_object('amount', o.amount::text, 'currency', o.currency)",
        sort="coalesce(o.amount, 0)",
        edit="amount",
        foot=Foot.SUM,
        foot_sql="o.amount",
        width=8.5,
    ),
    Column(
        name="deals.chance",
        label=Phrase("Chance, %", "الاحتمال، %", "احتمال، ٪"),
        kind=Kind.NUMBER,
        sql="coalesce(o.chance, st.chance)",
        joins=("stage",),
        edit="chance",
        width=6,
    ),
    Column(
        name="deals.step",
        label=Phrase("Next step", "الخطوة التالية", "گام بعدی"),
        kind=Kind.STEP,
        sql="json_build_object('what', step.what, 'kind', step.kind, 'title', step.title, 'at', step.at)",
        joins=("step",),
        foot=Foot.MISSING,
        foot_sql="step.id IS NULL AND o.outcome = 'open'",
        foot_joins=("step",),
        width=12,
    ),
    Column(
        name="deals.owner",
        label=Phrase("Owner", "المسؤول", "مسئول"),
        kind=Kind.USER,
        sql="json_build_object('id', o.owner_id, 'name', coalesce(nullif(u.name, ''), u.email))",
        joins=("owner",),
        width=9,
    ),
    Column(
        name="deals.account",
        label=Phrase("Account", "الشركة", "شرکت"),
        kind=Kind.TEXT,
        sql="(SELECT a.name FROM account a WHERE a.id = o.account_id)",
        width=11,
    ),
    Column(
        name="deals.person",
        label=Phrase("Person", "الشخص", "شخص"),
        kind=Kind.TEXT,
        sql="(SELECT coalesce(nullif(p.full_name, ''), p.email) FROM person p WHERE p.id = o.person_id)",
        width=11,
    ),
    Column(
        name="deals.close_on",
        label=Phrase("Expected close", "الإغلاق المتوقع", "بستن موردانتظار"),
        kind=Kind.DATE,
        sql="o.expected_close_on",
        sort="coalesce(o.expected_close_on, '9999-12-31'::date)",
        edit="expected_close_on",
        width=8.5,
    ),
    Column(
        name="deals.in_stage",
        label=Phrase("In the stage since", "في المرحلة منذ", "در مرحله از"),
        kind=Kind.INSTANT,
        sql="o.entered_stage_at",
        sort="o.entered_stage_at",
        width=8.5,
    ),
    Column(
        name="deals.opened_at",
        label=Phrase("Opened", "فُتحت", "گشایش"),
        kind=Kind.INSTANT,
        sql="o.opened_at",
        sort="o.opened_at",
        width=7.5,
    ),
    Column(
        name="deals.closed_at",
        label=Phrase("Closed", "أُغلقت", "بسته شدن"),
        kind=Kind.INSTANT,
        sql="o.closed_at",
        width=7.5,
    ),
):
    COLUMNS.add(column)
