"""What the timeline adds to the criteria language: kinds of events, last activity, touches."""

from qanat.criteria.public import (
    FIELDS,
    INSTANT,
    LINKS,
    SOURCES,
    TEXT,
    Field,
    Link,
    Source,
)
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql
from qanat.timeline import sales_kinds  # noqa: F401 adds its kinds of events
from qanat.timeline.kinds import ACTIVITY

SOURCES.add(
    Source(
        name="touch",
        label=Phrase("touch", "نقطة تواصل", "نقطهٔ تماس"),
        tables="touch tc LEFT JOIN campaign c ON c.id = tc.campaign_id",
        alias="tc",
    )
)
LINKS.add(
    Link(
        origin="person",
        target="touch",
        on="tc.person_id = p.id",
        says=Phrase(
            "there is a touch for which {condition}",
            "هناك نقطة تواصل بحيث إنّ {condition}",
            "نقطهٔ تماسی هست که برای آن {condition}",
        ),
    )
)
FIELDS.add(
    Field(
        name="person.last_activity_at",
        source="person",
        type=INSTANT,
        label=Phrase("the last activity", "آخر نشاط", "آخرین فعالیت"),
        latest=ACTIVITY,
        example="2026-01-01",
    )
)
for _which, _order, _words in (
    ("first", "ASC", ("first", "الأولى", "نخستین")),
    ("last", "DESC", ("latest", "الأخيرة", "آخرین")),
):
    _from = (
        "FROM touch ft LEFT JOIN campaign fc ON fc.id = ft.campaign_id"
        f" WHERE ft.person_id = p.id ORDER BY ft.at {_order}, ft.id {_order} LIMIT 1"
    )
    FIELDS.add(
        Field(
            name=f"person.{_which}_campaign",
            source="person",
            type=TEXT,
            label=Phrase(
                f"the campaign of the {_words[0]} touch",
                f"حملة نقطة التواصل {_words[1]}",
                f"کمپین {_words[2]} نقطهٔ تماس",
            ),
            feminine=True,
            value=Sql(f"(SELECT fc.name {_from})"),
            key=Sql(f"(SELECT fc.key {_from})"),
            example="spring",
        )
    )
    FIELDS.add(
        Field(
            name=f"person.{_which}_source",
            source="person",
            type=TEXT,
            label=Phrase(
                f"the source of the {_words[0]} touch",
                f"مصدر نقطة التواصل {_words[1]}",
                f"منبع {_words[2]} نقطهٔ تماس",
            ),
            value=Sql(f"(SELECT ft.source {_from})"),
            key=Sql(f"(SELECT qanat_matching_key(ft.source) {_from})"),
            example="google",
        )
    )
FIELDS.add(
    Field(
        name="touch.campaign",
        source="touch",
        type=TEXT,
        label=Phrase("the campaign", "الحملة", "کمپین"),
        feminine=True,
        value=Sql("c.name"),
        key=Sql("c.key"),
        example="spring",
    )
)
FIELDS.add(
    Field(
        name="touch.source",
        source="touch",
        type=TEXT,
        label=Phrase("the source", "المصدر", "منبع"),
        value=Sql("tc.source"),
        nullable=False,
        example="google",
    )
)
FIELDS.add(
    Field(
        name="touch.medium",
        source="touch",
        type=TEXT,
        label=Phrase("the medium", "الوسيط", "رسانه"),
        value=Sql("tc.medium"),
        nullable=False,
        example="cpc",
    )
)
FIELDS.add(
    Field(
        name="touch.landing_page",
        source="touch",
        type=TEXT,
        label=Phrase("the landing page", "صفحة الهبوط", "صفحهٔ فرود"),
        feminine=True,
        value=Sql("tc.landing_page"),
        nullable=False,
        example="/offer",
    )
)
FIELDS.add(
    Field(
        name="touch.direction",
        source="touch",
        type=TEXT,
        label=Phrase("the direction", "الاتجاه", "جهت"),
        value=Sql("tc.direction"),
        nullable=False,
        example="inbound",
    )
)
FIELDS.add(
    Field(
        name="touch.response",
        source="touch",
        type=TEXT,
        label=Phrase("the response", "الاستجابة", "پاسخ"),
        feminine=True,
        value=Sql("tc.response"),
        nullable=False,
        example="attended",
    )
)
FIELDS.add(
    Field(
        name="touch.at",
        source="touch",
        type=INSTANT,
        label=Phrase("its time", "وقتها", "زمان آن"),
        value=Sql("tc.at"),
        nullable=False,
        example="2026-01-01",
    )
)
