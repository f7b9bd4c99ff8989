"""What every step of a move knows: the files, the actor, and which of our rows their keys became."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from qanat.capture.public import (
    File,
    RefusedRows,
    Run,
    known_rows,
    read_file,
    remember_rows,
)
from qanat.platform.actor import Actor

SYSTEM = "zoho"
Record = TypeVar("Record")


@dataclass(kw_only=True)
class Moving:
    """A move under way.

    Attributes:
        rows: by kind (user, campaign, account, lead, contact, deal, call, meeting), our row id by key.
        names: our user ids by the name that the export calls them.
        somebody: the user who owns what the export gives to nobody.
        counts: what was read, is new, and could not be linked, by name.
        touched: the people who are to be scored and given an owner at the end.
        owners: whom the export gives new people to, by person.
    """

    folder: Path
    actor: Actor
    run: Run
    now: datetime
    zone: ZoneInfo
    currency: str
    country: str
    advance: Callable[[int], None]
    somebody: int
    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    touched: set[int] = field(default_factory=set)
    owners: dict[int, int] = field(default_factory=dict)

    def read(self, file: File[Record], kind: str, *, key: Callable[[Record], str]) -> list[Record]:
        """The file's records that are not ours yet; refused rows go to the file of refused rows."""
        contents = read_file(self.folder, file, zone=self.zone, currency=self.currency)
        rows = RefusedRows(self.run, ["File", "Row"])
        for refused in contents.refused:
            rows.add(refused.line, [refused.file, " | ".join(refused.cells)], [refused.fault])
        self.counts[f"{kind}s_read"] = len(contents.records) + len(contents.refused)
        self.rows[kind] = known_rows(SYSTEM, kind, [key(one) for one in contents.records])
        self.counts[f"{kind}s"] = 0
        self.advance(self.counts[f"{kind}s_read"])
        return [one for one in contents.records if key(one) not in self.rows[kind]]

    def wrote(
        self,
        kind: str,
        rows: Mapping[str, int],
        *,
        unresolved: Mapping[str, Mapping[str, str]] | None = None,
        new: int | None = None,
    ) -> None:
        """Remember the rows that records became; `new` of them were not in Qanat before."""
        remember_rows(SYSTEM, kind, rows, unresolved=unresolved)
        self.rows[kind] |= rows
        self.counts[f"{kind}s"] = len(rows) if new is None else new

    def row(self, kind: str, key: str) -> int | None:
        """Our row for the key; None when the key is empty or names nothing that is there."""
        return self.rows.get(kind, {}).get(key)

    def owner(self, name_or_key: str) -> int | None:
        """The user of that key or name."""
        return self.row("user", name_or_key) or self.names.get(name_or_key)


def unique(records: Sequence[Record], key: Callable[[Record], str]) -> dict[str, Record]:
    """The records by key; of several with one key the last counts."""
    return {key(record): record for record in records}
