"""A JSON value of which only the event that carries it knows whether it is text or a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qanat.criteria.registry import Field
from qanat.criteria.types.base import among, both, outside
from qanat.criteria.types.number import read_number
from qanat.criteria.types.text import TextType
from qanat.criteria.wording.base import Wording
from qanat.kernel.sql import Sql
from qanat.kernel.text import matching_key


@dataclass(frozen=True)
class PropertyType(TextType):
    """Compared as text with a text and as a number with a number."""

    def read(self, raw: object, field: Field) -> Any:
        """A text or a number."""
        if isinstance(raw, str):
            return super().read(raw, field)
        return read_number(raw)

    def text(self, field: Field) -> Sql:
        """The value as text; NULL for JSON null."""
        return "(" + field.value + " #>> '{}')"

    def number(self, field: Field) -> Sql:
        """The value as a number; NULL for anything else. CASE, since AND may be evaluated in any order."""
        json = field.value
        return Sql(
            f"CASE WHEN jsonb_typeof({json.text}) = 'number' THEN ({json.text})::numeric END",
            json.params * 2,
        )

    def key(self, field: Field) -> Sql:
        """The text under the matching key."""
        return "qanat_matching_key(" + self.text(field) + ")"

    def among(self, field: Field, values: Sequence[str | int | Decimal]) -> Sql:
        """Equal to one, each compared as what it is."""
        parts = []
        if keys := [matching_key(value) for value in values if isinstance(value, str)]:
            parts.append(among(self.key(field), keys))
        if numbers := [value for value in values if not isinstance(value, str)]:
            parts.append(among(self.number(field), numbers))
        return parts[0] if len(parts) == 1 else "(" + parts[0] + " OR " + parts[1] + ")"

    def outside(self, field: Field, values: Sequence[str | int | Decimal]) -> Sql:
        """Known, and equal to none."""
        if len(values) == 1 and isinstance(values[0], str):
            return both(self.known(field), outside(self.key(field), [matching_key(values[0])]))
        return both(self.known(field), "(" + self.among(field, values) + ") IS NOT TRUE")

    def known(self, field: Field) -> Sql:
        """Neither missing nor empty."""
        return self.text(field) + " <> ''"

    def show(self, value: str | int | Decimal, field: Field, wording: Wording) -> str:
        """A text quoted, a number as one."""
        return wording.quoted(value) if isinstance(value, str) else wording.number(value)
