"""Between two numbers or two times, both included."""

from typing import Any

from qanat.criteria.operators.base import NUMBERS, TIMES, Asking, Operator
from qanat.criteria.operators.comparison import number_of
from qanat.criteria.operators.operands import Range
from qanat.criteria.operators.registry import OPERATORS
from qanat.criteria.operators.time import not_before, not_beyond, span
from qanat.criteria.registry import Field
from qanat.criteria.wording.base import Saying
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql


def _between(field: Field, ends: tuple[Any, Any], asking: Asking) -> tuple[Sql, ...]:
    if field.type.name in TIMES:
        return (span(not_before(field, ends[0], asking), not_beyond(field, ends[1], asking)),)
    return (number_of(field) + Sql(" BETWEEN %s AND %s", ends),)


OPERATORS.add(
    Operator(
        name="between",
        label=Phrase("is between", "بين", "بین"),
        types=NUMBERS | TIMES,
        operand=Range(),
        sql=_between,
        says=Saying(
            en="{field} is between {value}",
            ar="{field} بين {value}",
            fa="{field} بین {value} است",
        ),
    )
)
