"""What people and accounts add to the criteria language."""

from qanat.criteria.public import (
    CHOICE,
    CHOICE_ROWS,
    COUNTRY,
    EMAIL,
    FIELD_FAMILIES,
    FIELDS,
    INSTANT,
    LANGUAGE,
    LINKS,
    NUMBER,
    PHONE,
    SOURCES,
    TEXT,
    USER,
    WORDS,
    YES_NO,
    Field,
    Link,
    Source,
    Through,
)
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql
from qanat.people import account_fields  # noqa: F401 it registers the fields of accounts
from qanat.people.asked_choices import LIFECYCLES, STATUSES, USER_BY_EMAIL, USERS
from qanat.people.asked_custom import custom_family

SOURCES.add(
    Source(
        name="person",
        label=Phrase("person", "شخص", "شخص"),
        tables="person p",
        alias="p",
        alive="p.deleted_at IS NULL",
        owner="p.owner_id",
        permission="people.view",
        events="e.person_id = p.id",
    )
)
SOURCES.add(
    Source(
        name="account",
        label=Phrase("account", "شركة", "شرکت"),
        tables="account a",
        alias="a",
        alive="a.deleted_at IS NULL",
        owner="a.owner_id",
        permission="accounts.view",
        events=(
            "e.person_id IN (SELECT ep.id FROM person ep"
            " WHERE ep.account_id = a.id AND ep.deleted_at IS NULL)"
        ),
    )
)
LINKS.add(Link(origin="person", target="account", on="a.id = p.account_id"))
LINKS.add(
    Link(
        origin="account",
        target="person",
        on="p.account_id = a.id",
        says=Phrase(
            "for at least one of its people, {condition}",
            "لدى واحد على الأقل من أشخاصها: {condition}",
            "دست‌کم برای یکی از اشخاص آن، {condition}",
        ),
    )
)

EMAILS = Through(
    tables="identifier i",
    on="i.person_id = p.id AND i.kind = 'email' AND i.deleted_at IS NULL",
)
PHONES = Through(
    tables="identifier i",
    on="i.person_id = p.id AND i.kind = 'phone' AND i.deleted_at IS NULL",
)

# who they are

FIELDS.add(
    Field(
        name="person.given_name",
        source="person",
        type=TEXT,
        label=Phrase("the given name", "الاسم الأول", "نام"),
        value=Sql("p.given_name"),
        nullable=False,
        example="Sara",
    )
)
FIELDS.add(
    Field(
        name="person.family_name",
        source="person",
        type=TEXT,
        label=Phrase("the family name", "اسم العائلة", "نام خانوادگی"),
        value=Sql("p.family_name"),
        nullable=False,
        example="Haddad",
    )
)
FIELDS.add(
    Field(
        name="person.full_name",
        source="person",
        type=TEXT,
        label=Phrase("the full name", "الاسم الكامل", "نام کامل"),
        value=Sql("p.full_name"),
        key=Sql("p.name_key"),
        nullable=False,
        example="Sara Haddad",
    )
)
FIELDS.add(
    Field(
        name="person.email",
        source="person",
        type=EMAIL,
        label=Phrase("the e-mail address", "البريد الإلكتروني", "ایمیل"),
        value=Sql("i.value"),
        through=EMAILS,
        nullable=False,
        example="sara@example.com",
    )
)
FIELDS.add(
    Field(
        name="person.email_domain",
        source="person",
        type=TEXT,
        label=Phrase("the domain of the e-mail address", "نطاق البريد الإلكتروني", "دامنهٔ ایمیل"),
        value=Sql("split_part(i.value, '@', 2)"),
        key=Sql("split_part(i.value, '@', 2)"),
        through=EMAILS,
        nullable=False,
        example="example.com",
    )
)
FIELDS.add(
    Field(
        name="person.phone",
        source="person",
        type=PHONE,
        label=Phrase("the telephone number", "رقم الهاتف", "شمارهٔ تلفن"),
        value=Sql("i.value"),
        through=PHONES,
        nullable=False,
        example="+966501234567",
    )
)
FIELDS.add(
    Field(
        name="person.job_title",
        source="person",
        type=TEXT,
        label=Phrase("the job title", "المسمى الوظيفي", "عنوان شغلی"),
        value=Sql("p.job_title"),
        nullable=False,
        example="director",
    )
)
FIELDS.add(
    Field(
        name="person.company",
        source="person",
        type=TEXT,
        label=Phrase("the company as typed", "اسم الشركة كما كُتب", "نام شرکت آن‌گونه که نوشته شده"),
        value=Sql("p.company"),
        nullable=False,
        example="Acme",
    )
)
FIELDS.add(
    Field(
        name="person.industry",
        source="person",
        type=TEXT,
        label=Phrase("the industry", "القطاع", "صنعت"),
        value=Sql("p.industry"),
        nullable=False,
        example="construction",
    )
)
FIELDS.add(
    Field(
        name="person.website",
        source="person",
        type=TEXT,
        label=Phrase("the web site", "الموقع الإلكتروني", "وب‌سایت"),
        value=Sql("p.website"),
        nullable=False,
        example="example.com",
    )
)
FIELDS.add(
    Field(
        name="person.country",
        source="person",
        type=COUNTRY,
        label=Phrase("the country", "البلد", "کشور"),
        value=Sql("p.country"),
        nullable=False,
        example="SA",
    )
)
FIELDS.add(
    Field(
        name="person.city",
        source="person",
        type=TEXT,
        label=Phrase("the city", "المدينة", "شهر"),
        feminine=True,
        value=Sql("p.city"),
        nullable=False,
        example="الرياض",
    )
)
FIELDS.add(
    Field(
        name="person.language",
        source="person",
        type=LANGUAGE,
        label=Phrase("the language", "اللغة", "زبان"),
        feminine=True,
        value=Sql("p.language"),
        nullable=False,
        example="ar",
    )
)
FIELDS.add(
    Field(
        name="person.time_zone",
        source="person",
        type=TEXT,
        label=Phrase("the time zone", "المنطقة الزمنية", "منطقهٔ زمانی"),
        feminine=True,
        value=Sql("p.time_zone"),
        nullable=False,
        example="Asia/Riyadh",
    )
)
FIELDS.add(
    Field(
        name="person.tags",
        source="person",
        type=WORDS,
        label=Phrase("the tags", "الوسوم", "برچسب‌ها"),
        feminine=True,
        value=Sql("t.name"),
        key=Sql("t.name_key"),
        through=Through(
            tables="person_tag pt JOIN tag t ON t.id = pt.tag_id", on="pt.person_id = p.id"
        ),
        nullable=False,
        example="vip",
    )
)
FIELDS.add(
    Field(
        name="person.lists",
        source="person",
        type=WORDS,
        label=Phrase("the lists", "القوائم", "فهرست‌ها"),
        feminine=True,
        value=Sql("l.name"),
        key=Sql("l.name_key"),
        through=Through(
            tables="list_member lm JOIN static_list l ON l.id = lm.static_list_id",
            on="lm.person_id = p.id",
        ),
        nullable=False,
        example="Trade show",
    )
)

# how far they have come

FIELDS.add(
    Field(
        name="person.lifecycle",
        source="person",
        type=CHOICE,
        label=Phrase("the lifecycle stage", "مرحلة دورة الحياة", "مرحلهٔ چرخهٔ عمر"),
        feminine=True,
        value=Sql("p.lifecycle"),
        nullable=False,
        choices=LIFECYCLES,
        example="mql",
    )
)
FIELDS.add(
    Field(
        name="person.past_lifecycles",
        source="person",
        type=CHOICE_ROWS,
        label=Phrase(
            "the lifecycle stages so far", "مراحل دورة الحياة حتى الآن", "مرحله‌های چرخهٔ عمر تاکنون"
        ),
        feminine=True,
        value=Sql("lc.to_lifecycle"),
        through=Through(tables="lifecycle_change lc", on="lc.person_id = p.id"),
        nullable=False,
        choices=LIFECYCLES,
        example="mql",
    )
)
FIELDS.add(
    Field(
        name="person.lifecycle_changed_at",
        source="person",
        type=INSTANT,
        label=Phrase(
            "the last change of lifecycle stage",
            "آخر تغيير لمرحلة دورة الحياة",
            "آخرین تغییر مرحلهٔ چرخهٔ عمر",
        ),
        value=Sql("(SELECT max(h.at) FROM lifecycle_change h WHERE h.person_id = p.id)"),
        example="2026-01-01",
    )
)
FIELDS.add(
    Field(
        name="person.status",
        source="person",
        type=CHOICE,
        label=Phrase("the status", "الحالة", "وضعیت"),
        feminine=True,
        value=Sql("p.status"),
        nullable=False,
        choices=STATUSES,
        example="open",
    )
)
FIELDS.add(
    Field(
        name="person.status_changed_at",
        source="person",
        type=INSTANT,
        label=Phrase("the last change of status", "آخر تغيير للحالة", "آخرین تغییر وضعیت"),
        value=Sql("(SELECT max(h.at) FROM status_change h WHERE h.person_id = p.id)"),
        example="2026-01-01",
    )
)
FIELDS.add(
    Field(
        name="person.owner",
        source="person",
        type=USER,
        label=Phrase("the owner", "المسؤول", "مسئول"),
        value=Sql("p.owner_id"),
        choices=USERS,
        lookup=USER_BY_EMAIL,
        example="admin@example.com",
    )
)
FIELDS.add(
    Field(
        name="person.owner_changed_at",
        source="person",
        type=INSTANT,
        label=Phrase("the last change of owner", "آخر تغيير للمسؤول", "آخرین تغییر مسئول"),
        value=Sql("(SELECT max(h.at) FROM owner_change h WHERE h.person_id = p.id)"),
        example="2026-01-01",
    )
)
FIELDS.add(
    Field(
        name="person.cycle",
        source="person",
        type=NUMBER,
        label=Phrase("the number of times they came in", "عدد مرات القدوم", "شمار دفعات ورود"),
        value=Sql("p.cycle"),
        nullable=False,
        example=2,
    )
)
FIELDS.add(
    Field(
        name="person.converted",
        source="person",
        type=YES_NO,
        label=Phrase("converted to a contact", "حُوِّل إلى جهة اتصال", "تبدیل‌شده به مخاطب"),
        value=Sql("(p.converted_at IS NOT NULL)"),
        nullable=False,
        example=True,
    )
)
FIELDS.add(
    Field(
        name="person.converted_at",
        source="person",
        type=INSTANT,
        label=Phrase("the time of conversion", "وقت التحويل", "زمان تبدیل"),
        value=Sql("p.converted_at"),
        example="2026-01-01",
    )
)
FIELDS.add(
    Field(
        name="person.source",
        source="person",
        type=TEXT,
        label=Phrase("the source", "المصدر", "منبع"),
        value=Sql("p.source"),
        nullable=False,
        example="Trade Show",
    )
)
FIELDS.add(
    Field(
        name="person.medium",
        source="person",
        type=TEXT,
        label=Phrase("the medium", "الوسيط", "رسانه"),
        value=Sql("p.medium"),
        nullable=False,
        example="email",
    )
)
FIELDS.add(
    Field(
        name="person.came_at",
        source="person",
        type=INSTANT,
        label=Phrase("the time they came in", "وقت القدوم", "زمان ورود"),
        value=Sql("p.came_at"),
        nullable=False,
        example="2026-01-01",
    )
)
FIELDS.add(
    Field(
        name="person.created_at",
        source="person",
        type=INSTANT,
        label=Phrase("the time the record was made", "وقت إنشاء السجل", "زمان ساخت رکورد"),
        value=Sql("p.created_at"),
        nullable=False,
        example="2026-01-01",
    )
)
FIELDS.add(
    Field(
        name="person.updated_at",
        source="person",
        type=INSTANT,
        label=Phrase("the last change of the record", "آخر تغيير للسجل", "آخرین تغییر رکورد"),
        value=Sql("p.updated_at"),
        nullable=False,
        example="2026-01-01",
    )
)
FIELD_FAMILIES.add(custom_family("person", "p"))
