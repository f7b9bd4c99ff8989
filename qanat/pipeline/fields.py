"""What opportunities add to the criteria language."""

from qanat.criteria.public import (
    CHOICE,
    CHOICE_ROWS,
    DATE,
    FIELD_FAMILIES,
    FIELDS,
    INSTANT,
    LINKS,
    MONEY,
    NUMBER,
    SOURCES,
    TEXT,
    USER,
    Field,
    Link,
    Source,
    Through,
)
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql
from qanat.people.public import TEAM_MATES, USER_BY_EMAIL, USERS, custom_family
from qanat.pipeline.asked_choices import LOST_REASONS, OUTCOMES, PIPELINES, STAGES

SOURCES.add(
    Source(
        name="opportunity",
        label=Phrase("opportunity", "فرصة", "فرصت"),
        tables="opportunity o",
        alias="o",
        alive="o.deleted_at IS NULL",
        owner="o.owner_id",
        permission="opportunities.view",
        events="e.person_id = o.person_id",
    )
)
_SOME = Phrase(
    "there is an opportunity for which {condition}",
    "هناك فرصة بحيث إنّ {condition}",
    "فرصتی هست که برای آن {condition}",
)
LINKS.add(Link(origin="person", target="opportunity", on="o.person_id = p.id", says=_SOME))
LINKS.add(Link(origin="account", target="opportunity", on="o.account_id = a.id", says=_SOME))
LINKS.add(Link(origin="opportunity", target="person", on="p.id = o.person_id"))
LINKS.add(Link(origin="opportunity", target="account", on="a.id = o.account_id"))

STAGE = Through(tables="stage st", on="st.id = o.stage_id")

FIELDS.add(
    Field(
        name="opportunity.id",
        source="opportunity",
        type=NUMBER,
        label=Phrase("the number of the opportunity", "رقم الفرصة", "شمارهٔ فرصت"),
        value=Sql("o.id"),
        nullable=False,
        example=1,
    )
)
FIELDS.add(
    Field(
        name="opportunity.name",
        source="opportunity",
        type=TEXT,
        label=Phrase("the name of the opportunity", "اسم الفرصة", "نام فرصت"),
        value=Sql("o.name"),
        nullable=False,
        example="New office",
    )
)
FIELDS.add(
    Field(
        name="opportunity.pipeline",
        source="opportunity",
        type=CHOICE,
        label=Phrase("the pipeline", "مسار المبيعات", "مسیر فروش"),
        value=Sql("pl.key"),
        through=Through(tables="pipeline pl", on="pl.id = o.pipeline_id"),
        nullable=False,
        choices=PIPELINES,
        example="sales",
    )
)
FIELDS.add(
    Field(
        name="opportunity.stage",
        source="opportunity",
        type=CHOICE,
        label=Phrase("the stage", "المرحلة", "مرحله"),
        feminine=True,
        value=Sql("st.key"),
        through=STAGE,
        nullable=False,
        choices=STAGES,
        example="lead",
    )
)
FIELDS.add(
    Field(
        name="opportunity.past_stages",
        source="opportunity",
        type=CHOICE_ROWS,
        label=Phrase("the stages so far", "المراحل حتى الآن", "مرحله‌ها تاکنون"),
        feminine=True,
        value=Sql("vs.key"),
        through=Through(
            tables="stage_visit sv JOIN stage vs ON vs.id = sv.stage_id",
            on="sv.opportunity_id = o.id",
        ),
        nullable=False,
        choices=STAGES,
        example="lead",
    )
)
FIELDS.add(
    Field(
        name="opportunity.entered_stage_at",
        source="opportunity",
        type=INSTANT,
        label=Phrase("the entry into the stage", "دخول المرحلة", "ورود به مرحله"),
        value=Sql("o.entered_stage_at"),
        nullable=False,
        example="2026-01-01",
    )
)
FIELDS.add(
    Field(
        name="opportunity.outcome",
        source="opportunity",
        type=CHOICE,
        label=Phrase("the outcome", "النتيجة", "نتیجه"),
        feminine=True,
        value=Sql("o.outcome"),
        nullable=False,
        choices=OUTCOMES,
        example="won",
    )
)
FIELDS.add(
    Field(
        name="opportunity.lost_reason",
        source="opportunity",
        type=CHOICE,
        label=Phrase("the reason for the loss", "سبب الخسارة", "دلیل از دست رفتن"),
        value=Sql("lr.key"),
        through=Through(tables="lost_reason lr", on="lr.id = o.lost_reason_id"),
        nullable=False,
        choices=LOST_REASONS,
        example="price",
    )
)
FIELDS.add(
    Field(
        name="opportunity.amount",
        source="opportunity",
        type=MONEY,
        label=Phrase("the amount", "المبلغ", "مبلغ"),
        value=Sql("o.amount"),
        example=10000,
    )
)
FIELDS.add(
    Field(
        name="opportunity.currency",
        source="opportunity",
        type=TEXT,
        label=Phrase("the currency", "العملة", "ارز"),
        feminine=True,
        value=Sql("o.currency"),
        nullable=False,
        example="SAR",
    )
)
FIELDS.add(
    Field(
        name="opportunity.chance",
        source="opportunity",
        type=NUMBER,
        label=Phrase("the chance in per cent", "احتمال الفوز بالمئة", "احتمال موفقیت به درصد"),
        value=Sql("COALESCE(o.chance, st.chance)"),
        through=STAGE,
        example=50,
    )
)
FIELDS.add(
    Field(
        name="opportunity.kind",
        source="opportunity",
        type=TEXT,
        label=Phrase("the kind of opportunity", "نوع الفرصة", "نوع فرصت"),
        value=Sql("o.kind"),
        nullable=False,
        example="new business",
    )
)
FIELDS.add(
    Field(
        name="opportunity.owner",
        source="opportunity",
        type=USER,
        label=Phrase("the owner of the opportunity", "مسؤول الفرصة", "مسئول فرصت"),
        value=Sql("o.owner_id"),
        nullable=False,
        choices=USERS,
        lookup=USER_BY_EMAIL,
        mates=TEAM_MATES,
        example="admin@example.com",
    )
)
FIELDS.add(
    Field(
        name="opportunity.campaign",
        source="opportunity",
        type=TEXT,
        label=Phrase("the campaign", "الحملة", "کمپین"),
        feminine=True,
        value=Sql("oc.name"),
        through=Through(tables="campaign oc", on="oc.id = o.campaign_id"),
        nullable=False,
        example="spring",
    )
)
FIELDS.add(
    Field(
        name="opportunity.expected_close_on",
        source="opportunity",
        type=DATE,
        label=Phrase(
            "the expected closing date", "تاريخ الإغلاق المتوقع", "تاریخ مورد انتظار بستن"
        ),
        value=Sql("o.expected_close_on"),
        example="2026-06-30",
    )
)
FIELDS.add(
    Field(
        name="opportunity.opened_at",
        source="opportunity",
        type=INSTANT,
        label=Phrase("the opening", "وقت الفتح", "زمان گشایش"),
        value=Sql("o.opened_at"),
        nullable=False,
        example="2026-01-01",
    )
)
FIELDS.add(
    Field(
        name="opportunity.closed_at",
        source="opportunity",
        type=INSTANT,
        label=Phrase("the closing", "وقت الإغلاق", "زمان بستن"),
        value=Sql("o.closed_at"),
        example="2026-01-01",
    )
)
FIELDS.add(
    Field(
        name="opportunity.created_at",
        source="opportunity",
        type=INSTANT,
        label=Phrase(
            "the time the opportunity was made", "وقت إنشاء سجل الفرصة", "زمان ساخت رکورد فرصت"
        ),
        value=Sql("o.created_at"),
        nullable=False,
        example="2026-01-01",
    )
)
FIELD_FAMILIES.add(custom_family("opportunity", "o"))
