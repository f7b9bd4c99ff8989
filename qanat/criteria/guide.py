"""The reference part of docs/criteria.md, written from the registries; a test holds that it is true."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from qanat.criteria.operators import EVENT_OPERATORS, OPERATORS
from qanat.criteria.registry import EVENT_KINDS, FIELD_FAMILIES, FIELDS, LINKS, SOURCES
from qanat.criteria.types import TYPES

MARK = "<!-- From here on written by `qanat criteria guide`. -->"


def refreshed_guide(guide: str) -> str:
    """The guide with its tables written anew from what is registered."""
    lines = [MARK, "", *_fields(), *_operators(), *_events(), *_links()]
    return guide.partition(MARK)[0] + "\n".join(lines)


def _fields() -> Iterator[str]:
    yield "## Fields"
    yield ""
    yield from _table(
        ("field", "type", "English", "العربية", "فارسی", "example"),
        (
            (f"`{f.name}`", f.type.name, f.label.en, f.label.ar, f.label.fa, _json(f.example))
            for f in FIELDS
        ),
    )
    yield "Families of fields that organisations make themselves:"
    yield ""
    yield from _table(
        ("fields", "English", "العربية", "فارسی"),
        ((f"`{f.name}…`", f.label.en, f.label.ar, f.label.fa) for f in FIELD_FAMILIES),
    )


def _operators() -> Iterator[str]:
    yield "## Operators"
    yield ""
    yield from _table(
        ("operator", "for fields of type", "English", "العربية", "فارسی"),
        (
            (
                f"`{o.name}`",
                ", ".join(name for name in TYPES.names() if name in o.types),
                o.label.en,
                o.label.ar,
                o.label.fa,
            )
            for o in OPERATORS
        ),
    )


def _events() -> Iterator[str]:
    yield "## Events"
    yield ""
    yield from _table(
        ("event", "properties with types and labels of their own", "English", "العربية", "فارسی"),
        (
            (
                f"`{k.name}`",
                ", ".join(f"`{p.name}`" for p in k.properties),
                k.did.en,
                k.did.ar,
                k.did.fa,
            )
            for k in EVENT_KINDS
        ),
    )
    yield from _table(
        ("operator", "compares", "English", "العربية", "فارسی", "example"),
        (
            (
                f"`{o.name}`",
                o.measure,
                o.label.en,
                o.label.ar,
                o.label.fa,
                _json(o.example) if o.read else "",
            )
            for o in EVENT_OPERATORS
        ),
    )


def _links() -> Iterator[str]:
    yield "## What is reached from where"
    yield ""
    yield from _table(
        ("from", "to", "said as"),
        (
            (SOURCES[link.origin].label.en, SOURCES[link.target].label.en, f"`{link.says.en}`")
            for link in LINKS
        ),
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(head)
    yield _row(tuple("---" for _ in head))
    for row in rows:
        yield _row(row)
    yield ""


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _json(example: Any) -> str:
    return f"`{orjson.dumps(example).decode()}`"
