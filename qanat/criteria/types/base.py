"""What types have in common: a value in one SQL expression, compared as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qanat.criteria.registry import Field
from qanat.criteria.wording.base import Wording
from qanat.kernel.errors import Invalid
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql

LONGEST_TEXT = 500


@dataclass(frozen=True)
class ScalarType:
    """One value, unknown when NULL."""

    name: str
    label: Phrase

    def bound(self, value: Any) -> Any:
        """The operand as the driver takes it."""
        return value

    def among(self, field: Field, values: Sequence[Any]) -> Sql:
        """The value is one of these."""
        return among(field.value, [self.bound(value) for value in values])

    def outside(self, field: Field, values: Sequence[Any]) -> Sql:
        """The value is known and none of these."""
        return outside(field.value, [self.bound(value) for value in values])

    def known(self, field: Field) -> Sql:
        """There is a value."""
        return field.value + " IS NOT NULL"

    def show(self, value: Any, field: Field, wording: Wording) -> str:
        """The operand as a sentence has it; a choice by its label."""
        return shown_choice(value, field, wording)


def among(expression: Sql, values: list[Any]) -> Sql:
    """The expression equals one of the values; written so that an index on it serves."""
    values = _of_one_type(values)
    if len(values) == 1:
        return Sql(f"{expression.text} = %s", (*expression.params, values[0]))
    return Sql(f"{expression.text} = ANY(%s)", (*expression.params, values))


def outside(expression: Sql, values: list[Any]) -> Sql:
    """The expression equals none of the values."""
    values = _of_one_type(values)
    if len(values) == 1:
        return Sql(f"{expression.text} <> %s", (*expression.params, values[0]))
    return Sql(f"{expression.text} <> ALL(%s)", (*expression.params, values))


def _of_one_type(values: list[Any]) -> list[Any]:
    if any(isinstance(value, Decimal) for value in values):
        return [Decimal(value) for value in values]
    return values


def both(first: Sql, second: Sql) -> Sql:
    """Both conditions."""
    return Sql(f"({first.text} AND {second.text})", first.params + second.params)


def read_text(raw: object) -> str:
    """A text that the database can hold, with something in it."""
    if not isinstance(raw, str):
        raise Invalid("Please give a text.", code="operand_type")
    if len(raw) > LONGEST_TEXT:
        raise Invalid(f"Please give at most {LONGEST_TEXT} characters.", code="operand_too_long")
    if "\0" in raw or any("\ud800" <= letter <= "\udfff" for letter in raw):
        raise Invalid("The text has characters that are not allowed.", code="operand_characters")
    if not raw.strip():
        raise Invalid("Please give a text that is not empty.", code="operand_empty")
    return raw


def shown_choice(value: Any, field: Field, wording: Wording) -> str:
    """The label of a choice, or what was given when it has none (any more)."""
    label = field.choices.named([value]).get(value) if field.choices else None
    if label is not None and field.choices is not None and field.choices.fixed:
        return wording.phrase(label)
    return wording.quoted(wording.phrase(label) if label else str(value))
