"""A file of leads by the command that people use."""

import csv
from pathlib import Path

from bench import peer
from bench.figures import Figure, Kind
from bench.ground import Ground, qanat, rows
from bench.leads import leads
from bench.timing import timed


def measure(ground: Ground) -> list[Figure]:
    """Rows per second of the whole command, its start included; one round, for its length."""
    number = ground.scale.imported
    file = _written(ground.home / "leads.csv", number)
    ((before,),) = rows("SELECT count(*) FROM person")
    told, took = timed(lambda: qanat("import", "leads", str(file), "--json"))
    ((after,),) = rows("SELECT count(*) FROM person")
    if after - before != number:
        raise RuntimeError(f"{after - before} of {number} rows became people: {told}")
    return [
        Figure(
            name="import of a CSV file",
            kind=Kind.RATE,
            size=f"{number:,} rows onto {before:,} people",
            unit="rows/s",
            rounds=(number / took,),
            peer=peer.IMPORT,
            note=f"{took:.0f} s, one round",
        )
    ]


def _written(path: Path, number: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        chosen = leads(1, number, door="file")
        first = next(chosen)
        writer = csv.DictWriter(file, first.keys())
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(chosen)
    return path
