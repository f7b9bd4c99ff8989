"""Reading a JSON body strictly.

What PostgreSQL could not store, or two readers could read differently, is refused with its place.
The standard library's reader is used because it tells of doubled keys and of NaN; orjson, which is
faster, keeps the last of two keys in silence. The second look at every text is taken only when the
raw bytes hold a suspicious escape.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

from qanat.kernel.errors import Fault, Invalid, QanatError

MAX_DEPTH = 24
_SUSPICIOUS = re.compile(rb"\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})")
_SURROGATE = re.compile("[\ud800-\udfff]")

Path = tuple[str | int, ...]


class Malformed(QanatError):
    """The body is not JSON; `line` and `column` count from 1, 0 when unknown."""

    def __init__(self, reason: str, *, line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


class UnsupportedMedia(Exception):
    """The body is not said to be JSON."""


def body_of(request: HttpRequest) -> Any:
    """The value of a request's body.

    Raises:
        UnsupportedMedia: it is not said to be JSON.
        Malformed, Invalid: as `read_json`.
    """
    if request.content_type != "application/json":
        raise UnsupportedMedia
    return read_json(request.body)


def read_json(raw: bytes) -> Any:
    """The value that `raw` says.

    Raises:
        Malformed: it is not JSON in UTF-8, says a key twice, or holds NaN or an endless number.
        Invalid: a text holds NUL or half a surrogate pair, or it is nested too deep.
    """
    value = _parsed(_decoded(raw))
    if raw.count(b"[") + raw.count(b"{") > MAX_DEPTH:
        _check_depth(value)
    if _SUSPICIOUS.search(raw):
        faults = tuple(_faults_in_texts(value, ()))
        if faults:
            raise Invalid.of(faults)
    return value


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise Malformed("not UTF-8", line=line, column=column) from error


def _parsed(text: str) -> Any:
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float
        )
    except json.JSONDecodeError as error:
        raise Malformed(error.msg, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise _too_deep(()) from error
    except ValueError as error:
        # Python's limit of 4,300 digits for an integer.
        raise Malformed("a number with too many digits") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # add gives None, on purpose
        raise Malformed(f"the key {json.dumps(twice)[:80]} stands twice in one object")
    return value


def _constant(name: str) -> Any:
    raise Malformed(f"{name} is no JSON number")


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Malformed("a number too large")
    return number


def _too_deep(path: Path) -> Invalid:
    return Invalid(f"This is nested deeper than {MAX_DEPTH} levels.", path, code="too_deep")


def _check_depth(value: Any) -> None:
    waiting: list[tuple[Any, Path]] = [(value, ())]
    while waiting:
        part, path = waiting.pop()
        if len(path) >= MAX_DEPTH:
            raise _too_deep(path)
        waiting += [
            (child, (*path, key))
            for key, child in _children(part)
            if isinstance(child, dict | list)
        ]


def _children(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _faults_in_texts(value: Any, path: Path) -> Iterator[Fault]:
    if isinstance(value, str):
        yield from _faults_of(value, path)
        return
    for key, child in _children(value):
        if isinstance(key, str):
            yield from _faults_of(key, path)
        yield from _faults_in_texts(child, (*path, key))


def _faults_of(text: str, path: Path) -> Iterator[Fault]:
    shown = tuple(_SURROGATE.sub("\ufffd", key) if isinstance(key, str) else key for key in path)
    if "\x00" in text:
        yield Fault(shown, "A text cannot hold the character NUL.", "nul_character")
    if _SURROGATE.search(text):
        yield Fault(shown, "A text cannot hold half of a surrogate pair.", "lone_surrogate")
