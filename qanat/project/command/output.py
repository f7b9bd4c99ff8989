"""How a command shows its result and its progress: results on stdout, everything else on stderr."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text


def show(result: object, *, as_json: bool) -> None:
    """Print a result: dataclass, mapping, or a sequence of them; decimals keep all their digits."""
    if as_json:
        text = orjson.dumps(result, default=_plain, option=orjson.OPT_NON_STR_KEYS)
        sys.stdout.write(text.decode() + "\n")
    else:
        _show_to_person(result)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)


def _show_to_person(result: object) -> None:
    console = Console(highlight=False)
    rows = _rows(result)
    if rows is None:
        console.print(_words(result), markup=False, soft_wrap=True)
    elif isinstance(rows, list):
        console.print(_table(rows) if rows else "none")
    else:
        _show_named(console, rows, indent="")


def _show_named(console: Console, values: Mapping[str, Any], *, indent: str) -> None:
    """One line for each value; rows become a table, and a mapping stands indented below its name."""
    for name, value in values.items():
        inner = _rows(value)
        if isinstance(inner, list) and inner:
            console.print(_table(inner, title=f"{indent}{name}"))
        elif isinstance(inner, dict) and inner:
            console.print(f"{indent}{name}:", markup=False)
            _show_named(console, inner, indent=indent + "  ")
        else:
            line = f"{indent}{name}: {_words(value) or '-'}"
            console.print(line, markup=False, soft_wrap=True)


def _words(value: object) -> str:
    """A value as a person reads it; nothing of how Python writes it."""
    inner = _rows(value)
    if isinstance(inner, dict):
        return ", ".join(f"{name}: {_words(part)}" for name, part in inner.items())
    match value:
        case None:
            words = ""
        case bool():
            words = "yes" if value else "no"
        case datetime():
            words = value.isoformat(" ", "seconds")
        case set() | frozenset():
            words = ", ".join(sorted(map(_words, value)))
        case list() | tuple():
            words = ", ".join(map(_words, value))
        case _:
            words = str(value)
    return words


def _rows(value: object) -> list[dict[str, Any]] | dict[str, Any] | None:
    """The value as a mapping or as rows of mappings; None when it is neither."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        rows = [_rows(item) for item in value]
        return [row for row in rows if isinstance(row, dict)] if all(rows) else None
    return None


def _table(rows: list[dict[str, Any]], title: str | None = None) -> Table:
    table = Table(title=title, title_justify="left")
    for name in rows[0] if rows else ():
        table.add_column(str(name), overflow="fold")
    for row in rows:
        table.add_row(*(Text(_words(value)) for value in row.values()))
    return table


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on stderr; call what it gives with the number of steps done since the last call.

    `total` None means that it is not known. Nothing is drawn where stderr is not a terminal.
    """
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    )
    with bar:
        task = bar.add_task(what, total=total)

        def advance(steps: int) -> None:
            bar.advance(task, steps)

        yield advance
