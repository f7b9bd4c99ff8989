"""How often something happened, when first and last, and how much in total."""

from collections.abc import Callable
from typing import Any

from qanat.criteria.moments import Moment, end_of, read_moment, start_of
from qanat.criteria.operators.base import Asking, EventOperator
from qanat.criteria.operators.registry import EVENT_OPERATORS
from qanat.criteria.types.number import read_number
from qanat.criteria.types.time import shown_moment
from qanat.criteria.wording.base import Saying, Wording
from qanat.kernel.errors import Invalid
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql

MOST_TIMES = 1_000_000


def _read_times(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= MOST_TIMES:
        raise Invalid(f"Please give a whole number from 0 to {MOST_TIMES}.", code="operand_times")
    return raw


def _read_time(raw: object) -> Moment:
    return read_moment(raw, instants=True)


def _compared(symbol: str) -> Callable[[Sql, Any, Asking], Sql]:
    def compared(measure: Sql, operand: Any, _asking: Asking) -> Sql:
        return measure + Sql(f" {symbol} %s", (operand,))

    return compared


def _never(measure: Sql, _operand: None, _asking: Asking) -> Sql:
    return measure + " = 0"


def _before(measure: Sql, moment: Moment, asking: Asking) -> Sql:
    return measure + Sql(" < %s", (start_of(moment, asking.at),))


def _after(measure: Sql, moment: Moment, asking: Asking) -> Sql:
    return measure + Sql(" >= %s", (end_of(moment, asking.at),))


def _times(operand: int, wording: Wording) -> str:
    return wording.times(operand)


def _number(operand: Any, wording: Wording) -> str:
    return wording.number(operand)


def _moment(operand: Moment, wording: Wording) -> str:
    return shown_moment(operand, wording)


def _count(name: str, symbol: str, label: Phrase, says: Saying) -> None:
    EVENT_OPERATORS.add(
        EventOperator(
            name=name,
            label=label,
            measure="count",
            read=_read_times,
            sql=_compared(symbol),
            show=_times,
            says=says,
            example=3,
        )
    )


def _time(name: str, measure: str, label: Phrase, says: Saying) -> None:
    EVENT_OPERATORS.add(
        EventOperator(
            name=name,
            label=label,
            measure=measure,
            read=_read_time,
            sql=_before if name.endswith("before") else _after,
            show=_moment,
            says=says,
            example="2026-01-01",
        )
    )


def _total(name: str, symbol: str, label: Phrase, says: Saying) -> None:
    EVENT_OPERATORS.add(
        EventOperator(
            name=name,
            label=label,
            measure="total",
            read=read_number,
            sql=_compared(symbol),
            show=_number,
            says=says,
            example=100,
        )
    )


_count(
    "at_least",
    ">=",
    Phrase("at least so often", "على الأقل", "دست‌کم"),
    Saying(
        en="the person {did} at least {value}{within}",
        ar="الشخص {did} {value} على الأقل{within}",
        fa="شخص {within}دست‌کم {value} {did}",
    ),
)
_count(
    "at_most",
    "<=",
    Phrase("at most so often", "على الأكثر", "حداکثر"),
    Saying(
        en="the person {did} at most {value}{within}",
        ar="الشخص {did} {value} على الأكثر{within}",
        fa="شخص {within}حداکثر {value} {did}",
    ),
)
_count(
    "exactly",
    "=",
    Phrase("exactly so often", "بالضبط", "دقیقاً"),
    Saying(
        en="the person {did} exactly {value}{within}",
        ar="الشخص {did} {value} بالضبط{within}",
        fa="شخص {within}دقیقاً {value} {did}",
    ),
)
EVENT_OPERATORS.add(
    EventOperator(
        name="never",
        label=Phrase("never", "أبدًا", "هرگز"),
        measure="count",
        read=None,
        sql=_never,
        show=None,
        says=Saying(
            en="the person {never}{within}",
            ar="الشخص {never}{within}",
            fa="شخص {within}{never}",
        ),
    )
)
_time(
    "last_before",
    "last",
    Phrase("last time before", "آخر مرة قبل", "آخرین بار پیش از"),
    Saying(
        en="the last time the person {did}{within} was before {value}",
        ar="آخر مرة حدث فيها أنّ الشخص {did}{within} كانت قبل {value}",
        fa="آخرین باری که شخص {within}{did} پیش از {value} بوده است",
    ),
)
_time(
    "last_after",
    "last",
    Phrase("last time after", "آخر مرة بعد", "آخرین بار پس از"),
    Saying(
        en="the last time the person {did}{within} was after {value}",
        ar="آخر مرة حدث فيها أنّ الشخص {did}{within} كانت بعد {value}",
        fa="آخرین باری که شخص {within}{did} پس از {value} بوده است",
    ),
)
_time(
    "first_before",
    "first",
    Phrase("first time before", "أول مرة قبل", "نخستین بار پیش از"),
    Saying(
        en="the first time the person {did}{within} was before {value}",
        ar="أول مرة حدث فيها أنّ الشخص {did}{within} كانت قبل {value}",
        fa="نخستین باری که شخص {within}{did} پیش از {value} بوده است",
    ),
)
_time(
    "first_after",
    "first",
    Phrase("first time after", "أول مرة بعد", "نخستین بار پس از"),
    Saying(
        en="the first time the person {did}{within} was after {value}",
        ar="أول مرة حدث فيها أنّ الشخص {did}{within} كانت بعد {value}",
        fa="نخستین باری که شخص {within}{did} پس از {value} بوده است",
    ),
)
_total(
    "total_at_least",
    ">=",
    Phrase("amounts add up to at least", "المجموع لا يقل عن", "جمع مبلغ‌ها دست‌کم"),
    Saying(
        en="the amounts of all the times the person {did}{within} add up to at least {value}",
        ar="مجموع المبالغ في كل مرة حدث فيها أنّ الشخص {did}{within} لا يقل عن {value}",
        fa="جمع مقدارها در هر بار که شخص {within}{did} دست‌کم {value} است",
    ),
)
_total(
    "total_at_most",
    "<=",
    Phrase("amounts add up to at most", "المجموع لا يزيد على", "جمع مبلغ‌ها حداکثر"),
    Saying(
        en="the amounts of all the times the person {did}{within} add up to at most {value}",
        ar="مجموع المبالغ في كل مرة حدث فيها أنّ الشخص {did}{within} لا يزيد على {value}",
        fa="جمع مقدارها در هر بار که شخص {within}{did} حداکثر {value} است",
    ),
)
