"""Readers of single values: each gives what is stored, or raises `Invalid`.

None and empty text are read as "nothing is known": empty text, or None for what is not text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from qanat.kernel.countries import country_code
from qanat.kernel.dates import read_instant
from qanat.kernel.email import normal_email
from qanat.kernel.errors import Invalid
from qanat.kernel.numbers import read_number
from qanat.kernel.phone import read_phone
from qanat.kernel.text import clean

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
CLOCK_TOLERANCE: Final = timedelta(days=1)
LONGEST_URL: Final = 2000
LARGEST_ACCOUNT: Final = 100_000_000


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where and when an entry was made: what readers need to know besides the value.

    Attributes:
        country: where a phone without a prefix is dialled; None when not known.
    """

    country: str | None
    now: datetime


def text_of(value: object) -> str:
    """One line of text; whole numbers are taken as their digits, as spreadsheets give phones."""
    match value:
        case None:
            return ""
        case str():
            return clean(value)
        case bool():
            raise Invalid("This must be text.", code="wrong_type")
        case int():
            return str(value)
        case _:
            raise Invalid("This must be text.", code="wrong_type")


def short_text(longest: int) -> Callable[[object, Place], str]:
    """A reader of one line of at most `longest` characters."""

    def read(value: object, _place: Place) -> str:
        text = text_of(value)
        if len(text) > longest:
            raise Invalid(f"At most {longest} characters are kept.", code="too_long")
        return text

    return read


def read_email(value: object, _place: Place) -> str:
    """An e-mail address in its normal form."""
    # Not cleaned first: a line break inside an address must be told, not mended.
    text = value if isinstance(value, str) else text_of(value)
    return normal_email(text) if text.strip() else ""


def read_phone_number(value: object, place: Place) -> str:
    """A telephone number in E.164, with ` ext. 12` behind it when it has an extension."""
    text = text_of(value)
    if not text:
        return ""
    phone = read_phone(text, place.country)
    return f"{phone.number} ext. {phone.extension}" if phone.extension else phone.number


_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)")
_HOST = re.compile(r"(?=.{4,253}\Z)[^\s/?#@:]+(\.[^\s/?#@:.]+)+\.?")


def read_url(value: object, _place: Place) -> str:
    """An http or https address; `https://` is put before one without a scheme."""
    text = text_of(value)
    if not text:
        return ""
    if len(text) > LONGEST_URL:
        raise Invalid(f"At most {LONGEST_URL} characters are kept.", code="too_long")
    address = text if _SCHEME.match(text) else f"https://{text}"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise _not_a_url() from error
    if parts.scheme.lower() not in {"http", "https"}:
        raise Invalid("An address must begin with http:// or https://.", code="url_scheme")
    if " " in address or not _HOST.fullmatch(host):
        raise _not_a_url()
    return address


def _not_a_url() -> Invalid:
    return Invalid("This is not a web address, such as https://example.com.", code="url_invalid")


def read_domain(value: object, place: Place) -> str:
    """A domain in lower case without `www`, also from a whole address."""
    address = read_url(value, place)
    return (urlsplit(address).hostname or "").removeprefix("www.").rstrip(".")


def read_country(value: object, _place: Place) -> str:
    """The ISO 3166 code of a country, from its code or its name in three languages."""
    text = text_of(value)
    if not text:
        return ""
    code = country_code(text)
    if code is None:
        message = "Please give a country by its name or its code of two letters."
        raise Invalid(message, code="country_unknown")
    return code


_LANGUAGE = re.compile(r"([a-zA-Z]{2})(?:[-_].*)?")


def read_language(value: object, _place: Place) -> str:
    """The ISO 639-1 code of a language, also from a locale such as `ar-SA`."""
    text = text_of(value)
    if not text:
        return ""
    found = _LANGUAGE.fullmatch(text)
    if not found:
        raise Invalid("Please give a language by its code of two letters.", code="language_unknown")
    return found[1].lower()


def read_time_zone(value: object, _place: Place) -> str:
    """The IANA name of a time zone."""
    text = text_of(value)
    if text and text not in _time_zones():
        raise Invalid("Please give a time zone such as Asia/Riyadh.", code="time_zone_unknown")
    return text


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def read_size(value: object, _place: Place) -> int | None:
    """A number of employees."""
    if isinstance(value, bool) or not isinstance(value, int | str | None):
        raise Invalid("This must be a whole number.", code="wrong_type")
    text = text_of(value)
    if not text:
        return None
    number = read_number(text)
    if number != number.to_integral_value() or not 0 <= number <= LARGEST_ACCOUNT:
        raise Invalid("Please give a whole number of employees.", code="out_of_range")
    return int(number)


def read_came_at(value: object, place: Place) -> datetime | None:
    """An instant between 1990 and now; the clock of a sender may be a day ahead."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise Invalid("The date needs a time zone, such as +03:00.", code="date_without_zone")
        at = value
    else:
        text = text_of(value)
        if not text:
            return None
        at = read_instant(text, zone=UTC)
    if at < EARLIEST:
        raise Invalid("The date is before 1990; please check the year.", code="date_too_early")
    if at > place.now + CLOCK_TOLERANCE:
        raise Invalid("The date is in the future; please check it.", code="date_in_future")
    return at
