"""Which column of a file is which field of a lead: by its name in three languages, or as told.

The names are those that people and well-known systems write; they are compared under
`matching_key`, with everything but letters and digits dropped.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.text import matching_key

SKIP = "-"
"""What a mapping says of a column that is not to be imported."""

# By field of the lead: the names of its column. The first of each is what we write ourselves.
NAMES: dict[str, tuple[str, ...]] = {
    "name": (
        "name", "full name", "contact name", "lead name", "display name", "contact",
        "الاسم", "الاسم الكامل", "نام", "نام کامل", "نام و نام خانوادگی",
    ),
    "given_name": (
        "first name", "given name", "forename", "fname", "firstname",
        "الاسم الأول", "نام کوچک", "اسم",
    ),
    "family_name": (
        "last name", "family name", "surname", "lname", "lastname",
        "اسم العائلة", "الاسم الأخير", "اللقب", "نام خانوادگی", "فامیل",
    ),
    "email": (
        "email", "e-mail", "email address", "mail address", "e-mail address", "e-mail 1 - value", "mail", "primary email",
        "work email", "e-mail 2 address", "e-mail 3 address", "secondary email", "other email", "البريد الإلكتروني", "البريد", "الإيميل", "ایمیل", "پست الکترونیک", "رایانامه",
    ),
    "phone": (
        "phone", "phone number", "telephone", "tel", "phone 1 - value", "work phone", "business phone",
        "primary phone", "home phone", "other phone", "الهاتف", "رقم الهاتف", "التليفون", "تلفن", "شماره تلفن",
    ),
    "mobile": (
        "mobile", "mobile phone", "mobile number", "cell", "cell phone", "whatsapp", "الجوال", "رقم الجوال",
        "الموبايل", "المحمول", "موبایل", "تلفن همراه", "شماره همراه", "همراه",
    ),
    "job_title": (
        "job title", "title", "position", "role", "designation", "organization 1 - title",
        "المسمى الوظيفي", "الوظيفة", "المنصب", "عنوان شغلی", "سمت",
    ),
    "company": (
        "company", "company name", "firm", "business", "account", "account name", "organization", "organisation", "employer",
        "organization 1 - name", "الشركة", "اسم الشركة", "المؤسسة", "شرکت", "نام شرکت", "سازمان",
    ),
    "website": (
        "website", "web site", "url", "homepage", "company website", "website url", "web page",
        "الموقع", "الموقع الإلكتروني", "وب سایت", "وبسایت", "سایت",
    ),
    "industry": ("industry", "sector", "القطاع", "الصناعة", "المجال", "صنعت", "حوزه"),
    "country": ("country", "country/region", "country code", "البلد", "الدولة", "کشور"),
    "city": ("city", "town", "المدينة", "شهر"),
    "language": ("language", "preferred language", "locale", "اللغة", "زبان"),
    "time_zone": ("time zone", "timezone", "المنطقة الزمنية", "منطقه زمانی"),
    "source": (
        "source", "lead source", "utm_source", "original source", "channel",
        "المصدر", "مصدر العميل", "منبع", "منبع سرنخ", "نحوه آشنایی",
    ),
    "medium": ("medium", "utm_medium", "الوسيط", "رسانه"),
    "campaign": ("campaign", "campaign name", "utm_campaign", "الحملة", "کمپین"),
    "content": ("utm_content", "ad content"),
    "term": ("utm_term", "keyword"),
    "landing_page": ("landing page", "صفحة الهبوط", "صفحه فرود"),
    "referrer": ("referrer", "referer", "المحيل", "ارجاع دهنده"),
    "came_at": (
        "created", "created at", "created time", "created date", "create date", "date", "date added",
        "submitted at", "came at", "تاريخ الإنشاء", "التاريخ", "تاریخ ایجاد", "تاریخ",
    ),
    "message": (
        "message", "notes", "note", "comment", "comments", "description", "remarks",
        "الرسالة", "ملاحظات", "الوصف", "پیام", "توضیحات", "یادداشت",
    ),
    "tags": ("tags", "labels", "groups", "group membership", "الوسوم", "العلامات", "برچسب", "برچسب ها"),
    "owner": (
        "owner", "owner email", "lead owner", "assigned to", "sales rep", "contact owner",
        "المسؤول", "مسؤول المبيعات", "مسئول", "کارشناس فروش", "کارشناس",
    ),
    "status": ("status", "lead status", "الحالة", "حالة العميل", "وضعیت"),
    "account.size": (
        "employees", "company size", "number of employees", "no. of employees", "size",
        "عدد الموظفين", "حجم الشركة", "تعداد کارکنان", "اندازه شرکت",
    ),
    "account.industry": ("company industry", "account industry"),
    "account.domain": ("company domain", "company domain name", "domain"),
}  # fmt: skip

CUSTOM = "custom."
OWN_COLUMNS = ("Qanat line", "Qanat where", "Qanat why")
"""What a file of refused rows has besides the columns it came with; skipped when it is imported again."""
REPEATED = {"email", "phone", "mobile", "tags", "message"}
"""Fields that several columns may fill."""


@dataclass(frozen=True)
class Columns:
    """The field that each column of the file fills, in the file's order; `-` for none."""

    fields: tuple[str, ...]


def matched(
    columns: Sequence[str],
    *,
    custom: Mapping[str, str],
    told: Mapping[str, str] | None = None,
    skip_unknown: bool = False,
) -> Columns:
    """The fields of the columns, by what is `told` (column name to field) and else by name.

    `custom` gives the custom fields of people: the key by each name that a column may have. With
    `skip_unknown` columns that are not known are skipped.

    Raises:
        Invalid: with a fault for every column that is not known, filled twice, or told of but missing.
    """
    told_by_key = {column_key(name): field for name, field in (told or {}).items()}
    known = _known(custom)
    fields, faults = [], _missing(columns, told or {})
    for index, name in enumerate(columns):
        field = told_by_key.get(column_key(name)) or known.get(column_key(name), "")
        path = ("columns", name or index + 1)
        if not name or (skip_unknown and not field):
            field = SKIP
        elif not field:
            faults.append(Fault(path, _unknown(name, known), "unknown_column"))
        elif not _is_field(field, custom):
            faults.append(Fault(path, f"There is no field {field}.", "unknown_field"))
        elif field in fields and field not in REPEATED and field != SKIP:
            faults.append(Fault(path, f"Another column already fills {field}.", "column_twice"))
        fields.append(field)
    if not faults and not {"email", "phone", "mobile", "name", "family_name"} & set(fields):
        sentence = "No column is an e-mail, a phone or a name; a lead needs at least one."
        faults.append(Fault(("columns",), sentence, "no_identity"))
    if faults:
        raise Invalid.of(tuple(faults))
    return Columns(tuple(fields))


def _known(custom: Mapping[str, str]) -> dict[str, str]:
    known = {column_key(name): CUSTOM + key for name, key in custom.items()}
    known |= {column_key(name): SKIP for name in OWN_COLUMNS}
    for field, names in NAMES.items():
        for name in (field, *names):
            known[column_key(name)] = field
    return known


def _missing(columns: Sequence[str], told: Mapping[str, str]) -> list[Fault]:
    there = {column_key(name) for name in columns}
    return [
        Fault(("mapping", name), f"The file has no column {name}.", "missing_column")
        for name in told
        if column_key(name) not in there
    ]


def _is_field(field: str, custom: Mapping[str, str]) -> bool:
    if field.startswith(CUSTOM):
        return field.removeprefix(CUSTOM) in custom.values()
    return field in NAMES or field == SKIP


def _unknown(name: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(column_key(name), known, n=1, cutoff=0.75)
    hint = f" Is it {known[near[0]]}?" if near else ""
    return f"The column {name} is not known.{hint} Name its field in a mapping file, or leave out all such columns with --skip-unknown."


def known_columns(custom: Mapping[str, str]) -> dict[str, str]:
    """The field of every name that a column may have, by its `column_key`; `custom` as for `matched`."""
    return _known(custom)


def column_key(name: str) -> str:
    """The name of a column as it is compared: letters and digits alone."""
    return re.sub(r"[\W_]+", "", matching_key(name))
