"""Numbers as people write them in three languages."""

import re
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from qanat.kernel.errors import Invalid
from qanat.kernel.text import ascii_digits, seen

LIMIT: Final = Decimal(10) ** 16
"""Every number is nearer to zero than this, as in an 18-digit column with two decimals."""

MOST_DECIMALS: Final = 20
LONGEST_TYPED: Final = 64

_SIMPLE = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_NUMBER = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-+]?)\s*"
    r"(?P<body>[0-9][0-9.,٫٬' ]*|[.,٫][0-9]+)"
    r"(?:[eE](?P<exponent>[-+]?[0-9]{1,3}))?"
    r"\s*(?P<close>\))?"
)
_GROUPED = re.compile(
    r"[0-9]+"
    r"|[1-9][0-9]{0,2}(?:(?P<mark>[.,٬' ])[0-9]{3})(?:(?P=mark)[0-9]{3})*"
    r"|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"  # as in India: 12,34,567
)
_ONE_SIGN = str.maketrans({"−": "-", "–": "-", "،": ",", "’": "'", "٪": "%"})


def read_number(text: str, *, decimal: str | None = None) -> Decimal:
    """The number in "1,234.50", "1.234,50", "١٬٢٣٤٫٥", "(1 234)", "-۱۲٫۵", "12.5%" (0.125).

    `decimal` is the decimal separator, "." or ",", when it is known, as for a file. Otherwise
    a lone point separates decimals (1.234 is near one), and a lone comma separates thousands
    where it can (1,234 is over a thousand) and else decimals (12,5 is twelve and a half).

    Raises:
        Invalid: `number_empty`, `number_invalid`, or `number_range` from 10¹⁶ on or with more
            than 20 decimals.
    """
    if decimal is None and _SIMPLE.fullmatch(text):
        return _within_limits(Decimal(text))
    typed = one_spelling(text)
    if not typed:
        raise Invalid("Please give a number.", code="number_empty")
    without_percent = typed.removeprefix("%").removesuffix("%").strip()
    value = _signed_value(without_percent, decimal)
    return _within_limits(value.scaleb(-2) if without_percent != typed else value)


def one_spelling(text: str) -> str:
    """The text with ASCII digits, one kind of minus, percent sign and comma, and trimmed."""
    return ascii_digits(normalize("NFKC", seen(text))).translate(_ONE_SIGN).strip()


def _signed_value(typed: str, decimal: str | None) -> Decimal:
    found = _NUMBER.fullmatch(typed) if len(typed) <= LONGEST_TYPED else None
    if not found or bool(found["open"]) != bool(found["close"]):
        raise _not_a_number()
    whole, fraction = _cut(found["body"].strip(), decimal)
    if not _GROUPED.fullmatch(whole):
        raise _not_a_number()
    digits = re.sub(r"[^0-9]", "", whole)
    value = Decimal(f"{digits}.{fraction}E{found['exponent'] or 0}")
    return value.copy_negate() if found["open"] or found["sign"] == "-" else value


def _cut(body: str, decimal: str | None) -> tuple[str, str]:
    """The whole part, groups and all, and the decimals; "0" for either that is empty."""
    mark = _decimal_mark(body, decimal)
    if mark is None:
        return body, "0"
    whole, _, fraction = body.rpartition(mark)
    if not fraction.isdecimal() or mark in whole:
        raise _not_a_number()
    return whole or "0", fraction


def _decimal_mark(body: str, decimal: str | None) -> str | None:
    if "٫" in body:
        return "٫"
    if "." in body and "," in body:
        return max(".,", key=body.rindex)
    if decimal is not None:
        return decimal if decimal in body else None
    if body.count(".") == 1:
        return "."
    return "," if body.count(",") == 1 and not _GROUPED.fullmatch(body) else None


def _within_limits(value: Decimal) -> Decimal:
    if not value:
        return Decimal(0)
    exponent = value.as_tuple().exponent
    if value.adjusted() >= LIMIT.adjusted() or int(exponent) < -MOST_DECIMALS:
        raise Invalid("This number is too large or has too many decimals.", code="number_range")
    return value


def _not_a_number() -> Invalid:
    return Invalid("This is not a number that can be read without guessing.", code="number_invalid")
