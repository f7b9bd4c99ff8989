"""Yes or no."""

from dataclasses import dataclass

from qanat.criteria.registry import Field
from qanat.criteria.types.base import ScalarType
from qanat.criteria.wording.base import Wording
from qanat.kernel.errors import Invalid
from qanat.kernel.phrase import Phrase

YES, NO = Phrase("yes", "نعم", "بله"), Phrase("no", "لا", "خیر")


@dataclass(frozen=True)
class YesNoType(ScalarType):
    """Yes or no; unknown when NULL."""

    def read(self, raw: object, field: Field) -> bool:
        """True or false."""
        if not isinstance(raw, bool):
            raise Invalid("Please give true or false.", code="operand_yes_no")
        return raw

    def show(self, value: bool, field: Field, wording: Wording) -> str:  # noqa: FBT001 it is the value
        """Yes or no."""
        return wording.phrase(YES if value else NO)
