"""On, before, after, within the last or next days, more than so many days ago or ahead."""

from datetime import timedelta

from qanat.criteria.moments import Ago, Moment, start_of
from qanat.criteria.operators.base import TIMES, Asking, Operator
from qanat.criteria.operators.operands import Days, One
from qanat.criteria.operators.registry import OPERATORS
from qanat.criteria.registry import Field
from qanat.criteria.types.time import InstantType
from qanat.criteria.wording.base import Saying
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql


def not_before(field: Field, moment: Moment, asking: Asking) -> Sql:
    """From the beginning of the moment."""
    return field.value + Sql(" >= %s", (time_type(field).first(moment, asking.at),))


def not_beyond(field: Field, moment: Moment, asking: Asking) -> Sql:
    """Up to the end of the moment."""
    return field.value + Sql(" < %s", (time_type(field).beyond(moment, asking.at),))


def _on(field: Field, moment: Moment, asking: Asking) -> tuple[Sql, ...]:
    return (span(not_before(field, moment, asking), not_beyond(field, moment, asking)),)


def _before(field: Field, moment: Moment, asking: Asking) -> tuple[Sql, ...]:
    return (field.value + Sql(" < %s", (time_type(field).first(moment, asking.at),)),)


def _after(field: Field, moment: Moment, asking: Asking) -> tuple[Sql, ...]:
    return (field.value + Sql(" >= %s", (time_type(field).beyond(moment, asking.at),)),)


def _within_last(field: Field, days: int, asking: Asking) -> tuple[Sql, ...]:
    return (span(not_before(field, Ago(days), asking), not_beyond(field, Ago(0), asking)),)


def _within_next(field: Field, days: int, asking: Asking) -> tuple[Sql, ...]:
    return (
        span(not_before(field, Ago(0), asking), not_beyond(field, _ahead(days, asking), asking)),
    )


def _more_than_ago(field: Field, days: int, asking: Asking) -> tuple[Sql, ...]:
    return _before(field, Ago(days), asking)


def _more_than_ahead(field: Field, days: int, asking: Asking) -> tuple[Sql, ...]:
    return _after(field, _ahead(days, asking), asking)


def _ahead(days: int, asking: Asking) -> Moment:
    return start_of(Ago(0), asking.at) + timedelta(days=days)


def span(lower: Sql, upper: Sql) -> Sql:
    """Both ends."""
    return Sql(f"({lower.text} AND {upper.text})", lower.params + upper.params)


def time_type(field: Field) -> InstantType:
    """The type, known to hold times."""
    if not isinstance(field.type, InstantType):
        raise TypeError(f"{field.name} does not hold times")
    return field.type


OPERATORS.add(
    Operator(
        name="on",
        label=Phrase("is on", "في", "در روز"),
        types=TIMES,
        operand=One(),
        sql=_on,
        says=Saying(
            en="{field} is {value}",
            ar="{field} هو {value}",
            feminine="{field} هي {value}",
            fa="{field} {value} است",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="before",
        label=Phrase("is before", "قبل", "پیش از"),
        types=TIMES,
        operand=One(),
        sql=_before,
        says=Saying(
            en="{field} is before {value}",
            ar="{field} قبل {value}",
            fa="{field} پیش از {value} است",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="after",
        label=Phrase("is after", "بعد", "پس از"),
        types=TIMES,
        operand=One(),
        sql=_after,
        says=Saying(
            en="{field} is after {value}",
            ar="{field} بعد {value}",
            fa="{field} پس از {value} است",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="within_last",
        label=Phrase("is within the last days", "خلال آخر أيام", "در روزهای گذشته"),
        types=TIMES,
        operand=Days(),
        sql=_within_last,
        says=Saying(
            en="{field} is within the last {value}",
            ar="{field} خلال آخر {value}",
            fa="{field} در {value} گذشته است",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="within_next",
        label=Phrase("is within the next days", "خلال الأيام القادمة", "در روزهای آینده"),
        types=TIMES,
        operand=Days(),
        sql=_within_next,
        says=Saying(
            en="{field} is within the next {value}",
            ar="{field} خلال {value} من الآن",
            fa="{field} در {value} آینده است",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="more_than_ago",
        label=Phrase("is more than days ago", "قبل أكثر من أيام", "بیش از چند روز پیش"),
        types=TIMES,
        operand=Days(),
        sql=_more_than_ago,
        says=Saying(
            en="{field} is more than {value} ago",
            ar="{field} قبل أكثر من {value}",
            fa="{field} بیش از {value} پیش است",
        ),
    )
)
OPERATORS.add(
    Operator(
        name="more_than_ahead",
        label=Phrase("is more than days ahead", "بعد أكثر من أيام", "بیش از چند روز بعد"),
        types=TIMES,
        operand=Days(),
        sql=_more_than_ahead,
        says=Saying(
            en="{field} is more than {value} from now",
            ar="{field} بعد أكثر من {value} من الآن",
            fa="{field} بیش از {value} بعد است",
        ),
    )
)
