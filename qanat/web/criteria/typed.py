"""What somebody types for a condition, in their digits and calendar, and the JSON that it stands for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from qanat.criteria.public import Days, Field, Operator, Range, Several
from qanat.kernel.calendars import in_calendar
from qanat.kernel.dates import read_date
from qanat.kernel.errors import Invalid
from qanat.kernel.numbers import read_number
from qanat.kernel.shown import shown_digits
from qanat.kernel.text import ascii_digits, seen
from qanat.web.look import Look

NUMBERS: Final = frozenset(("number", "money"))
TIMES: Final = frozenset(("date", "written_date", "instant"))
COMPARED: Final = frozenset(("at_least", "at_most", "more_than", "less_than", "between"))
DAYS_AGO: Final = "ago"


@dataclass(frozen=True)
class Typed:
    """What came from the inputs of one condition.

    Attributes:
        texts: one for each input or chosen box, in order.
        unit: `ago` where a number of days was meant and not a date.
    """

    texts: Sequence[str]
    unit: str = ""

    def text(self, index: int = 0) -> str:
        """What stands in one of the inputs."""
        return self.texts[index].strip() if index < len(self.texts) else ""


def operand(operator: Operator, field: Field, typed: Typed, look: Look) -> Any:
    """The operand as JSON; raises `Invalid` where it cannot be read."""
    read = reader_of(field, operator.name, look)
    match operator.operand:
        case Days():
            return whole(typed.text())
        case Range():
            return [read(typed.text(0)), read(typed.text(1))]
        case Several():
            return [read(text) for text in lines(typed.texts)]
        case _ if field.type.name in TIMES:
            return moment(typed.text(), typed.unit, look)
        case _:
            return read(typed.text())


def reader_of(field: Field, operator_name: str, look: Look) -> Callable[[str], Any]:
    """How one value of the field is read."""
    kind = field.type.name
    if kind in NUMBERS or (kind == "property" and _numeric(field, operator_name)):
        return number
    if kind in TIMES:
        return lambda text: moment(text, "", look)
    if kind == "user":
        return _user
    return seen


def _numeric(field: Field, operator_name: str) -> bool:
    return operator_name in COMPARED or isinstance(field.example, int | float)


def _user(text: str) -> int | str:
    plain = ascii_digits(seen(text))
    return int(plain) if plain.isdecimal() else plain


def number(text: str) -> int | str:
    """A whole number as such, any other as text, so that it stays exact."""
    value: Decimal = read_number(text)
    return int(value) if value == int(value) else f"{value:f}"


def whole(text: str) -> int:
    """A number of days or times."""
    value = read_number(text)
    if value != int(value):
        raise Invalid("Please give a whole number.", code="number_invalid")
    return int(value)


def moment(text: str, unit: str, look: Look) -> Any:
    """A day typed in the calendar of the reader, or so many days ago."""
    if unit == DAYS_AGO:
        return {"days_ago": whole(text)}
    return read_date(text, calendar=look.calendar, dayfirst=True).isoformat()


def lines(texts: Sequence[str]) -> list[str]:
    """Every line of every text that has something in it, once."""
    found = (line.strip() for text in texts for line in text.splitlines())
    return list(dict.fromkeys(line for line in found if line))


def typed_from(raw: object, look: Look) -> Typed:
    """What the inputs show for an operand."""
    match raw:
        case None:
            return Typed(())
        case {"days_ago": days}:
            return Typed((_shown(days, look),), DAYS_AGO)
        case list():
            return Typed(tuple(_shown(each, look) for each in raw))
        case _:
            return Typed((_shown(raw, look),))


def _shown(raw: object, look: Look) -> str:
    match raw:
        case bool():
            return str(raw).lower()
        case int() | float():
            return shown_digits(str(raw), look.digits)
        case str() if _is_day(raw):
            return shown_day(date.fromisoformat(raw[:10]), look)
        case Mapping():
            return _shown(raw.get("days_ago", ""), look)
        case _:
            return str(raw)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return len(text) == len("2026-03-01") or text[10:11] in ("T", " ")


def shown_day(day: date, look: Look) -> str:
    """A day in the figures of the reader's calendar, as it can be typed again."""
    try:
        year, month, number_of_day = in_calendar(day, look.calendar)
    except Invalid:
        year, month, number_of_day = day.year, day.month, day.day
    return shown_digits(f"{year:04}-{month:02}-{number_of_day:02}", look.digits)
