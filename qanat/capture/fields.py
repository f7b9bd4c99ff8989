"""What capture adds to the criteria language: by which ways in somebody has come."""

from qanat.criteria.public import FIELDS, WORDS, Field, Through
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql

FIELDS.add(
    Field(
        name="person.doors",
        source="person",
        type=WORDS,
        label=Phrase("the ways in", "طرق الوصول", "راه‌های ورود"),
        feminine=True,
        value=Sql("s.door"),
        key=Sql("s.door"),  # ours, and its own matching key
        through=Through(tables="inbox_submission s", on="s.person_id = p.id"),
        nullable=False,
        example="import:12",
    )
)
