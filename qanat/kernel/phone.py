"""Telephone numbers in the one form by which they are stored and matched: E.164."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, ValidationResult

from qanat.kernel.errors import Invalid
from qanat.kernel.text import ascii_digits, seen

LONGEST_TYPED: Final = 60
MOST_JUST_READ: Final = 2_000

_INTERNATIONAL_PREFIX = re.compile(r"^\(?00\)?[\s.-]*(?=[1-9])")
_EXTENSION_WORD = re.compile(r"\s*(?:تحويلة|تحويله|داخلی|داخلي)\s*:?\s*(?=[0-9])")
_SECOND_NUMBER = re.compile(r"(?<=[0-9])\s*[/|،]\s*[+(]?[0-9].*$", re.DOTALL)
_WITHOUT_PLUS = re.compile(r"[1-9][0-9 .()-]{10,}")


@dataclass(frozen=True)
class Phone:
    """A telephone number as read.

    Attributes:
        number: E.164, such as `+966501234567`.
        extension: digits to dial after the call is answered; empty when there are none.
    """

    number: str
    extension: str


@lru_cache(maxsize=8192)
def read_phone(text: str, country: str | None) -> Phone:
    """The number and extension in what was typed, in any digits.

    `country` is the ISO code of where a number without `+` or `00` is dialled. A number is
    accepted when its length is possible there; whether it is in use is not known. Where it is
    not possible, but valid as an international number that lost its `+`, it is read as that.
    Of two numbers with a slash between them the first is read.

    Raises:
        Invalid: `phone_empty`, `phone_country` (no country given or code not in use),
            `phone_too_short`, `phone_too_long` or `phone_invalid`.
    """
    typed = _INTERNATIONAL_PREFIX.sub("+", ascii_digits(seen(text)))
    if not typed:
        raise Invalid("Please give a telephone number.", code="phone_empty")
    if len(typed) > LONGEST_TYPED:
        raise Invalid("This is too long for a telephone number.", code="phone_too_long")
    typed = _SECOND_NUMBER.sub("", _EXTENSION_WORD.sub(" ext. ", typed))
    try:
        return _possible_phone(typed, country)
    except Invalid:
        lost_plus = _phone_that_lost_its_plus(typed)
        if lost_plus is None:
            raise
        return lost_plus


def normal_phone(text: str, country: str | None) -> str:
    """The number in E.164 without its extension; raises as `read_phone` does."""
    return read_phone(text, country).number


@lru_cache(maxsize=8192)
def shown_phone(e164: str) -> str:
    """The number spaced as in its own country, `+966 50 123 4567`; always left to right."""
    try:
        parsed = phonenumbers.parse(e164)
    except NumberParseException:
        return e164
    return str(phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL))


@lru_cache(maxsize=8192)
def country_of_phone(e164: str) -> str | None:
    """ISO code of the country whose number this is; None when no one country's."""
    try:
        parsed = _just_read.pop(e164, None) or phonenumbers.parse(e164)
    except NumberParseException:
        return None
    region = phonenumbers.region_code_for_number(parsed)
    return None if region is None or region == "001" else str(region)


def _possible_phone(typed: str, country: str | None) -> Phone:
    try:
        parsed = phonenumbers.parse(typed, country)
    except NumberParseException as error:
        raise _refusal(error) from error
    _refuse_impossible(parsed)
    return _phone(parsed)


def _phone_that_lost_its_plus(typed: str) -> Phone | None:
    if not _WITHOUT_PLUS.fullmatch(typed):
        return None
    try:
        parsed = phonenumbers.parse(f"+{typed}")
    except NumberParseException:
        return None
    return _phone(parsed) if phonenumbers.is_valid_number(parsed) else None


_just_read: dict[str, PhoneNumber] = {}
"""Numbers whose country will be asked for next, as a lead does: reading one anew costs 40 µs."""


def _phone(parsed: PhoneNumber) -> Phone:
    number = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    if len(_just_read) >= MOST_JUST_READ:
        _just_read.clear()
    _just_read[number] = parsed
    return Phone(number, parsed.extension or "")


def _refuse_impossible(parsed: PhoneNumber) -> None:
    match phonenumbers.is_possible_number_with_reason(parsed):
        case ValidationResult.IS_POSSIBLE:
            return
        case ValidationResult.TOO_LONG:
            raise Invalid("This telephone number has too many digits.", code="phone_too_long")
        case ValidationResult.TOO_SHORT | ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
            raise Invalid(
                "This telephone number has too few digits; please add the area code.",
                code="phone_too_short",
            )
        case _:
            raise Invalid(
                "No telephone number of that country has this many digits.", code="phone_invalid"
            )


def _refusal(error: NumberParseException) -> Invalid:
    match error.error_type:
        case NumberParseException.INVALID_COUNTRY_CODE:
            return Invalid(
                "Please give the country code of this number, starting with +.",
                code="phone_country",
            )
        case NumberParseException.TOO_LONG:
            return Invalid("This telephone number has too many digits.", code="phone_too_long")
        case NumberParseException.TOO_SHORT_NSN | NumberParseException.TOO_SHORT_AFTER_IDD:
            return Invalid(
                "This telephone number has too few digits; please add the area code.",
                code="phone_too_short",
            )
        case _:
            return Invalid("This is not a telephone number.", code="phone_invalid")
