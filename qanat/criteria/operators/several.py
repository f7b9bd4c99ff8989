"""Has any, has all, has none: fields with several values."""

from typing import Any

from qanat.criteria.operators.base import SEVERAL, Asking, Operator
from qanat.criteria.operators.operands import Several
from qanat.criteria.operators.registry import OPERATORS
from qanat.criteria.registry import Field
from qanat.criteria.wording.base import Saying
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql

_ONE = Saying(
    en="{value} is among {field}", ar="{value} من بين {field}", fa="{value} در میان {field} است"
)


def _has_any(field: Field, operand: tuple[Any, ...], _asking: Asking) -> tuple[Sql, ...]:
    return (field.type.among(field, operand),)


def _has_all(field: Field, operand: tuple[Any, ...], _asking: Asking) -> tuple[Sql, ...]:
    return tuple(field.type.among(field, (value,)) for value in operand)


OPERATORS.add(
    Operator(
        name="has_any",
        label=Phrase("has any of", "فيها أيٌّ من", "دست‌کم یکی را دارد از"),
        types=SEVERAL,
        operand=Several("or"),
        sql=_has_any,
        says=_ONE,
    )
)
OPERATORS.add(
    Operator(
        name="has_all",
        label=Phrase("has all of", "فيها كلٌّ من", "همه را دارد از"),
        types=SEVERAL,
        operand=Several("and"),
        sql=_has_all,
        says=Saying(
            en="{value} are all among {field}",
            ar="كلٌّ من {value} من بين {field}",
            fa="{value} همگی در میان {field} هستند",
        ),
        says_one=_ONE,
    )
)
OPERATORS.add(
    Operator(
        name="has_none",
        label=Phrase("has none of", "ليس فيها أيٌّ من", "هیچ‌یک را ندارد از"),
        types=SEVERAL,
        operand=Several("nor"),
        negates="has_any",
        says=Saying(
            en="none of {value} is among {field}",
            ar="ليس من بين {field} {value}",
            fa="هیچ‌یک از {value} در میان {field} نیست",
        ),
        says_one=Saying(
            en="{value} is not among {field}",
            ar="ليس من بين {field} {value}",
            fa="{value} در میان {field} نیست",
        ),
    )
)
