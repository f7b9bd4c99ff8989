"""What forms of settings send, read with the digits and the languages of whoever types."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.numbers import read_number
from qanat.kernel.phrase import Phrase
from qanat.wording.public import sentence_of

LANGUAGES = ("en", "ar", "fa")


def whole(given: QueryDict, name: str) -> int:
    """A whole number in any digits; raises `Invalid` at the path of its name."""
    try:
        value = read_number(given.get(name, ""))
    except Invalid as error:
        raise Invalid(str(error), (name,), code=error.faults[0].code) from error
    if value != int(value):
        raise Invalid("Please give a whole number.", (name,), code="number_invalid")
    return int(value)


def whole_or_none(given: QueryDict, name: str) -> int | None:
    """The same, or nothing where nothing was typed."""
    return whole(given, name) if given.get(name, "").strip() else None


def criteria_of(given: QueryDict, name: str = "criteria") -> dict[str, Any] | None:
    """What the criteria editor sends; None for no criteria."""
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Invalid("This is not JSON.", (name,), code="not_json") from error
    if not isinstance(found, dict):
        raise Invalid("Please give an object.", (name,), code="not_object")
    return found


def as_json(criteria: Mapping[str, Any] | None) -> str:
    """Criteria for the editor; empty for none."""
    return "" if criteria is None else json.dumps(criteria, ensure_ascii=False)


def words_of(given: QueryDict, name: str = "label") -> dict[str, str]:
    """A name in each language that it was typed in.

    Whoever leaves English out gets the first of the others for it, since every name needs one.
    """
    typed = {language: given.get(f"{name}.{language}", "").strip() for language in LANGUAGES}
    typed["en"] = typed["en"] or typed["ar"] or typed["fa"]
    return typed


def phrase_of(given: QueryDict, name: str = "label") -> Phrase:
    """The same as a phrase."""
    return Phrase(**words_of(given, name))


def faults_by_field(error: Invalid) -> dict[str, str]:
    """What is wrong, by the name of the field it is at; the whole form's under `form`."""
    said: dict[str, str] = {}
    for fault in error.faults:
        said.setdefault(_field(fault), sentence_of(fault))
    return said


def _field(fault: Fault) -> str:
    return str(fault.path[0]) if fault.path else "form"
