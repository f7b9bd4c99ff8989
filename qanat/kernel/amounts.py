"""Amounts of money as people write them in three languages."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from qanat.kernel.currencies import TOMAN, currency_of
from qanat.kernel.errors import Invalid
from qanat.kernel.money import DECIMAL_PLACES, Money
from qanat.kernel.numbers import LIMIT, LONGEST_TYPED, one_spelling, read_number
from qanat.kernel.phrase import Phrase
from qanat.kernel.text import matching_key

TOMAN_NOTE: Final = Phrase(
    en="Toman is not a currency of its own; each was counted as 10 rial.",
    ar="التومان ليس عملة مستقلة؛ حُسب كل تومان بعشرة ريالات إيرانية.",
    fa="تومان واحد پول مستقلی نیست؛ هر تومان ۱۰ ریال حساب شد.",
)

_CENT: Final = Decimal(1).scaleb(-DECIMAL_PLACES)
_SCALES: Final = {
    matching_key(word): Decimal(10) ** power
    for power, words in {
        3: "k thousand ألف آلاف الف هزار",
        6: "m mn mm mio million millions مليون ملايين میلیون ملیون",
        9: "b bn billion billions مليار مليارات میلیارد",
    }.items()
    for word in words.split()
}
_WRITTEN = re.compile(
    r"(?P<before>[^0-9]*?)"
    r"(?P<number>[.,٫]?[0-9](?:[0-9.,٫٬' ]*[0-9])?(?:[eE][-+]?[0-9]{1,3}(?![0-9]))?)"
    r"(?P<after>[^0-9]*)"
)
_SIGNS = re.compile(r"[-+()\s]+")


@dataclass(frozen=True)
class Amount:
    """An amount of money as read.

    Attributes:
        money: what was understood.
        note: what the person should be told about how it was understood, if anything.
    """

    money: Money
    note: Phrase | None


def read_money(text: str, currency: str, *, decimal: str | None = None) -> Money:
    """The money in "$22,700.00", "$342.09K", "SAR 500", "٥٠٠ ر.س", "۵۰۰ هزار تومان".

    `currency` is that of the organisation: meant when none is written, and preferred when a
    sign is shared. `decimal` is as for `read_number`. Rounded half up to two decimals. One
    toman is 10 rial; `read_amount` says so.

    Raises:
        Invalid: `money_empty`, `money_invalid`, `money_currency`, or `money_range` from 10¹⁶.
    """
    return read_amount(text, currency, decimal=decimal).money


def read_amount(text: str, currency: str, *, decimal: str | None = None) -> Amount:
    """The money as by `read_money`, with a note when it was converted."""
    typed = one_spelling(text).removesuffix("/-").removesuffix("/=")
    if not typed:
        raise Invalid("Please give an amount.", code="money_empty")
    found = _WRITTEN.fullmatch(typed) if len(typed) <= LONGEST_TYPED else None
    if found is None:
        raise _not_an_amount()
    value = _value(found["number"], decimal)
    if _is_negative(found["before"], found["after"]):
        value = value.copy_negate()
    scale, words = _scale_and_words(found["before"], found["after"])
    value *= scale
    if matching_key(words) in TOMAN:
        return Amount(Money(_in_cents(value * 10), "IRR"), TOMAN_NOTE)
    return Amount(Money(_in_cents(value), _currency(words, usual=currency)), None)


def _value(number: str, decimal: str | None) -> Decimal:
    try:
        return read_number(number, decimal=decimal)
    except Invalid as error:
        if error.faults[0].code == "number_range":
            raise _out_of_range() from error
        raise _not_an_amount() from error


def _is_negative(before: str, after: str) -> bool:
    """One minus before the number, one after it, or parentheses; anything else is refused."""
    signs = "".join(sign for sign in f"{before}|{after}" if sign in "-+()|")
    match signs:
        case "|" | "+|":
            return False
        case "-|" | "|-" | "(|)":
            return True
        case _:
            raise _not_an_amount()


def _scale_and_words(before: str, after: str) -> tuple[Decimal, str]:
    words = _SIGNS.sub(" ", after).split()
    scale = Decimal(1)
    while words and matching_key(words[0]) in _SCALES:
        scale *= _SCALES[matching_key(words.pop(0))]
    return scale, " ".join([*_SIGNS.sub(" ", before).split(), *words])


def _currency(words: str, *, usual: str) -> str:
    code = currency_of(words, usual=usual) if words else usual
    if code is None:
        raise Invalid(
            "This currency is not known or not clear; please write its code, such as SAR.",
            code="money_currency",
        )
    return code


def _in_cents(value: Decimal) -> Decimal:
    if abs(value) < LIMIT:
        rounded = value.quantize(_CENT, rounding=ROUND_HALF_UP)
        if abs(rounded) < LIMIT:
            return rounded
    raise _out_of_range()


def _out_of_range() -> Invalid:
    return Invalid("This amount is too large.", code="money_range")


def _not_an_amount() -> Invalid:
    return Invalid(
        "This is not an amount of money that can be read without guessing.", code="money_invalid"
    )
