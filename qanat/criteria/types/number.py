"""Numbers and amounts of money, as decimals."""

import re
from dataclasses import dataclass
from decimal import Decimal

from qanat.criteria.registry import Field
from qanat.criteria.types.base import ScalarType
from qanat.criteria.wording.base import Wording
from qanat.kernel.errors import Invalid

LARGEST = Decimal(10) ** 18
PLACES = 6

_WRITTEN = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,6})?")


@dataclass(frozen=True)
class NumberType(ScalarType):
    """A number."""

    def read(self, raw: object, field: Field) -> int | Decimal:
        """The number, exact."""
        return read_number(raw)

    def show(self, value: int | Decimal, field: Field, wording: Wording) -> str:
        """With groups, in the digits of the language."""
        return wording.number(value)


def read_number(raw: object) -> int | Decimal:
    """A JSON number, or one written as text; whole ones as `int`, so that integer indexes serve."""
    number = _decimal(raw)
    if number is None or not number.is_finite():
        raise Invalid("Please give a number.", code="operand_number")
    if abs(number) >= LARGEST or number != round(number, PLACES):
        raise Invalid(
            f"Please give a number below 10^18 with at most {PLACES} decimal places.",
            code="operand_number",
        )
    return int(number) if number == int(number) else number.normalize()


def _decimal(raw: object) -> Decimal | None:
    match raw:
        case bool():
            return None
        case int():
            return Decimal(raw) if abs(raw) <= LARGEST else LARGEST
        case float():
            return Decimal(repr(raw))
        case str() if _WRITTEN.fullmatch(raw):
            return Decimal(raw)
        case _:
            return None
