"""Dates, numbers and money as a person wants to see them: calendar, language and digits.

Digits are named as in Unicode: `latn` 123, `arab` ١٢٣, `arabext` ۱۲۳; any other name is `latn`.
What comes out has no isolation around it: pages put it in `<bdi>`, plain text in `isolated`.
"""

from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import Final

from babel.numbers import get_currency_symbol

from qanat.kernel.calendars import CalendarDay, in_calendar
from qanat.kernel.errors import Invalid
from qanat.kernel.money import DECIMAL_PLACES, Money
from qanat.kernel.months import CALENDARS, GREGORIAN, HIJRI, month_name
from qanat.kernel.text import ARABIC_DIGITS, PERSIAN_DIGITS

LATIN: Final = "latn"
ARABIC: Final = "arab"
PERSIAN: Final = "arabext"
NUMBERING: Final = (LATIN, ARABIC, PERSIAN)

_ASCII: Final = "0123456789"
_DIGITS: Final = {
    ARABIC: str.maketrans(_ASCII, ARABIC_DIGITS),
    PERSIAN: str.maketrans(_ASCII, PERSIAN_DIGITS),
}
_NUMBERS: Final = {
    ARABIC: str.maketrans(_ASCII + ",.", ARABIC_DIGITS + "٬٫"),
    PERSIAN: str.maketrans(_ASCII + ",.", PERSIAN_DIGITS + "٬٫"),
}
_RIGHT_TO_LEFT: Final = frozenset(("ar", "fa"))
_LEFT_TO_RIGHT_MARK: Final = "\u200e"
_NO_BREAK_SPACE: Final = "\u00a0"
_HIJRI_ERA: Final = {"ar": " هـ", "fa": " ه.ق"}


def shown_digits(text: str, digits: str) -> str:
    """The text with its ASCII digits written in `digits`, and nothing else changed."""
    return text.translate(_DIGITS[digits]) if digits in _DIGITS else text


def shown_date(
    day: date, *, calendar: str, language: str, digits: str, beside: date | None = None
) -> str:
    """Day, month and year in words: 15 Apr 2021, ٣ رمضان ١٤٤٢ هـ, ۲۶ فروردین ۱۴۰۰.

    Where `calendar` is not known, the Gregorian date. The year is left out when it is that of `beside`.
    """
    calendar, found = _known_day(day, calendar)
    month = month_name(found.month, calendar=calendar, language=language)
    if language not in _RIGHT_TO_LEFT and calendar == GREGORIAN:
        month = month[:3]
    if beside is not None and _known_day(beside, calendar)[1].year == found.year:
        return shown_digits(f"{found.day} {month}", digits)
    era = _HIJRI_ERA.get(language, " AH") if calendar == HIJRI else ""
    return shown_digits(f"{found.day} {month} {found.year}{era}", digits)


def shown_month(day: date, *, calendar: str, language: str, digits: str) -> str:
    """The month and year of the day: April 2021, رمضان ١٤٤٢ هـ, فروردین ۱۴۰۰."""
    calendar, found = _known_day(day, calendar)
    month = month_name(found.month, calendar=calendar, language=language)
    era = _HIJRI_ERA.get(language, " AH") if calendar == HIJRI else ""
    return shown_digits(f"{month} {found.year}{era}", digits)


def shown_instant(at: datetime, *, zone: tzinfo, calendar: str, language: str, digits: str) -> str:
    """Date and time of day, 24 hours, on the wall clock of `zone`: 15 Apr 2021 23:03."""
    local = at.astimezone(zone)
    day = shown_date(local.date(), calendar=calendar, language=language, digits=digits)
    return f"{day} {shown_digits(f'{local:%H:%M}', digits)}"


def shown_number(
    value: Decimal | int, *, language: str, digits: str, places: int | None = None
) -> str:
    """The number in groups of three: 1,234.5, ١٬٢٣٤٫٥, ۱٬۲۳۴٫۵.

    `places` decimals, rounded half to even, or as many as there are. In a right-to-left
    language a minus has a left-to-right mark before it, so that it stays on its side.
    """
    number = Decimal(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    written = f"{abs(number):,f}"
    if digits in _NUMBERS:
        written = written.translate(_NUMBERS[digits])
    return minus(language) + written if number < 0 else written


def shown_money(money: Money, *, language: str, digits: str) -> str:
    """The amount with its currency: $1,234.50, SAR 1,234, ١٬٢٣٤٫٥٠ ر.س., ۱٬۲۳۴ ریال.

    With two decimals, and none where the amount is whole.
    """
    whole = money.amount == money.amount.to_integral_value()
    places = 0 if whole else DECIMAL_PLACES
    amount = shown_number(abs(money.amount), language=language, digits=digits, places=places)
    shown = with_currency(amount, money.currency, language=language)
    return minus(language) + shown if money.amount < 0 else shown


def with_currency(amount: str, currency: str, *, language: str) -> str:
    """An amount that is written already, with the sign of its currency where the language has it."""
    symbol = _symbol(currency, language)
    if language in _RIGHT_TO_LEFT:
        return f"{amount}{_NO_BREAK_SPACE}{symbol}"
    return f"{symbol}{_NO_BREAK_SPACE if symbol[-1].isalpha() else ''}{amount}"


def minus(language: str) -> str:
    """The minus before a written amount, which stays on its side in a right-to-left language."""
    return f"{_LEFT_TO_RIGHT_MARK}-" if language in _RIGHT_TO_LEFT else "-"


def _known_day(day: date, calendar: str) -> tuple[str, CalendarDay]:
    if calendar in CALENDARS:
        try:
            return calendar, in_calendar(day, calendar)
        except Invalid:
            pass  # no such calendar for that day
    return GREGORIAN, in_calendar(day, GREGORIAN)


@lru_cache(maxsize=512)
def _symbol(code: str, language: str) -> str:
    locale = language if language in _RIGHT_TO_LEFT else "en"
    return get_currency_symbol(code, locale=locale).strip("\u200e\u200f")
