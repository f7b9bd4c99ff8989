"""The shapes of operands: one value, several, a range, days, a fragment of text."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qanat.criteria.moments import in_order, read_days
from qanat.criteria.operators.base import NUMBERS
from qanat.criteria.registry import Field
from qanat.criteria.types.base import read_text
from qanat.criteria.types.number import read_number
from qanat.criteria.types.text import TextType
from qanat.criteria.wording.base import Wording
from qanat.kernel.errors import Fault, Invalid

MOST_VALUES = 500


@dataclass(frozen=True)
class One:
    """One value of the field's type."""

    def read(self, raw: object, field: Field) -> Any:
        """The value."""
        return field.type.read(raw, field)

    def show(self, operand: Any, field: Field, wording: Wording) -> str:
        """The value."""
        return field.type.show(operand, field, wording)

    def example(self, field: Field) -> Any:
        """The example of the field."""
        return field.example


@dataclass(frozen=True)
class Several:
    """A list of values of the field's type, said with `conjunction` (`and`, `or` or `nor`)."""

    conjunction: str

    def read(self, raw: object, field: Field) -> tuple[Any, ...]:
        """The values in order."""
        if not isinstance(raw, list) or not 1 <= len(raw) <= MOST_VALUES:
            raise Invalid(f"Please give a list of 1 to {MOST_VALUES} values.", code="operand_list")
        values, faults = [], []
        for index, each in enumerate(raw):
            try:
                values.append(field.type.read(each, field))
            except Invalid as error:
                faults.append(Fault((index,), str(error), error.faults[0].code))
        if faults:
            raise Invalid.of(tuple(faults))
        return tuple(values)

    def show(self, operand: tuple[Any, ...], field: Field, wording: Wording) -> str:
        """`a, b and c`."""
        parts = [field.type.show(value, field, wording) for value in operand]
        match self.conjunction:
            case "and":
                return wording.and_list(parts)
            case "nor":
                return wording.nor_list(parts)
            case _:
                return wording.or_list(parts)

    def example(self, field: Field) -> Any:
        """The example of the field."""
        return [field.example]


@dataclass(frozen=True)
class Range:
    """Two values, the lower first; both belong to the range."""

    def read(self, raw: object, field: Field) -> tuple[Any, Any]:
        """The two ends."""
        if not isinstance(raw, list) or len(raw) != 2:  # noqa: PLR2004 two ends
            raise Invalid(
                "Please give a list of two values, the lower first.", code="operand_range"
            )
        low, high = (_read_at(index, raw[index], field) for index in range(2))
        if not self.in_order(low, high):
            raise Invalid(
                "Please give two numbers or times, the lower first.", code="operand_range"
            )
        return low, high

    def in_order(self, low: Any, high: Any) -> bool:
        """Whether the range can hold anything."""
        if isinstance(low, int | Decimal):
            return bool(low <= high)
        return in_order(low, high)

    def show(self, operand: tuple[Any, Any], field: Field, wording: Wording) -> str:
        """`a and b`."""
        return wording.and_list([field.type.show(end, field, wording) for end in operand])

    def example(self, field: Field) -> Any:
        """From the example to itself."""
        return [field.example, field.example]


@dataclass(frozen=True)
class Days:
    """A number of days."""

    def read(self, raw: object, field: Field) -> int:
        """The days."""
        return read_days(raw)

    def show(self, operand: int, field: Field, wording: Wording) -> str:
        """`30 days`."""
        return wording.days(operand)

    def example(self, field: Field) -> Any:
        """A month."""
        return 30


@dataclass(frozen=True)
class Fragment:
    """A piece of text, of a field that holds text of any kind."""

    def read(self, raw: object, field: Field) -> str:
        """The fragment as given; refused when it has nothing to compare by."""
        text = read_text(raw)
        pattern = text_type(field).like(field, text, before="", after="").params[-1]
        if not pattern:
            raise Invalid("The text has nothing in it to compare by.", code="operand_empty")
        return text

    def show(self, operand: str, field: Field, wording: Wording) -> str:
        """Quoted."""
        return wording.quoted(operand)

    def example(self, field: Field) -> Any:
        """The beginning of the field's example."""
        return str(field.example)[:3]


def text_type(field: Field) -> TextType:
    if not isinstance(field.type, TextType):
        raise TypeError(f"{field.name} does not hold text")
    return field.type


def _read_at(index: int, raw: object, field: Field) -> Any:
    """One end; a property that could also be text is compared as a number."""
    try:
        if field.type.name in NUMBERS:
            return read_number(raw)
        return field.type.read(raw, field)
    except Invalid as error:
        raise Invalid(str(error), (index,), code=error.faults[0].code) from error
