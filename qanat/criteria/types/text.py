"""Free text, compared by its matching key, so that spelling that does not matter does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qanat.criteria.registry import Field
from qanat.criteria.types.base import ScalarType, among, both, outside, read_text
from qanat.criteria.wording.base import Wording
from qanat.kernel.errors import Invalid
from qanat.kernel.sql import Sql
from qanat.kernel.text import matching_key


@dataclass(frozen=True)
class TextType(ScalarType):
    """Free text; empty means unknown."""

    def read(self, raw: object, field: Field) -> Any:
        """The text as given; refused when nothing of it would be compared."""
        text = read_text(raw)
        if not matching_key(text):
            raise Invalid("The text has nothing in it to compare by.", code="operand_empty")
        return text

    def key(self, field: Field) -> Sql:
        """The value under `matching_key`."""
        if field.key is not None:
            return field.key
        return "qanat_matching_key(" + field.value + ")"

    def among(self, field: Field, values: Sequence[str]) -> Sql:
        """Equal under the matching key."""
        return among(self.key(field), [matching_key(value) for value in values])

    def outside(self, field: Field, values: Sequence[str]) -> Sql:
        """Not empty, and equal to none under the matching key."""
        keys = [matching_key(value) for value in values]
        return both(outside(self.key(field), keys), self.known(field))

    def like(self, field: Field, fragment: str, *, before: str, after: str) -> Sql:
        """The key has the key of `fragment` in it, with the patterns around."""
        return self.key(field) + Sql(
            " LIKE %s", (f"{before}{like_escaped(matching_key(fragment))}{after}",)
        )

    def known(self, field: Field) -> Sql:
        """Not empty."""
        return field.value + " <> ''"

    def show(self, value: str, field: Field, wording: Wording) -> str:
        """Quoted."""
        return wording.quoted(value)


def like_escaped(text: str) -> str:
    """The text as a LIKE pattern that means itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
