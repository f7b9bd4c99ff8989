"""Every fault that Qanat can find is told in three languages."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from qanat.kernel.errors import Fault
from qanat.wording.domain_faults import DOMAIN_FAULTS
from qanat.wording.public import SAID_BY_THEMSELVES, sentence_of
from qanat.wording.shape_faults import FAULTS

PACKAGE = Path(__file__).resolve().parents[2]
# Told by commands and configuration alone, never by the API.
SILENT = {"tests", "migrations", "project"}
CARRIERS = {"Fault": 2, "Invalid": None}


def codes_of(tree):
    """The codes written in calls of Fault and Invalid."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in CARRIERS:
            continue
        for keyword in node.keywords:
            if keyword.arg == "code" and isinstance(keyword.value, ast.Constant):
                yield keyword.value.value
        place = CARRIERS[name]
        if (
            place is not None
            and len(node.args) > place
            and isinstance(node.args[place], ast.Constant)
        ):
            yield node.args[place].value


def test_every_code_has_its_sentence():
    said = set(FAULTS) | set(DOMAIN_FAULTS) | SAID_BY_THEMSELVES
    untold = set()
    for path in PACKAGE.rglob("*.py"):
        if not SILENT & set(path.relative_to(PACKAGE).parts):
            untold |= set(codes_of(ast.parse(path.read_text()))) - said
    assert untold == set()


def test_every_sentence_is_said_twice_and_ends():
    for code, (arabic, persian) in DOMAIN_FAULTS.items():
        assert arabic != persian, code
        for sentence in (arabic, persian):
            assert sentence.rstrip("‎")[-1] in ".؟!", (code, sentence)
    assert not set(DOMAIN_FAULTS) & set(FAULTS)


@pytest.mark.parametrize(("language", "place"), [("ar", 0), ("fa", 1)])
def test_a_fault_of_a_domain_is_told_in_the_language_asked_for(language, place):
    fault = Fault(("email",), "An e-mail address has exactly one @ sign.", "email_at")
    with translation.override(language):
        assert sentence_of(fault) == DOMAIN_FAULTS["email_at"][place]
    with translation.override("en"):
        assert sentence_of(fault) == fault.message
