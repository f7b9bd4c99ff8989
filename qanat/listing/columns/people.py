"""The columns of the list of people."""

from qanat.kernel.phrase import Phrase
from qanat.listing.subjects import COLUMNS, SUBJECTS, Column, Foot, Kind, Subject

_STEP = """LEFT JOIN LATERAL (
    SELECT s.* FROM (
        SELECT 'task' AS what, t.id, t.kind, t.title, t.due_at AS at FROM task t
        WHERE t.person_id = p.id AND t.done_at IS NULL AND t.deleted_at IS NULL
        UNION ALL
        SELECT 'meeting', m.id, m.kind, m.subject, m.starts_at FROM meeting m
        WHERE m.person_id = p.id AND m.outcome = '' AND m.deleted_at IS NULL
    ) s ORDER BY s.at LIMIT 1
) step ON true"""

SUBJECTS.add(
    Subject(
        name="people",
        table="person p",
        alias="p",
        alive="p.deleted_at IS NULL",
        owner="p.owner_id",
        permission="people.view",
        criteria="person",
        joins={
            "owner": "LEFT JOIN access_user u ON u.id = p.owner_id",
            "score": "LEFT JOIN score s ON s.person_id = p.id",
            "account": "LEFT JOIN account a ON a.id = p.account_id AND a.deleted_at IS NULL",
            "step": _STEP,
        },
        shown=("name", "score", "step", "owner", "status", "company", "source", "came_at"),
        order="-came_at",
    )
)

for column in (
    Column(
        name="people.name",
        label=Phrase("Name", "الاسم", "نام"),
        kind=Kind.RECORD,
        sql="coalesce(nullif(p.full_name, ''), nullif(p.email, ''), p.phone)",
        sort="p.name_key",
        width=13,
    ),
    Column(
        name="people.score",
        label=Phrase("Score", "التقييم", "امتیاز"),
        kind=Kind.SCORE,
        sql="json_build_object('total', s.total, 'band', s.band)",
        joins=("score",),
        sort="s.total",
        sort_joins=("score",),
        tie="s.person_id",
        foot=Foot.AVERAGE,
        foot_sql="s.total",
        foot_joins=("score",),
        width=5.25,
    ),
    Column(
        name="people.step",
        label=Phrase("Next step", "الخطوة التالية", "گام بعدی"),
        kind=Kind.STEP,
        sql="json_build_object('what', step.what, 'kind', step.kind, 'title', step.title, 'at', step.at)",
        joins=("step",),
        foot=Foot.MISSING,
        foot_sql="step.id IS NULL",
        foot_joins=("step",),
        width=12,
    ),
    Column(
        name="people.owner",
        label=Phrase("Owner", "المسؤول", "مسئول"),
        kind=Kind.USER,
        sql="json_build_object('id', p.owner_id, 'name', coalesce(nullif(u.name, ''), u.email))",
        joins=("owner",),
        edit="owner_id",
        foot=Foot.MISSING,
        foot_sql="p.owner_id IS NULL",
        width=9,
    ),
    Column(
        name="people.status",
        label=Phrase("Status", "الحالة", "وضعیت"),
        kind=Kind.CHOICE,
        sql="p.status",
        edit="status",
        width=7.5,
    ),
    Column(
        name="people.lifecycle",
        label=Phrase("Lifecycle", "دورة الحياة", "چرخهٔ عمر"),
        kind=Kind.CHOICE,
        sql="p.lifecycle",
        width=8,
    ),
    Column(
        name="people.company",
        label=Phrase("Company", "الشركة", "شرکت"),
        kind=Kind.TEXT,
        sql="coalesce(a.name, p.company)",
        joins=("account",),
        edit="company",
        width=11,
    ),
    Column(
        name="people.job_title",
        label=Phrase("Job title", "المسمى الوظيفي", "عنوان شغلی"),
        kind=Kind.TEXT,
        sql="p.job_title",
        edit="job_title",
        width=10,
    ),
    Column(
        name="people.email",
        label=Phrase("E-mail", "البريد الإلكتروني", "ایمیل"),
        kind=Kind.EMAIL,
        sql="p.email",
        edit="email",
        width=14,
    ),
    Column(
        name="people.phone",
        label=Phrase("Phone", "الهاتف", "تلفن"),
        kind=Kind.PHONE,
        sql="p.phone",
        edit="phone",
        width=10,
    ),
    Column(
        name="people.country",
        label=Phrase("Country", "البلد", "کشور"),
        kind=Kind.COUNTRY,
        sql="p.country",
        edit="country",
        width=8,
    ),
    Column(
        name="people.city",
        label=Phrase("City", "المدينة", "شهر"),
        kind=Kind.TEXT,
        sql="p.city",
        edit="city",
        width=8,
    ),
    Column(
        name="people.industry",
        label=Phrase("Industry", "القطاع", "صنعت"),
        kind=Kind.TEXT,
        sql="p.industry",
        edit="industry",
        width=9,
    ),
    Column(
        name="people.website",
        label=Phrase("Web site", "الموقع", "وب‌سایت"),
        kind=Kind.LINK,
        sql="p.website",
        edit="website",
        width=10,
    ),
    Column(
        name="people.source",
        label=Phrase("Source", "المصدر", "منبع"),
        kind=Kind.TEXT,
        sql="p.source",
        width=8,
    ),
    Column(
        name="people.tags",
        label=Phrase("Tags", "الوسوم", "برچسب‌ها"),
        kind=Kind.TAGS,
        sql="(SELECT json_agg(t.name ORDER BY t.name) FROM person_tag pt JOIN tag t ON t.id = pt.tag_id WHERE pt.person_id = p.id)",
        width=10,
    ),
    Column(
        name="people.came_at",
        label=Phrase("Came in", "وصل", "ورود"),
        kind=Kind.INSTANT,
        sql="p.came_at",
        sort="p.came_at",
        width=7.5,
    ),
    Column(
        name="people.converted_at",
        label=Phrase("Converted", "حُوِّل", "تبدیل"),
        kind=Kind.INSTANT,
        sql="p.converted_at",
        width=7.5,
    ),
):
    COLUMNS.add(column)
