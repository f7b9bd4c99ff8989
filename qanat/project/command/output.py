"""How a command shows its result and its progress: results on stdout, everything else on stderr."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from decimal import Decimal
from typing import Any

import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table


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
        console.print(str(result), markup=False)
    elif isinstance(rows, list):
        console.print(_table(rows))
    else:
        for name, value in rows.items():
            inner = _rows(value)
            if isinstance(inner, list) and inner:
                console.print(_table(inner, title=str(name)))
            else:
                console.print(f"{name}: {value}", markup=False)


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
        table.add_row(*("" if value is None else str(value) for value in row.values()))
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
