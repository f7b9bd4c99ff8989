"""E-mail addresses and telephone numbers, compared in their one normal form, so that the index serves."""

from collections.abc import Sequence
from dataclasses import dataclass

from qanat.criteria.registry import Field
from qanat.criteria.types.base import among, outside, read_text
from qanat.criteria.types.text import TextType, like_escaped
from qanat.kernel.email import normal_email
from qanat.kernel.phone import normal_phone
from qanat.kernel.sql import Sql
from qanat.kernel.text import ascii_digits


@dataclass(frozen=True)
class EmailType(TextType):
    """Normal e-mail addresses."""

    def read(self, raw: object, field: Field) -> str:
        """The address in its normal form."""
        return normal_email(read_text(raw))

    def among(self, field: Field, values: Sequence[str]) -> Sql:
        """Equal in normal form."""
        return among(field.value, list(values))

    def outside(self, field: Field, values: Sequence[str]) -> Sql:
        """Equal to none in normal form."""
        return outside(field.value, list(values))

    def like(self, field: Field, fragment: str, *, before: str, after: str) -> Sql:
        """The address has `fragment` in it, in lower case."""
        pattern = like_escaped(ascii_digits(fragment).strip().lower())
        return field.value + Sql(" LIKE %s", (f"{before}{pattern}{after}",))


@dataclass(frozen=True)
class PhoneType(EmailType):
    """Telephone numbers in E.164."""

    def read(self, raw: object, field: Field) -> str:
        """The number in E.164; it needs its country code."""
        return normal_phone(read_text(raw), None)

    def like(self, field: Field, fragment: str, *, before: str, after: str) -> Sql:
        """The number has the digits of `fragment` in it."""
        kept = "".join(sign for sign in ascii_digits(fragment) if sign.isdigit() or sign == "+")
        return field.value + Sql(" LIKE %s", (f"{before}{like_escaped(kept)}{after}",))
