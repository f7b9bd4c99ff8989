"""Days and instants."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from qanat.criteria.moments import Ago, Moment, day_of, end_of, read_moment, start_of
from qanat.criteria.registry import Field
from qanat.criteria.types.base import ScalarType
from qanat.criteria.wording.base import Saying, Wording

AGO = Saying(en="{days} ago", ar="تاريخ يسبق اليوم بـ{days}", fa="{days} پیش")


@dataclass(frozen=True)
class InstantType(ScalarType):
    """A point in time."""

    def read(self, raw: object, field: Field) -> Moment:
        """A day, an instant or days ago."""
        return read_moment(raw, instants=True)

    def first(self, moment: Moment, at: datetime) -> Any:
        """The first value that lies in it."""
        return start_of(moment, at)

    def beyond(self, moment: Moment, at: datetime) -> Any:
        """The first value that lies after it."""
        return end_of(moment, at)

    def show(self, value: Moment, field: Field, wording: Wording) -> str:
        """In the calendar of the language."""
        return shown_moment(value, wording)


@dataclass(frozen=True)
class DateType(InstantType):
    """A day without a time; "today" is the day of the time of asking in UTC."""

    def read(self, raw: object, field: Field) -> Moment:
        """A day or days ago."""
        return read_moment(raw, instants=False)

    def first(self, moment: Moment, at: datetime) -> Any:
        """The day itself."""
        return day_of(moment, at)

    def beyond(self, moment: Moment, at: datetime) -> Any:
        """The next day."""
        return day_of(end_of(day_of(moment, at), at), at)


@dataclass(frozen=True)
class WrittenDateType(DateType):
    """A day kept as the text `2026-03-01`, which sorts as days do."""

    def first(self, moment: Moment, at: datetime) -> str:
        """The day as it is written."""
        return str(super().first(moment, at).isoformat())

    def beyond(self, moment: Moment, at: datetime) -> str:
        """The next day as it is written."""
        return str(super().beyond(moment, at).isoformat())


def shown_moment(moment: Moment, wording: Wording) -> str:
    """A moment as a sentence has it."""
    match moment:
        case Ago(days):
            return wording.say(AGO, days=wording.days(days))
        case datetime():
            return wording.instant(moment)
        case date():
            return wording.date(moment)
