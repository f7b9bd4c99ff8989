"""CSV, read so that no file can take all memory or hide a row.

A line may be long and a quote may never be closed: both are bounded, become one faulty row, and
reading goes on behind them.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from qanat.capture.reading.encoding import encoding_of
from qanat.capture.reading.rows import Row

LONGEST_LINE = 1024 * 1024
LONGEST_CELL = 128 * 1024
UNREADABLE = "\ufffd"
DELIMITERS = ",;\t|"
SNIFFED_LINES, SNIFFED_LENGTH = 20, 4096


class _Lines:
    """The lines of a file, each at most `LONGEST_LINE` characters; a longer one raises when met."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.file.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            self._skip_the_rest()
            raise _TooLong
        return line

    def _skip_the_rest(self) -> None:
        while (more := self.file.readline(LONGEST_LINE)) and not more.endswith("\n"):
            pass


class _TooLong(Exception):
    """A line longer than any row of a real file."""


def csv_rows(path: Path) -> Iterator[Row]:
    """Every row of the file, in its own encoding and with its own delimiter."""
    csv.field_size_limit(LONGEST_CELL)
    with _open_text(path) as file:
        start = file.tell()
        delimiter = _delimiter(file)
        file.seek(start)
        lines = _Lines(file)
        reader = csv.reader(lines, delimiter=delimiter)
        while True:
            first = lines.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except _TooLong:
                yield Row(first, (), f"The line is longer than {LONGEST_LINE:,} characters.")
                reader = csv.reader(lines, delimiter=delimiter)
            except csv.Error as error:
                last = lines.number
                yield Row(first, (), f"Lines {first} to {last} are not a row of CSV: {error}.")
            else:
                yield _row(first, tuple(cells))


def _open_text(path: Path) -> TextIO:
    encoding = encoding_of(path)
    file = path.open("rb")
    file.seek(encoding.mark)
    return io.TextIOWrapper(file, encoding=encoding.codec, errors="replace", newline="")


def _row(number: int, cells: tuple[str, ...]) -> Row:
    if any(UNREADABLE in cell for cell in cells):
        return Row(
            number, cells, "The row has characters that cannot be read in the file's encoding."
        )
    return Row(number, cells)


def _delimiter(file: TextIO) -> str:
    """The delimiter that splits the first lines most evenly; a comma when none does."""
    lines = [line for _, line in zip(range(SNIFFED_LINES), _bounded(file), strict=False)]
    return max(DELIMITERS, key=lambda mark: _evenness(lines, mark))


def _bounded(file: TextIO) -> Iterator[str]:
    while line := file.readline(SNIFFED_LENGTH):
        yield line


def _evenness(lines: list[str], mark: str) -> tuple[int, int]:
    """How many lines have as many marks as the first, and how many that is."""
    counts = [len(row) - 1 for row in csv.reader(lines, delimiter=mark)]
    if not counts or counts[0] == 0:
        return (0, 0)
    return (sum(count == counts[0] for count in counts), counts[0])
