"""What the definition of a custom field must be like."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from qanat.kernel.errors import Invalid
from qanat.kernel.text import clean, matching_key

LANGUAGES: Final = ("en", "ar", "fa")
MOST_CHOICES: Final = 500
LONGEST_LABEL: Final = 200
WITH_CHOICES: Final = ("choice", "choices")

_KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")


def checked_key(key: str) -> str:
    """The key, when it can be a name in the API and in criteria.

    Raises:
        Invalid: `field_key`.
    """
    if not _KEY.fullmatch(key):
        message = (
            "A key has small letters, digits and _, begins with a letter, and is 50 long at most."
        )
        raise Invalid(message, ("key",), code="field_key")
    return key


def checked_labels(labels: Mapping[str, str]) -> dict[str, str]:
    """The labels by language, cleaned; English is needed, the others fall back to it.

    Raises:
        Invalid: `field_label`.
    """
    found = {language: clean(label) for language, label in labels.items()}
    if not found.get("en") or not found.keys() <= set(LANGUAGES):
        message = "Please give labels in English, and if you like in Arabic (ar) and Persian (fa)."
        raise Invalid(message, ("labels",), code="field_label")
    if any(len(label) > LONGEST_LABEL for label in found.values()):
        message = f"At most {LONGEST_LABEL} characters are kept."
        raise Invalid(message, ("labels",), code="field_label")
    return found


def checked_choice_labels(
    choices: Sequence[str], labels: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """What the choices are called, cleaned; empty labels and those of no choice are left out.

    Raises:
        Invalid: `field_label`.
    """
    found = {}
    for choice in choices:
        said = {language: clean(label) for language, label in labels.get(choice, {}).items()}
        if not said.keys() <= set(LANGUAGES):
            message = "Please give labels in English (en), Arabic (ar) and Persian (fa)."
            raise Invalid(message, ("choice_labels", choice), code="field_label")
        if any(len(label) > LONGEST_LABEL for label in said.values()):
            message = f"At most {LONGEST_LABEL} characters are kept."
            raise Invalid(message, ("choice_labels", choice), code="field_label")
        if kept := {language: label for language, label in said.items() if label}:
            found[choice] = kept
    return found


def choice_label(labels: Mapping[str, Mapping[str, str]], choice: str, language: str = "en") -> str:
    """What the choice is called in the language; else in English; else as it is kept."""
    said = labels.get(choice, {})
    return said.get(language) or said.get("en") or choice


def checked_choices(kind: str, choices: Sequence[str]) -> list[str]:
    """The choices, cleaned; each must be told apart from the others in any spelling.

    Raises:
        Invalid: `field_choices`.
    """
    found = [clean(choice) for choice in choices]
    keys = [matching_key(choice) for choice in found]
    if kind not in WITH_CHOICES:
        if found:
            message = "Only fields of the kinds choice and choices have choices."
            raise Invalid(message, ("choices",), code="field_choices")
        return []
    if not all(keys) or len(set(keys)) < len(keys) or not 0 < len(keys) <= MOST_CHOICES:
        message = f"Please give 1 to {MOST_CHOICES} choices, each of them once."
        raise Invalid(message, ("choices",), code="field_choices")
    return found
