"""A file of leads down the road, in batches of the same intake as every other door.

Rows that cannot be read or are refused go to a file with their reasons; all others become
submissions, so that a crash in the middle loses nothing and the same content is never taken twice.
Several batches are under way at a time, unless they may have somebody in common: what the earlier
row says counts.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, Final

from qanat.capture.public import (
    RefusedRows,
    Row,
    Run,
    column_at,
    fingerprint_of,
    finished_before,
    note_progress,
    open_sheet,
    payload_of,
    running,
)
from qanat.flows.file_reading import Reading, Told, reading_of
from qanat.flows.noticing import tell_owners_of_import
from qanat.flows.processing import process, this_process
from qanat.flows.road.payload import payload_faults
from qanat.flows.side_by_side import side_by_side
from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.text import matching_key
from qanat.platform import inbox
from qanat.platform.actor import Actor
from qanat.platform.inbox import Outcome, Received
from qanat.platform.models import Submission

BATCH = 1000

SUBSCRIBER_DIGITS: Final = 7


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What became of an import.

    Attributes:
        counts: read, created, updated, refused, known (taken in by an earlier import of the same
            file), waiting (kept in the inbox, for a worker to finish).
        refused_path: the file of refused rows; empty when there are none.
        columns: the field that each column went to.
        dates: how each column of dates was read, where that was in doubt.
    """

    run: int
    counts: Mapping[str, int]
    refused_path: str
    columns: Mapping[str, str]
    dates: Mapping[str, str]


def import_leads(
    path: Path,
    told: Told,
    *,
    actor: Actor,
    now: datetime,
    advance: Callable[[int], None],
    name: str = "",
) -> Imported:
    """Import the leads of a CSV or XLSX file; `advance` hears of every batch.

    `name` is what the file is called, if not as its path.

    Raises:
        NotAllowed: `actor` may not import, or not give people to the owners that the file names.
        Invalid: the file cannot be read, or has columns that are not known; nothing was imported.
    """
    actor.require("imports.add")
    sheet = open_sheet(path)
    fingerprint = fingerprint_of([path], mapping=told.as_kept())
    reading = reading_of(path, sheet, told, now=now)
    columns = dict(zip(sheet.columns, reading.columns.fields, strict=True))
    if "owner" in reading.columns.fields:
        actor.require("routing.assign")
    dates = {
        name: reading.habits.dates[field].told
        for name, field in columns.items()
        if field in reading.habits.dates and reading.habits.dates[field].told
    }
    if before := finished_before(fingerprint):
        read = sum(1 for _ in sheet.rows)
        refused_before = before.counts.get("refused", 0)
        return Imported(
            run=before.pk,
            counts=_all({"read": read, "known": read - refused_before, "refused": refused_before}),
            refused_path=before.refused_path,
            columns=columns,
            dates=dates,
        )
    with running(
        "leads",
        name or path.name,
        fingerprint=fingerprint,
        mapping=told.as_kept(),
        actor=actor,
        now=now,
    ) as run:
        refused = RefusedRows(run, sheet.columns)

        def take_in(batch: RowBatch) -> Received | None:
            return _take_in(batch, run, actor=actor, now=now, key=fingerprint)

        batches = takewhile(lambda _: not run.stopped, batches_of(sheet.rows, reading))
        for batch, received in side_by_side(batches, take_in, touches=_identifiers):
            _tally(batch, received, run, reading, refused)
            note_progress(run)
            advance(batch.number)
    if not run.stopped:
        tell_owners_of_import(run.id, actor=actor, now=now)
    return Imported(
        run=run.id,
        counts=_all(run.counts),
        refused_path=str(run.refused_path or ""),
        columns=columns,
        dates=dates,
    )


@dataclass(frozen=True, kw_only=True)
class RowBatch:
    """A batch of rows as read: those that fit with their payloads, the others with their faults."""

    first: int
    number: int
    fit: Sequence[tuple[Row, dict[str, Any]]]
    unfit: Sequence[tuple[Row, Sequence[Fault]]]


def batches_of(rows: Iterator[Row], reading: Reading) -> Iterator[RowBatch]:
    """The rows in batches, each read as a lead or with what is wrong with it."""
    while some := list(islice(rows, BATCH)):
        read = [(row, *_payload(row, reading)) for row in some]
        yield RowBatch(
            first=some[0].number,
            number=len(some),
            fit=[(row, payload) for row, payload, faults in read if not faults],
            unfit=[(row, faults) for row, _, faults in read if faults],
        )


def _take_in(
    batch: RowBatch, run: Run, *, actor: Actor, now: datetime, key: str
) -> Received | None:
    """Keep the rows that fit and take them down the road; None when there are none."""
    if not batch.fit:
        return None
    received = inbox.receive(
        run.cause,
        [payload for _, payload in batch.fit],
        key=f"{key}:{batch.first}",
        sent_by=actor.name,
        now=now,
        claim=this_process(),
    )
    if received.outcome is Outcome.NEW:
        process(received.submissions, now=now, told=True)
    return received


def _tally(
    batch: RowBatch, received: Received | None, run: Run, reading: Reading, refused: RefusedRows
) -> None:
    run.counts["read"] += batch.number
    for row, faults in batch.unfit:
        _refuse(row, faults, reading, refused)
    if received is None:
        return
    for (row, _), submission in zip(batch.fit, received.submissions, strict=True):
        _count(row, submission, run, reading, refused, new=received.outcome is Outcome.NEW)


def _identifiers(batch: RowBatch) -> frozenset[str]:
    """What tells that two batches may have somebody in common; at times they have not."""
    return frozenset(
        text
        for _, payload in batch.fit
        for text in (
            *(matching_key(email) for email in payload.get("emails", ())),
            *(_last_digits(phone) for phone in payload.get("phones", ())),
        )
    )


def _last_digits(phone: str) -> str:
    """The end of a number, which is the same with and without the code of the country."""
    digits = "".join(character for character in matching_key(phone) if character.isdigit())
    return digits[-SUBSCRIBER_DIGITS:]


def _payload(row: Row, reading: Reading) -> tuple[dict[str, Any], Sequence[Fault]]:
    if row.fault:
        return {}, [Fault((), row.fault, "unreadable_row")]
    try:
        payload = payload_of(row.cells, reading.columns, reading.habits)
    except Invalid as error:
        return {}, error.faults
    return payload, payload_faults(payload)


def _refuse(row: Row, faults: Sequence[Fault], reading: Reading, refused: RefusedRows) -> None:
    """Write the row to the file of refused rows; each fault names the column of its cell."""
    refused.add(row.number, row.cells, at_columns(faults, row, reading, refused.columns))


def at_columns(
    faults: Sequence[Fault], row: Row, reading: Reading, columns: Sequence[str]
) -> list[Fault]:
    """The faults of a row, each with the name of the column of its cell as its path."""
    places = [column_at(fault.path, row.cells, reading.columns, reading.habits) for fault in faults]
    return [
        fault if place is None else replace(fault, path=(columns[place],))
        for fault, place in zip(faults, places, strict=True)
    ]


def _count(
    row: Row,
    submission: Submission,
    run: Run,
    reading: Reading,
    refused: RefusedRows,
    *,
    new: bool,
) -> None:
    match submission.state:
        case Submission.State.DONE:
            result = (submission.answer or {})["result"] if new else "known"
            run.counts[result] += 1
        case Submission.State.WAITING | Submission.State.TAKEN:
            run.counts["waiting"] += 1
        case _:
            problem: list[Any] = submission.problem or []
            faults = [
                Fault(tuple(one["path"]), one["message"], one.get("code", "invalid"))
                for one in problem
            ]
            _refuse(row, faults, reading, refused)


def _all(counts: Mapping[str, int]) -> dict[str, int]:
    names = ("read", "created", "updated", "known", "waiting", "refused")
    return {name: counts.get(name, 0) for name in names}
