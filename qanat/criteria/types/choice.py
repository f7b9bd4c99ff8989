"""One of several values, countries and languages among them."""

import re
from dataclasses import dataclass
from typing import Any

from babel import Locale

from qanat.criteria.registry import Choices, Field
from qanat.criteria.types.base import ScalarType, both, read_text
from qanat.criteria.types.base import outside as equal_to_none
from qanat.criteria.wording.base import Wording
from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.sql import Sql

CODE = "operand_choice"

_CODE = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True)
class ChoiceType(ScalarType):
    """One of the choices of the field; empty means unknown."""

    def read(self, raw: object, field: Field) -> str:
        """The stable name of a choice."""
        return read_choice(raw, field)

    def outside(self, field: Field, values: Any) -> Sql:
        """Not empty, and none of these."""
        return both(equal_to_none(field.value, list(values)), self.known(field))

    def known(self, field: Field) -> Sql:
        """Not empty."""
        return field.value + " <> ''"


@dataclass(frozen=True)
class CountryType(ChoiceType):
    """A country by its ISO 3166 code."""

    def read(self, raw: object, field: Field) -> str:
        """The code in capitals."""
        code = read_text(raw).upper()
        if not _CODE.fullmatch(code) or code not in Locale("en").territories:
            raise Invalid(
                "Please give the two letters of a country, such as SA.", code="operand_country"
            )
        return code

    def show(self, value: str, field: Field, wording: Wording) -> str:
        """The name of the country."""
        return str(Locale(wording.language).territories.get(value, value))


@dataclass(frozen=True)
class LanguageType(ChoiceType):
    """A language by its ISO 639-1 code."""

    def read(self, raw: object, field: Field) -> str:
        """The code in small letters."""
        code = read_text(raw).lower()
        if not _CODE.fullmatch(code) or code not in Locale("en").languages:
            raise Invalid(
                "Please give the two letters of a language, such as ar.", code="operand_language"
            )
        return code

    def show(self, value: str, field: Field, wording: Wording) -> str:
        """The name of the language."""
        return str(Locale(wording.language).languages.get(value, value))


def read_choice(raw: object, field: Field) -> str:
    """A choice by its stable name; refused when the choices are fixed and it is none of them."""
    value = read_text(raw)
    if field.choices is not None and field.choices.fixed:
        faults = choice_faults(value, field)
        if faults:
            raise Invalid.of(faults)
    return value


def choice_faults(operand: Any, field: Field) -> tuple[Fault, ...]:
    """A fault for each value of the operand that is none of the choices now; one query."""
    if field.choices is None:
        return ()
    values = operand if isinstance(operand, tuple) else (operand,)
    named = field.choices.named(values)
    return tuple(
        Fault((index,) if isinstance(operand, tuple) else (), _no_such(field.choices), CODE)
        for index, value in enumerate(values)
        if value not in named
    )


def _no_such(choices: Choices) -> str:
    known = ", ".join(str(choice) for choice in list(choices.listed())[:20])
    return f"There is no such choice here; there are: {known}."
