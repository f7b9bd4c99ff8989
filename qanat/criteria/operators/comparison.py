"""At least, at most, more than, less than: numbers and amounts of money."""

from collections.abc import Callable
from typing import Any

from qanat.criteria.operators.base import NUMBERS, Asking, Operator
from qanat.criteria.operators.operands import One
from qanat.criteria.operators.registry import OPERATORS
from qanat.criteria.registry import Field
from qanat.criteria.types.number import read_number
from qanat.criteria.types.plain import PropertyType
from qanat.criteria.wording.base import Saying
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql


class OneNumber(One):
    """One value that is a number, also where the field could hold text."""

    def read(self, raw: object, field: Field) -> Any:
        """The number."""
        return read_number(raw)


def number_of(field: Field) -> Sql:
    """The value of the field as a number."""
    return field.type.number(field) if isinstance(field.type, PropertyType) else field.value


def _compared(symbol: str) -> Callable[[Field, Any, Asking], tuple[Sql, ...]]:
    def compared(field: Field, operand: Any, _asking: Asking) -> tuple[Sql, ...]:
        return (number_of(field) + Sql(f" {symbol} %s", (operand,)),)

    return compared


OPERATORS.add(
    Operator(
        name="at_least",
        label=Phrase("is at least", "لا يقل عن", "دست‌کم"),
        types=NUMBERS,
        operand=OneNumber(),
        sql=_compared(">="),
        says=Saying(
            en="{field} is at least {value}",
            ar="{field} لا يقل عن {value}",
            feminine="{field} لا تقل عن {value}",
            fa="{field} دست‌کم {value} است",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="at_most",
        label=Phrase("is at most", "لا يزيد على", "حداکثر"),
        types=NUMBERS,
        operand=OneNumber(),
        sql=_compared("<="),
        says=Saying(
            en="{field} is at most {value}",
            ar="{field} لا يزيد على {value}",
            feminine="{field} لا تزيد على {value}",
            fa="{field} حداکثر {value} است",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="more_than",
        label=Phrase("is more than", "أكبر من", "بیشتر از"),
        types=NUMBERS,
        operand=OneNumber(),
        sql=_compared(">"),
        says=Saying(
            en="{field} is more than {value}",
            ar="{field} أكبر من {value}",
            fa="{field} بیشتر از {value} است",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="less_than",
        label=Phrase("is less than", "أصغر من", "کمتر از"),
        types=NUMBERS,
        operand=OneNumber(),
        sql=_compared("<"),
        says=Saying(
            en="{field} is less than {value}",
            ar="{field} أصغر من {value}",
            fa="{field} کمتر از {value} است",
        ),
    )
)
