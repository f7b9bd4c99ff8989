"""What every reader gives."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One row of a file.

    Attributes:
        number: of the line on which it begins, from 1, as an editor counts.
        cells: as text.
        fault: why the row cannot be used; empty when it can.
    """

    number: int
    cells: tuple[str, ...]
    fault: str = ""
