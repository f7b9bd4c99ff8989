"""What scores add to the criteria language."""

from qanat.criteria.public import (
    CHOICE,
    FIELDS,
    INSTANT,
    LINKS,
    NUMBER,
    SOURCES,
    Choices,
    Field,
    Link,
    Source,
)
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql

SOURCES.add(
    Source(name="score", label=Phrase("score", "تقييم", "امتیاز"), tables="score s", alias="s")
)
LINKS.add(Link(origin="person", target="score", on="s.person_id = p.id"))

FIELDS.add(
    Field(
        name="score.total",
        source="score",
        type=NUMBER,
        label=Phrase("the score", "مجموع النقاط", "امتیاز کل"),
        value=Sql("s.total"),
        nullable=False,
        example=50,
    )
)
FIELDS.add(
    Field(
        name="score.fit",
        source="score",
        type=NUMBER,
        label=Phrase("the score for fit", "نقاط الملاءمة", "امتیاز تناسب"),
        feminine=True,
        value=Sql("s.fit"),
        nullable=False,
        example=20,
    )
)
FIELDS.add(
    Field(
        name="score.engagement",
        source="score",
        type=NUMBER,
        label=Phrase("the score for engagement", "نقاط التفاعل", "امتیاز تعامل"),
        feminine=True,
        value=Sql("s.engagement"),
        nullable=False,
        example=30,
    )
)
FIELDS.add(
    Field(
        name="score.band",
        source="score",
        type=CHOICE,
        label=Phrase("the band of the score", "فئة التقييم", "ردهٔ امتیاز"),
        feminine=True,
        value=Sql("s.band"),
        nullable=False,
        choices=Choices.of(
            {
                "cold": Phrase("cold", "بارد", "سرد"),
                "warm": Phrase("warm", "دافئ", "گرم"),
                "hot": Phrase("hot", "ساخن", "داغ"),
            }
        ),
        example="hot",
    )
)
FIELDS.add(
    Field(
        name="score.scored_at",
        source="score",
        type=INSTANT,
        label=Phrase("the time of scoring", "وقت التقييم", "زمان امتیازدهی"),
        value=Sql("s.scored_at"),
        nullable=False,
        example="2026-01-01",
    )
)
