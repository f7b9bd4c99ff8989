"""Who a person is, as fields of the criteria language."""

from qanat.criteria.public import (
    COUNTRY,
    EMAIL,
    FIELD_FAMILIES,
    FIELDS,
    LANGUAGE,
    NUMBER,
    PHONE,
    TEXT,
    WORDS,
    Field,
    Through,
)
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql
from qanat.people.asked_custom import custom_family
from qanat.people.tags import list_names, tag_names

MOST_SUGGESTED = 200

EMAILS = Through(
    tables="identifier i",
    on="i.person_id = p.id AND i.kind = 'email' AND i.deleted_at IS NULL",
)
PHONES = Through(
    tables="identifier i",
    on="i.person_id = p.id AND i.kind = 'phone' AND i.deleted_at IS NULL",
)

FIELDS.add(
    Field(
        name="person.id",
        source="person",
        type=NUMBER,
        label=Phrase("the number of the person", "رقم الشخص", "شمارهٔ شخص"),
        value=Sql("p.id"),
        nullable=False,
        example=1,
    )
)
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
        key=Sql("p.job_title_key"),
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
        key=Sql("p.company_key"),
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
        key=Sql("p.industry_key"),
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
        key=Sql("p.city_key"),
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
        suggested=lambda: tag_names(limit=MOST_SUGGESTED),
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
        suggested=lambda: list_names(limit=MOST_SUGGESTED),
        example="Trade show",
    )
)
FIELD_FAMILIES.add(custom_family("person", "p"))
