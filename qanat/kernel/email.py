"""E-mail addresses in the one form by which they are stored and matched."""

import re
from typing import Final
from unicodedata import normalize

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

from qanat.kernel.errors import Invalid
from qanat.kernel.text import seen

LONGEST_ADDRESS: Final = 254

# Reserved domains such as .local and .test are in use inside companies and in trials.
SPECIAL_USE_DOMAIN_NAMES.clear()

# What nearly every address looks like. It accepts less than email-validator, never more, and
# never something else; a property test holds that. Labels with `--` in third place (punycode)
# take the long way.
_PLAIN: Final = re.compile(
    r"(?=.{3,254}\Z)(?=[^@]{1,64}@)"
    r"[a-z0-9_!#$%&'*+/=?^`{|}~-]+(?:\.[a-z0-9_!#$%&'*+/=?^`{|}~-]+)*"
    r"@(?=.{1,253}\Z)"
    r"(?:(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+"
    r"(?!..--)"
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61})?)?[a-z]\Z"
)


def normal_email(text: str) -> str:
    """The address in lower case, its domain in ASCII (`xn--…`), fit to store and to match.

    Trimmed, NFKC, without invisible characters. Nothing is looked up; whether the address
    receives mail is not known. The part before the @ may be in any script. Lower case also
    before the @, since no provider of note tells `Ali@` from `ali@`.

    Raises:
        Invalid: `email_empty`, `email_space`, `email_too_long`, `email_at`, `email_domain`
            or `email_name`.
    """
    address = _lowered(text)
    if _PLAIN.match(address):
        return address
    _refuse_shape(address)
    return _validated(address)


def domain_of_email(email: str) -> str:
    """The part after the @ of a normal address."""
    return email.rpartition("@")[2]


def _lowered(text: str) -> str:
    if text.isascii():
        return text.strip().lower()
    # Lower-casing after NFKC can leave letters that NFKC would compose, hence again.
    return normalize("NFKC", normalize("NFKC", seen(text)).lower()).strip()


def _refuse_shape(address: str) -> None:
    if not address:
        raise Invalid("Please give an e-mail address.", code="email_empty")
    if len(address.encode("utf-8", "replace")) > LONGEST_ADDRESS:
        raise Invalid(
            "This e-mail address is too long; 254 characters are the most.", code="email_too_long"
        )
    if any(character.isspace() for character in address):
        raise Invalid(
            "An e-mail address has no spaces or line breaks; please give one address only.",
            code="email_space",
        )
    if address.count("@") != 1:
        raise Invalid("An e-mail address has exactly one @ sign.", code="email_at")


def _validated(address: str) -> str:
    name, _, domain = address.partition("@")
    try:
        found = validate_email(f"a@{domain}", check_deliverability=False)
    except EmailNotValidError as error:
        raise Invalid(
            "The part after the @ sign is not a domain that can receive mail, such as example.com.",
            code="email_domain",
        ) from error
    try:
        found = validate_email(
            f"{name}@{found.ascii_domain}", check_deliverability=False, strict=True
        )
    except EmailNotValidError as error:
        raise Invalid(
            "The part before the @ sign is not complete or has characters that are not allowed.",
            code="email_name",
        ) from error
    return f"{found.local_part}@{found.ascii_domain}"
