"""docs/benchmarks.md and docs/benchmarks.json from the figures."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import peer
from bench.figures import Figure, Kind

DOCS = Path(__file__).resolve().parent.parent / "docs"
HELD_BACK = Path(__file__).parent / "held_back.md"
HEAD = (
    "what",
    "on",
    "unit",
    "median",
    "least–most",
    "p50 / p95 / p99 ms",
    "Odoo",
    "times better",
    "aim",
)


def as_json(figures: Sequence[Figure], machine: dict[str, Any], took: float) -> str:
    """Everything, for programs."""
    told = {
        "machine": machine,
        "peer": peer.NAME,
        "took_seconds": round(took),
        "figures": [figure.as_dict() for figure in figures],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def as_markdown(figures: Sequence[Figure], machine: dict[str, Any], took: float) -> str:
    """Everything, for people."""
    rows = [_row(figure) for figure in figures]
    table = [HEAD, tuple("---" for _ in HEAD), *rows]
    lines = ["| " + " | ".join(row) + " |" for row in table]
    notes = [
        f"- {figure.name} ({figure.size}): {figure.note}." for figure in figures if figure.note
    ]
    return "\n".join([_introduction(machine, took), *lines, "", *notes, "", HELD_BACK.read_text()])


def write(figures: Sequence[Figure], machine: dict[str, Any], took: float) -> None:
    """Both files, in docs/."""
    (DOCS / "benchmarks.md").write_text(as_markdown(figures, machine, took))
    (DOCS / "benchmarks.json").write_text(as_json(figures, machine, took))


def _introduction(machine: dict[str, Any], took: float) -> str:
    return f"""# Benchmarks

Written by `make bench` on {machine["date"]}, in {took / 60:.0f} minutes. It starts an installation of its own in a
temporary home, with the durable settings that every installation has (fsync and synchronous_commit
on), and fills it by SQL with made-up people whose every value follows from their number. Each
measurement is made several times; the table has the median of the rounds, the least and the most.
`make bench` measures again; `python -m bench --only create --scale small` measures a part.

- Machine: {machine["cores"]} cores ({machine["processor"]}), {machine["memory_gib"]} GiB of memory, {machine["system"]};
  load {machine["load_before"]} before the start.
- Python {machine["python"]}, {machine["python_build"]}.
- {machine["postgresql"]}, the embedded one.
- Beside each figure: {peer.NAME}, measured by us on the same machine.
- The aim is ten times its rate, and half its time for a query; for the server's time of a page the
  p95 that stands beside it.
"""


def _row(figure: Figure) -> tuple[str, ...]:
    least, most = min(figure.rounds), max(figure.rounds)
    calls = [figure.p50, figure.p95, figure.p99]
    better = figure.times_better
    return (
        figure.name,
        figure.size,
        figure.unit,
        f"**{number(figure.median)}**",
        f"{number(least)}–{number(most)}" if len(figure.rounds) > 1 else "one round",
        " / ".join(number(value) for value in calls if value is not None),
        "" if figure.peer is None else number(figure.peer),
        "" if better is None else f"{number(better)}×",
        _aim(figure),
    )


def _aim(figure: Figure) -> str:
    if figure.reached is None or figure.kind is Kind.MEMORY:
        return ""
    word = "reached" if figure.reached else "**missed**"
    return word if figure.ceiling is None else f"p95 {number(figure.ceiling)} ms: {word}"


def number(value: float) -> str:
    """Three figures are as many as say something."""
    for least, places in ((100, 0), (10, 1), (1, 2)):
        if abs(value) >= least:
            return f"{value:,.{places}f}"
    return f"{value:.3f}"
