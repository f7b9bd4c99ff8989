"""Several values at once: a JSON array of choices, or rows of choices or words.

A record without any has none of them, which is known: "none of" holds for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qanat.criteria.registry import Field
from qanat.criteria.types.base import ScalarType
from qanat.criteria.types.choice import read_choice
from qanat.criteria.types.text import TextType
from qanat.kernel.sql import Sql


@dataclass(frozen=True)
class ChoicesType(ScalarType):
    """A JSON array of choices."""

    def read(self, raw: object, field: Field) -> str:
        """The stable name of one choice."""
        return read_choice(raw, field)

    def among(self, field: Field, values: Sequence[Any]) -> Sql:
        """At least one of these is in the array."""
        return field.value + Sql(" ?| %s::text[]", (list(values),))

    def known(self, field: Field) -> Sql:
        """The array has something in it."""
        return Sql(f"({field.value.text} NOT IN ('[]', 'null'))", field.value.params)


@dataclass(frozen=True)
class ChoiceRowsType(ScalarType):
    """Rows with a choice each."""

    def read(self, raw: object, field: Field) -> str:
        """The stable name of one choice."""
        return read_choice(raw, field)

    def known(self, field: Field) -> Sql:
        """There is a row."""
        return Sql("true")


@dataclass(frozen=True)
class WordsType(TextType):
    """Rows with a word each, such as tags."""

    def known(self, field: Field) -> Sql:
        """There is a row."""
        return Sql("true")
