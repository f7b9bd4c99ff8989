"""A user, by id or by e-mail address."""

from collections.abc import Sequence
from dataclasses import dataclass

from qanat.criteria.registry import Field
from qanat.criteria.types.base import ScalarType, among, both, shown_choice
from qanat.criteria.wording.base import Wording
from qanat.kernel.email import normal_email
from qanat.kernel.errors import Invalid
from qanat.kernel.sql import Sql

LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class UserType(ScalarType):
    """A user of Qanat."""

    def read(self, raw: object, field: Field) -> int | str:
        """The id, or the e-mail address in normal form."""
        if isinstance(raw, str):
            return normal_email(raw)
        if isinstance(raw, bool) or not isinstance(raw, int) or not 0 < raw <= LARGEST_ID:
            raise Invalid(
                "Please give the number or the e-mail address of a user.", code="operand_user"
            )
        return raw

    def among(self, field: Field, values: Sequence[int | str]) -> Sql:
        """One of the users."""
        ids = [value for value in values if isinstance(value, int)]
        emails = [value for value in values if isinstance(value, str)]
        by_email = field.value + Sql(f" IN ({field.lookup})", (emails,))
        if not emails:
            return among(field.value, ids)
        if not ids:
            return by_email
        either = among(field.value, ids) + " OR " + by_email
        return "(" + either + ")"

    def outside(self, field: Field, values: Sequence[int | str]) -> Sql:
        """A user, and none of these."""
        return both(self.known(field), "NOT (" + self.among(field, values) + ")")

    def show(self, value: int | str, field: Field, wording: Wording) -> str:
        """The name, quoted."""
        return shown_choice(value, field, wording)
