"""The columns of the list of accounts."""

from qanat.kernel.phrase import Phrase
from qanat.listing.subjects import COLUMNS, SUBJECTS, Column, Foot, Kind, Subject

SUBJECTS.add(
    Subject(
        name="accounts",
        table="account a",
        alias="a",
        alive="a.deleted_at IS NULL",
        owner="a.owner_id",
        permission="accounts.view",
        criteria="account",
        joins={
            "owner": "LEFT JOIN access_user u ON u.id = a.owner_id",
            "deals": "LEFT JOIN LATERAL (SELECT count(*) AS open, sum(o.amount) AS worth,"
            " min(o.currency) AS currency FROM opportunity o WHERE o.account_id = a.id"
            " AND o.outcome = 'open' AND o.deleted_at IS NULL) d ON true",
        },
        shown=(
            "name",
            "people",
            "deals",
            "worth",
            "industry",
            "city",
            "owner",
            "country",
            "created_at",
        ),
        order="-created_at",
    )
)

for column in (
    Column(
        name="accounts.name",
        label=Phrase("Name", "الاسم", "نام"),
        kind=Kind.RECORD,
        sql="a.name",
        sort="a.name_key",
        width=14,
    ),
    Column(
        name="accounts.people",
        label=Phrase("People", "الأشخاص", "اشخاص"),
        kind=Kind.NUMBER,
        sql="(SELECT count(*) FROM person p WHERE p.account_id = a.id AND p.deleted_at IS NULL)",
        width=5,
    ),
    Column(
        name="accounts.deals",
        label=Phrase("Open deals", "صفقات مفتوحة", "معامله‌های باز"),
        kind=Kind.NUMBER,
        sql="d.open",
        joins=("deals",),
        width=7,
    ),
    Column(
        name="accounts.worth",
        label=Phrase("Open value", "القيمة المفتوحة", "ارزش باز"),
        kind=Kind.MONEY,
        sql="json_build_object('amount', d.worth::text, 'currency', d.currency)",
        joins=("deals",),
        width=8,
    ),
    Column(
        name="accounts.owner",
        label=Phrase("Owner", "المسؤول", "مسئول"),
        kind=Kind.USER,
        sql="json_build_object('id', a.owner_id, 'name', coalesce(nullif(u.name, ''), u.email))",
        joins=("owner",),
        foot=Foot.MISSING,
        foot_sql="a.owner_id IS NULL",
        width=8.5,
    ),
    Column(
        name="accounts.domain",
        label=Phrase("Domain", "النطاق", "دامنه"),
        kind=Kind.LINK,
        sql="a.domain",
        edit="domain",
        width=10,
    ),
    Column(
        name="accounts.industry",
        label=Phrase("Industry", "القطاع", "صنعت"),
        kind=Kind.TEXT,
        sql="a.industry",
        edit="industry",
        width=8.5,
    ),
    Column(
        name="accounts.size",
        label=Phrase("Employees", "الموظفون", "کارکنان"),
        kind=Kind.NUMBER,
        sql="a.size",
        edit="size",
        width=6.5,
    ),
    Column(
        name="accounts.country",
        label=Phrase("Country", "البلد", "کشور"),
        kind=Kind.COUNTRY,
        sql="a.country",
        edit="country",
        width=7.5,
    ),
    Column(
        name="accounts.city",
        label=Phrase("City", "المدينة", "شهر"),
        kind=Kind.TEXT,
        sql="a.city",
        edit="city",
        width=7.5,
    ),
    Column(
        name="accounts.phone",
        label=Phrase("Phone", "الهاتف", "تلفن"),
        kind=Kind.PHONE,
        sql="a.phone",
        edit="phone",
        width=10,
    ),
    Column(
        name="accounts.created_at",
        label=Phrase("Since", "منذ", "از"),
        kind=Kind.INSTANT,
        sql="a.created_at",
        sort="a.created_at",
        width=7.5,
    ),
):
    COLUMNS.add(column)
