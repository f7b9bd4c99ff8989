"""Which single conditions keep criteria from holding. Pure, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Unmet:
    """A single condition in the way: `path` leads to it, `wanted` is what it should be."""

    path: Path
    wanted: bool


def unmet_conditions(
    criteria: Mapping[str, Any], held: Mapping[Path, bool], path: Path = (), *, wanted: bool = True
) -> list[Unmet]:
    """The conditions that keep `criteria` from being what is `wanted`, in order of reading.

    `held` tells for the path of each single condition whether it holds. Of alternatives that all
    fail, each is told.
    """
    if _truth(criteria, held, path) == wanted:
        return []
    match criteria:
        case {"all": parts} | {"any": parts}:
            word = "all" if "all" in criteria else "any"
            return [
                unmet
                for index, part in enumerate(parts)
                for unmet in unmet_conditions(part, held, (*path, word, index), wanted=wanted)
            ]
        case {"not": part}:
            return unmet_conditions(part, held, (*path, "not"), wanted=not wanted)
        case _:
            return [Unmet(path, wanted)]


def part_at(criteria: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    """The criteria inside `criteria` at `path`."""
    part: Any = criteria
    for step in path:
        part = part[step]
    found: Mapping[str, Any] = part
    return found


def _truth(criteria: Mapping[str, Any], held: Mapping[Path, bool], path: Path) -> bool:
    match criteria:
        case {"all": parts}:
            return all(_truth(part, held, (*path, "all", n)) for n, part in enumerate(parts))
        case {"any": parts}:
            return any(_truth(part, held, (*path, "any", n)) for n, part in enumerate(parts))
        case {"not": part}:
            return not _truth(part, held, (*path, "not"))
        case _:
            return held[path]
