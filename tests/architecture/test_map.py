"""ARCHITECTURE.md stays true: every file and function that it names is where it says."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "ARCHITECTURE.md").read_text()
TRACE = TEXT[TEXT.index("## One lead") :]
# A function and its file are named as `file.py: name`, as `file.py`, `name` or as `name` (`file.py`).
FUNCTIONS = [
    *re.findall(r"`([a-z_/]+\.py): ([A-Za-z_.]+)`", TRACE),
    *re.findall(r"`([a-z_/]+\.py)`, `([A-Za-z_.]+)`[:,]", TRACE),
    *(found[::-1] for found in re.findall(r"`([A-Za-z_.]+)`\s+\(`([a-z_/]+\.py)`", TRACE)),
]


def files_named(path: str) -> list[Path]:
    return [found for found in (ROOT / "qanat").rglob(path) if "tests" not in found.parts]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([a-z_/]+\.(?:py|sql))", TRACE))))
def test_every_file_of_the_trace_is_there(path):
    assert files_named(path) or (ROOT / path).exists()


@pytest.mark.parametrize(("path", "name"), sorted(set(FUNCTIONS)))
def test_every_function_of_the_trace_is_in_its_file(path, name):
    wanted = re.compile(rf"^\s*(?:def|class) {name.split('.')[-1]}\b|^{name}\b.*=", re.MULTILINE)
    assert any(wanted.search(found.read_text()) for found in files_named(path))


def test_the_map_names_every_package():
    packages = {path.parent.name for path in (ROOT / "qanat").glob("*/__init__.py")}
    told = set(re.findall(r"`([a-z]+)`", TEXT[: TEXT.index("## One lead")]))
    assert packages <= told
