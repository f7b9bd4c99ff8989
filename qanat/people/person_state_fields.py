"""How far a person has come, as fields of the criteria language."""

from qanat.criteria.public import (
    CHOICE,
    CHOICE_ROWS,
    FIELDS,
    INSTANT,
    NUMBER,
    TEXT,
    USER,
    YES_NO,
    Field,
    Through,
)
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql
from qanat.people.asked_choices import LIFECYCLES, STATUSES, TEAM_MATES, USER_BY_EMAIL, USERS

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
        mates=TEAM_MATES,
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
        key=Sql("p.source_key"),
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
        key=Sql("p.medium_key"),
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
