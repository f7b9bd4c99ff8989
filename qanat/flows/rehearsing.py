"""What an import would do, told before it does anything: the road up to where it would begin to write."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from procrastinate.contrib.django import app

from qanat.access.public import actor_of_user
from qanat.capture.public import (
    Row,
    draft_of_import,
    fingerprint_of,
    finished_before,
    keep_mapping,
    keep_plan,
    keep_problem,
    line_up_again,
    mark_undoing,
    open_sheet,
    put_in_line,
    run_of,
    source_file,
    source_size,
)
from qanat.flows.file_reading import Reading, Told, reading_of
from qanat.flows.importing import RowBatch, at_columns, batches_of
from qanat.flows.road.batch import Batch
from qanat.flows.road.read import read
from qanat.flows.undoing import undo_import
from qanat.identity.public import owners_of
from qanat.kernel.errors import Fault, Refused
from qanat.platform.actor import Actor, acting, system_actor
from qanat.platform.models import Submission

AT_ONCE_BYTES: Final = 256 * 1024
"""A file up to this size is looked through while one waits."""
UNDONE_AT_ONCE: Final = 2_000
MOST_SAMPLES: Final = 5
MOST_REASONS: Final = 12


def told_of(mapping: Mapping[str, str], options: Mapping[str, Any]) -> Told:
    """How a file is to be read, as it is kept with its import."""
    return Told(columns=mapping, **options)


def match_columns(run_id: int, told: Told, *, actor: Actor, now: datetime) -> None:
    """Keep how the file is to be read, and look through it: at once when it is small, else by a worker.

    Raises:
        Invalid: the columns cannot be matched so, or an option is not known.
        NotAllowed: `actor` may not give people to the owners that the file names.
    """
    size = source_size(draft_of_import(run_id, actor=actor).id)
    with source_file(run_id) as path:
        reading = reading_of(path, open_sheet(path), told, now=now)
    if "owner" in reading.columns.fields:
        actor.require("routing.assign")
    options = {
        "skip_unknown": told.skip_unknown,
        "dayfirst": told.dayfirst,
        "calendar": told.calendar,
        "country": told.country,
    }
    with acting(actor):
        keep_mapping(run_id, told.columns, options, actor=actor)
        if size > AT_ONCE_BYTES:
            app.configure_task("flows.rehearse_import").defer(
                run_id=run_id, user_id=actor.user_id or 0
            )
    if size <= AT_ONCE_BYTES:
        rehearse_kept(run_id, user_id=actor.user_id or 0, now=now)


def rehearse_kept(run_id: int, *, user_id: int, now: datetime) -> None:
    """Look through the file of a draft and keep what was found; may run twice."""
    draft = draft_of_import(run_id, actor=actor_of_user(user_id))
    told = told_of(draft.mapping, draft.options)
    try:
        with source_file(run_id) as path:
            sheet = open_sheet(path)
            found = _Found(sheet.columns)
            reading = reading_of(path, sheet, told, now=now)
            for batch in batches_of(sheet.rows, reading):
                _look_at(batch, reading, found, now=now)
    except Refused as error:
        keep_problem(run_id, str(error))
        return
    keep_plan(run_id, found.plan(reading), rows=found.counts["read"])


def start_import(run_id: int, *, actor: Actor, now: datetime) -> int:
    """The id of the import that the draft has become; of the earlier one when it was done already.

    Raises:
        Conflict: the same file is being imported.
    """
    draft = draft_of_import(run_id, actor=actor)
    told = told_of(draft.mapping, draft.options)
    with source_file(run_id) as path:
        fingerprint = fingerprint_of([path], mapping=told.as_kept())
    if before := finished_before(fingerprint):
        return before.pk
    with acting(actor):
        put_in_line(run_id, fingerprint, actor=actor, now=now)
        app.configure_task("flows.import_upload").defer(run_id=run_id)
    return run_id


def continue_import(run_id: int, *, actor: Actor, now: datetime) -> None:
    """Let a stopped or failed import of one's own go on where it was.

    Raises:
        NotFound: there is none of that id, or its file was let go.
    """
    source_size(run_id)
    with acting(actor):
        line_up_again(run_id, actor=actor, now=now)
        app.configure_task("flows.import_upload").defer(run_id=run_id)


def begin_undo(run_id: int, *, actor: Actor, now: datetime) -> None:
    """Take an import back: at once when it is small, else by a worker."""
    actor.require("imports.delete")
    run = run_of(run_id, actor=actor)
    if run.counts.get("read", 0) <= UNDONE_AT_ONCE:
        undo_import(run_id, actor=actor, now=now)
        return
    with acting(actor):
        mark_undoing(run_id)
        app.configure_task("flows.undo_import").defer(run_id=run_id, user_id=actor.user_id or 0)


@dataclass
class _Found:
    """What was found so far.

    Attributes:
        seen: the identifiers of earlier rows that nobody has yet.
        reasons: how often each reason to refuse came up, by column and code.
        first: the fault and the line where it came up first.
    """

    columns: Sequence[str]
    counts: Counter[str] = field(default_factory=Counter)
    seen: set[int] = field(default_factory=set)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dict[tuple[str, str], tuple[Fault, int, str]] = field(default_factory=dict)
    sample: list[dict[str, str]] = field(default_factory=list)

    def refuse(self, row: Row, faults: Sequence[Fault], reading: Reading) -> None:
        self.counts["refused"] += 1
        for fault in at_columns(faults, row, reading, self.columns):
            column = str(fault.path[0]) if fault.path else ""
            self.reasons[column, fault.code] += 1
            cell = row.cells[self.columns.index(column)] if column in self.columns else ""
            self.first.setdefault((column, fault.code), (fault, row.number, cell[:80]))

    def plan(self, reading: Reading) -> dict[str, Any]:
        """What is kept of it."""
        names = ("read", "created", "updated", "refused")
        return {
            "counts": {name: self.counts[name] for name in names},
            "sample": self.sample,
            "dates": {
                name: reading.habits.dates[field].told
                for name, field in zip(self.columns, reading.columns.fields, strict=True)
                if field in reading.habits.dates and reading.habits.dates[field].told
            },
            "faults": [
                {
                    "column": column,
                    "code": code,
                    "message": self.first[column, code][0].message,
                    "line": self.first[column, code][1],
                    "cell": self.first[column, code][2],
                    "count": count,
                }
                for (column, code), count in self.reasons.most_common(MOST_REASONS)
            ],
        }


def _look_at(batch: RowBatch, reading: Reading, found: _Found, *, now: datetime) -> None:
    """Read the rows as the road would, and tell who of them is known; two or three queries."""
    found.counts["read"] += batch.number
    for row, faults in batch.unfit:
        found.refuse(row, faults, reading)
    rows = dict(enumerate((row for row, _ in batch.fit), start=1))
    submissions = [
        Submission(pk=place, door="import:0", payload=payload, received_at=now)
        for place, (_, payload) in enumerate(batch.fit, start=1)
    ]
    road = read(Batch(submissions=submissions, actor=system_actor("import"), now=now))
    for place, faults in road.refused.items():
        found.refuse(rows[place], faults, reading)
    known = owners_of([key for one in road.arrivals for key in one.values.person.keys])
    for arrival in road.arrivals:
        keys = arrival.values.person.keys
        marks = {hash(key) for key in keys}
        there = any(key in known for key in keys) or not marks.isdisjoint(found.seen)
        found.counts["updated" if there else "created"] += 1
        found.seen |= marks
        if len(found.sample) < MOST_SAMPLES:
            person = arrival.values.person
            found.sample.append(
                {
                    "result": "updated" if there else "created",
                    "name": person.full_name,
                    "email": person.email,
                    "phone": person.phone,
                    "company": person.company,
                    "country": person.country,
                    "came_at": arrival.values.came_at.isoformat(),
                }
            )
