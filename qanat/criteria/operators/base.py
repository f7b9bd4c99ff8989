"""What an operator is: for which types, with what operand, as what SQL, in what words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from qanat.criteria.registry import Field
from qanat.criteria.wording.base import Saying, Wording
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql

TEXTS = frozenset({"text", "email", "phone", "property"})
NUMBERS = frozenset({"number", "money", "property"})
TIMES = frozenset({"date", "written_date", "instant"})
SEVERAL = frozenset({"choices", "choice_rows", "words"})
EQUAL = TEXTS | NUMBERS | {"choice", "country", "language", "user", "yes_no"}
"""Names of types that are asked alike."""


@dataclass(frozen=True)
class Asking:
    """The circumstances of asking: at what time, and who (None for nobody)."""

    at: datetime
    user_id: int | None = None


class Operand(Protocol):
    """The shape of what an operator compares with."""

    def read(self, raw: object, field: Field) -> Any:
        """The operand as the operator takes it.

        Raises:
            Invalid: with the path within the operand.
        """

    def show(self, operand: Any, field: Field, wording: Wording) -> str:
        """As the sentence has it in the place `{value}`."""

    def example(self, field: Field) -> Any:
        """One as JSON has it, for that field."""


@dataclass(frozen=True, kw_only=True)
class Operator:
    """A way to compare a field.

    Attributes:
        operand: None when there is none.
        sql: conditions that must all hold, each perhaps for another of several values.
        negates: the name of the operator that this one is the exact opposite of; it has no SQL.
        says: the sentence; `says_one` when a list has one value and that is said otherwise,
            `says_of_several` when the field has several values and that is said otherwise.
    """

    name: str
    label: Phrase
    types: frozenset[str]
    operand: Operand | None
    says: Saying
    says_one: Saying | None = None
    says_of_several: Saying | None = None
    sql: Callable[[Field, Any, Asking], tuple[Sql, ...]] | None = None
    negates: str = ""

    def saying(self, operand: Any, field: Field) -> Saying:
        """The sentence for this operand and field."""
        if self.says_of_several is not None and field.type.name in SEVERAL:
            return self.says_of_several
        if self.says_one is not None and len(operand) == 1:
            return self.says_one
        return self.says

    def shown(self, operand: Any, field: Field, wording: Wording) -> str:
        """The operand as the sentence has it; empty when there is none."""
        return "" if self.operand is None else self.operand.show(operand, field, wording)


@dataclass(frozen=True, kw_only=True)
class EventOperator:
    """A way to compare what happened.

    Attributes:
        measure: what is compared: `count`, `total`, `first` or `last`.
        read, show: the operand; None when there is none.
        sql: the condition on the measure.
        says: with the places `{did}` and `{value}`; `{never}` where it is a denial.
    """

    name: str
    label: Phrase
    measure: str
    read: Callable[[object], Any] | None
    sql: Callable[[Sql, Any, Asking], Sql]
    show: Callable[[Any, Wording], str] | None
    says: Saying
    example: Any = None

    def shown(self, operand: Any, wording: Wording) -> str:
        """The operand as the sentence has it; empty when there is none."""
        return "" if self.show is None else self.show(operand, wording)
