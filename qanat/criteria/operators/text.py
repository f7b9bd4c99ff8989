"""Contains, starts with, ends with."""

from qanat.criteria.operators.base import TEXTS, Asking, Operator
from qanat.criteria.operators.operands import Fragment, text_type
from qanat.criteria.operators.registry import OPERATORS
from qanat.criteria.registry import Field
from qanat.criteria.wording.base import Saying
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql


def _contains(field: Field, fragment: str, _asking: Asking) -> tuple[Sql, ...]:
    return (text_type(field).like(field, fragment, before="%", after="%"),)


def _starts_with(field: Field, fragment: str, _asking: Asking) -> tuple[Sql, ...]:
    return (text_type(field).like(field, fragment, before="", after="%"),)


def _ends_with(field: Field, fragment: str, _asking: Asking) -> tuple[Sql, ...]:
    return (text_type(field).like(field, fragment, before="%", after=""),)


OPERATORS.add(
    Operator(
        name="contains",
        label=Phrase("contains", "يحتوي على", "شامل"),
        types=TEXTS,
        operand=Fragment(),
        sql=_contains,
        says=Saying(
            en="{field} contains {value}",
            ar="{field} يحتوي على {value}",
            feminine="{field} تحتوي على {value}",
            fa="{field} شامل {value} است",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="starts_with",
        label=Phrase("starts with", "يبدأ بـ", "آغاز می‌شود با"),
        types=TEXTS,
        operand=Fragment(),
        sql=_starts_with,
        says=Saying(
            en="{field} starts with {value}",
            ar="{field} يبدأ بـ{value}",
            feminine="{field} تبدأ بـ{value}",
            fa="{field} با {value} آغاز می‌شود",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="ends_with",
        label=Phrase("ends with", "ينتهي بـ", "پایان می‌یابد با"),
        types=TEXTS,
        operand=Fragment(),
        sql=_ends_with,
        says=Saying(
            en="{field} ends with {value}",
            ar="{field} ينتهي بـ{value}",
            feminine="{field} تنتهي بـ{value}",
            fa="{field} با {value} پایان می‌یابد",
        ),
    )
)
