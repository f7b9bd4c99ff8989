"""What accounts add to the criteria language."""

from qanat.criteria.public import (
    COUNTRY,
    FIELD_FAMILIES,
    FIELDS,
    INSTANT,
    NUMBER,
    TEXT,
    USER,
    Field,
)
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql
from qanat.people.asked_choices import TEAM_MATES, USER_BY_EMAIL, USERS
from qanat.people.asked_custom import custom_family

FIELDS.add(
    Field(
        name="account.id",
        source="account",
        type=NUMBER,
        label=Phrase("the number of the account", "رقم الشركة", "شمارهٔ شرکت"),
        value=Sql("a.id"),
        nullable=False,
        example=1,
    )
)
FIELDS.add(
    Field(
        name="account.name",
        source="account",
        type=TEXT,
        label=Phrase("the name of the account", "اسم الشركة", "نام شرکت"),
        value=Sql("a.name"),
        key=Sql("a.name_key"),
        nullable=False,
        example="Acme",
    )
)
FIELDS.add(
    Field(
        name="account.domain",
        source="account",
        type=TEXT,
        label=Phrase("the domain of the account", "نطاق الشركة", "دامنهٔ شرکت"),
        value=Sql("a.domain"),
        key=Sql("a.domain"),
        nullable=False,
        example="example.com",
    )
)
FIELDS.add(
    Field(
        name="account.website",
        source="account",
        type=TEXT,
        label=Phrase("the web site of the account", "موقع الشركة الإلكتروني", "وب‌سایت شرکت"),
        value=Sql("a.website"),
        nullable=False,
        example="example.com",
    )
)
FIELDS.add(
    Field(
        name="account.phone",
        source="account",
        type=TEXT,
        label=Phrase("the telephone number of the account", "رقم هاتف الشركة", "شمارهٔ تلفن شرکت"),
        value=Sql("a.phone"),
        nullable=False,
        example="+966112345678",
    )
)
FIELDS.add(
    Field(
        name="account.industry",
        source="account",
        type=TEXT,
        label=Phrase("the industry of the account", "قطاع الشركة", "صنعت شرکت"),
        value=Sql("a.industry"),
        nullable=False,
        example="construction",
    )
)
FIELDS.add(
    Field(
        name="account.kind",
        source="account",
        type=TEXT,
        label=Phrase("the kind of the account", "نوع الشركة", "نوع شرکت"),
        value=Sql("a.kind"),
        nullable=False,
        example="partner",
    )
)
FIELDS.add(
    Field(
        name="account.size",
        source="account",
        type=NUMBER,
        label=Phrase(
            "the number of employees of the account", "عدد موظفي الشركة", "شمار کارکنان شرکت"
        ),
        value=Sql("a.size"),
        example=200,
    )
)
FIELDS.add(
    Field(
        name="account.country",
        source="account",
        type=COUNTRY,
        label=Phrase("the country of the account", "بلد الشركة", "کشور شرکت"),
        value=Sql("a.country"),
        nullable=False,
        example="AE",
    )
)
FIELDS.add(
    Field(
        name="account.city",
        source="account",
        type=TEXT,
        label=Phrase("the city of the account", "مدينة الشركة", "شهر شرکت"),
        feminine=True,
        value=Sql("a.city"),
        nullable=False,
        example="دبي",
    )
)
FIELDS.add(
    Field(
        name="account.owner",
        source="account",
        type=USER,
        label=Phrase("the owner of the account", "مسؤول الشركة", "مسئول شرکت"),
        value=Sql("a.owner_id"),
        choices=USERS,
        lookup=USER_BY_EMAIL,
        mates=TEAM_MATES,
        example="admin@example.com",
    )
)
FIELDS.add(
    Field(
        name="account.created_at",
        source="account",
        type=INSTANT,
        label=Phrase(
            "the time the account was made", "وقت إنشاء سجل الشركة", "زمان ساخت رکورد شرکت"
        ),
        value=Sql("a.created_at"),
        nullable=False,
        example="2026-01-01",
    )
)
FIELD_FAMILIES.add(custom_family("account", "a"))
