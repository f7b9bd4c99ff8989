"""The ten kinds of custom fields: how a value of each is checked and stored.

Stored are JSON values: text, a number, `{"amount": "12.50", "currency": "SAR"}`, an ISO date,
one of the choices, a list of choices in their order, an address, an e-mail, E.164, true or false.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from qanat.kernel.currencies import is_currency
from qanat.kernel.dates import read_date
from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.numbers import read_number
from qanat.kernel.text import clean_lines, matching_key
from qanat.people.readers import Place, read_email, read_phone_number, read_url, text_of

LONGEST_TEXT: Final = 5000
EXACT_DIGITS: Final = 15
"""A JSON number of this many digits comes back as it went."""
_CENT: Final = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class FieldRule:
    """What a custom field asks of its values.

    Attributes:
        kind: one of `KINDS`.
        choices: allowed values, for choice and choices.
    """

    key: str
    kind: str
    choices: tuple[str, ...] = ()


def read_custom(
    given: object, fields: Sequence[FieldRule], place: Place
) -> tuple[dict[str, Any], list[Fault]]:
    """The values fit to store, None for those to take away, and what is wrong with the others."""
    if given is None:
        return {}, []
    if not isinstance(given, Mapping):
        message = "This must be an object with named values."
        return {}, [Fault(("custom",), message, "wrong_type")]
    rules = {rule.key: rule for rule in fields}
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for key, value in given.items():
        path = ("custom", str(key))
        if key not in rules:
            faults.append(Fault(path, "There is no custom field of this name.", "unknown_field"))
            continue
        try:
            values[key] = read_value(value, rules[key], place)
        except Invalid as error:
            faults += [Fault((*path, *one.path), one.message, one.code) for one in error.faults]
    return values, faults


def read_value(value: object, rule: FieldRule, place: Place) -> Any:
    """One value fit to store; None when nothing is known.

    Raises:
        Invalid: it does not fit the field.
    """
    if value is None or value in ("", []):
        return None
    read = KINDS[rule.kind](value, rule, place)
    return None if read == "" else read


def _text(value: object, _rule: FieldRule, _place: Place) -> str:
    if not isinstance(value, str):
        return text_of(value)
    text = clean_lines(value)
    if len(text) > LONGEST_TEXT:
        raise Invalid(f"At most {LONGEST_TEXT} characters are kept.", code="too_long")
    return text


def _number(value: object, _rule: FieldRule, _place: Place) -> int | float:
    number = _decimal(value)
    if number == number.to_integral_value():
        return int(number)
    if len(number.normalize().as_tuple().digits) > EXACT_DIGITS:
        message = f"At most {EXACT_DIGITS} digits are kept."
        raise Invalid(message, code="number_range")
    return float(number)


def _decimal(value: object) -> Decimal:
    match value:
        case bool():
            raise Invalid("This must be a number.", code="wrong_type")
        case int() | float() | Decimal():
            return read_number(str(value))
        case str():
            return read_number(value)
        case _:
            raise Invalid("This must be a number.", code="wrong_type")


def _money(value: object, _rule: FieldRule, _place: Place) -> dict[str, str]:
    if not isinstance(value, Mapping) or set(value) != {"amount", "currency"}:
        raise Invalid("Please give an amount and a currency.", code="money_shape")
    currency = text_of(value["currency"]).upper()
    if not is_currency(currency):
        message = "Please give the currency by its code of three letters, such as SAR."
        raise Invalid(message, ("currency",), code="currency_unknown")
    amount = _decimal(value["amount"]).quantize(_CENT, ROUND_HALF_UP)
    return {"amount": str(amount), "currency": currency}


def _date(value: object, _rule: FieldRule, _place: Place) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return read_date(text_of(value)).isoformat()


def _choice(value: object, rule: FieldRule, _place: Place) -> str:
    key = matching_key(text_of(value))
    for choice in rule.choices:
        if matching_key(choice) == key:
            return choice
    raise Invalid(f"Please choose one of: {', '.join(rule.choices)}.", code="unknown_choice")


def _choices(value: object, rule: FieldRule, place: Place) -> list[str]:
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple):
        raise Invalid("This must be a list.", code="wrong_type")
    chosen = set()
    for index, one in enumerate(given):
        try:
            chosen.add(_choice(one, rule, place))
        except Invalid as error:
            raise Invalid(str(error), (index,), code=error.faults[0].code) from error
    return [choice for choice in rule.choices if choice in chosen]


def _url(value: object, _rule: FieldRule, place: Place) -> str:
    return read_url(value, place)


def _email(value: object, _rule: FieldRule, place: Place) -> str:
    return read_email(value, place)


def _phone(value: object, _rule: FieldRule, place: Place) -> str:
    return read_phone_number(value, place)


_YES: Final = {matching_key(word) for word in ("yes", "true", "1", "نعم", "بله", "آری")}
_NO: Final = {matching_key(word) for word in ("no", "false", "0", "لا", "خیر", "نه")}


def _yes_no(value: object, _rule: FieldRule, _place: Place) -> bool:
    if isinstance(value, bool):
        return value
    word = matching_key(text_of(value))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Invalid("Please answer yes or no.", code="yes_no_invalid")


KINDS: Final[Mapping[str, Callable[[object, FieldRule, Place], Any]]] = {
    "text": _text,
    "number": _number,
    "money": _money,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "url": _url,
    "email": _email,
    "phone": _phone,
    "yes_no": _yes_no,
}
"""The reader of each kind."""
