"""Taking apart dates and times of day as written in three languages; `dates` decides what they mean."""

import re
from collections.abc import Callable
from datetime import time, timedelta, timezone
from typing import Final, NamedTuple

from qanat.kernel.errors import Invalid
from qanat.kernel.months import GREGORIAN, HIJRI, JALALI, month_of
from qanat.kernel.text import matching_key

LONGEST_TYPED: Final = 80
MONTHS: Final = 12

_YEAR = r"(?P<year>[0-9]{2,4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<name>[^0-9]*[^0-9 ,./-]\.?)"

_DATE_AND_CLOCK = re.compile(
    r"(?P<date>.*?)(?:(?:t|[ ,]+(?:at |ساعت |الساعه )?)(?P<clock>[0-9]{1,2}:[0-9]{2}.*))?"
)
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,٫](?P<fraction>[0-9]{1,9}))?)?"
    r" ?(?P<half>am|pm|a\.m\.|p\.m\.|ص|م|صباحا|مساء|ق\.ظ|ب\.ظ|قبل از ظهر|بعد از ظهر)?"
    r" ?(?P<offset>z|utc|gmt|(?:utc|gmt)?(?P<sign>[-+])(?P<hours>[0-9]{1,2})"
    r"(?::?(?P<minutes>[0-9]{2}))?)?"
)
_MORNING: Final = frozenset(("am", "a.m.", "ص", "صباحا", "ق.ظ", "قبل از ظهر"))
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت"
    r"|(?:(?:يك|دو|سه|چهار|پنج) ?)?شنبه|جمعه)[ ,.]+"
)


_ERA = re.compile(r"(?<=[0-9]) ?(ه\.ق|ه\.ش|ه|ق|ش|م|ah|ap|ad|ce)\.?\Z")
_ERAS: Final = {
    **dict.fromkeys(("ه.ق", "ه", "ق", "ah"), HIJRI),
    **dict.fromkeys(("ه.ش", "ش", "ap"), JALALI),
    **dict.fromkeys(("م", "ad", "ce"), GREGORIAN),
}


class WrittenDate(NamedTuple):
    """Year, month and day as written; `calendar` only where the month's name or an era tells it."""

    year: int
    month: int
    day: int
    calendar: str | None


class Clock(NamedTuple):
    """A time of day, with the offset from UTC when one was written."""

    time: time
    offset: timezone | None


def date_and_clock(text: str) -> tuple[str, Clock | None]:
    """The text of the date, in the spelling of a key, and the time of day if there is one.

    Raises:
        Invalid: `date_empty`, `date_invalid` or `time_invalid`.
    """
    typed = matching_key(text).replace("،", ",").replace("−", "-")
    if not typed:
        raise Invalid("Please give a date.", code="date_empty")
    found = _DATE_AND_CLOCK.fullmatch(typed) if len(typed) <= LONGEST_TYPED else None
    if found is None:
        raise unreadable()
    clock = None if found["clock"] is None else _clock(found["clock"])
    return found["date"], clock


def written_date(typed: str, *, dayfirst: bool | None) -> WrittenDate:
    """Year, month and day in the text of a date.

    Raises:
        Invalid: `date_invalid`, `date_ambiguous`, or `date_year` for one of two digits.
    """
    typed = _WEEKDAY.sub("", typed, count=1)
    era = _ERA.search(typed)
    written = _read(typed[: era.start()] if era else typed, dayfirst)
    told = _ERAS[era[1]] if era else written.calendar
    if written.calendar is not None and written.calendar != told:
        raise unreadable()
    return written._replace(calendar=told)


def unreadable() -> Invalid:
    """The refusal of what is no date in any known form."""
    return Invalid("This is not a date; please write it like 2026-01-31.", code="date_invalid")


def _read(typed: str, dayfirst: bool | None) -> WrittenDate:  # noqa: FBT001 a reader
    for pattern, read in _READERS:
        found = pattern.fullmatch(typed)
        if found is not None and len(found["year"]) == len("2021"):
            return read(found, dayfirst)
        if found is not None:
            raise Invalid("Please write the year of this date with four digits.", code="date_year")
    raise unreadable()


def _numbered(found: re.Match[str], _dayfirst: bool | None) -> WrittenDate:  # noqa: FBT001 a reader
    return WrittenDate(int(found["year"]), int(found["month"]), int(found["day"]), None)


def _named(found: re.Match[str], _dayfirst: bool | None) -> WrittenDate:  # noqa: FBT001 a reader
    month = month_of(found["name"]) or month_of(found["name"].removesuffix("ماه"))
    if month is None:
        raise unreadable()
    calendar, number = month
    return WrittenDate(int(found["year"]), number, int(found["day"]), calendar)


def _year_last(found: re.Match[str], dayfirst: bool | None) -> WrittenDate:  # noqa: FBT001 a reader
    one, other, year = int(found["one"]), int(found["other"]), int(found["year"])
    if dayfirst is None:
        dayfirst = _day_is_first(one, other, year)
    return WrittenDate(year, *((other, one) if dayfirst else (one, other)), None)


def _day_is_first(one: int, other: int, year: int) -> bool:
    """Decided by what can be no month; years before 1900 are of calendars that write it first."""
    if one == other or one > MONTHS or year < 1900:  # noqa: PLR2004 see above
        return True
    if other > MONTHS:
        return False
    raise Invalid(
        "This date can be read in two ways; please write it like 2026-01-31.",
        code="date_ambiguous",
    )


_READERS: Final[
    tuple[tuple[re.Pattern[str], Callable[[re.Match[str], bool | None], WrittenDate]], ...]
] = (
    (
        re.compile(r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)" + _DAY),
        _numbered,
    ),
    (re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"), _numbered),
    (
        re.compile(r"(?P<one>[0-9]{1,2})(?P<mark>[-/.])(?P<other>[0-9]{1,2})(?P=mark)" + _YEAR),
        _year_last,
    ),
    (re.compile(_DAY + r"[ ./-]*(?:of )?" + _NAME + r"[ ,/-]*" + _YEAR), _named),
    (re.compile(_NAME + r"[ /-]*" + _DAY + r"[ ,/-]+" + _YEAR), _named),
)


def _clock(typed: str) -> Clock:
    found = _CLOCK.fullmatch(typed)
    if found is None:
        raise _no_such_time()
    try:
        return Clock(
            time(
                _hour(int(found["hour"]), found["half"]),
                int(found["minute"]),
                int(found["second"] or 0),
                int((found["fraction"] or "0").ljust(6, "0")[:6]),
            ),
            _offset(found),
        )
    except ValueError as error:
        raise _no_such_time() from error


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= MONTHS:
        raise _no_such_time()
    return hour % 12 + (0 if half in _MORNING else 12)


def _offset(found: re.Match[str]) -> timezone | None:
    if found["offset"] is None:
        return None
    offset = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    return timezone(-offset if found["sign"] == "-" else offset)


def _no_such_time() -> Invalid:
    return Invalid("There is no such time of day; please write it like 14:30.", code="time_invalid")
