"""Import runs: begun, counted, ended; and the file of the rows that were refused."""

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Now

from qanat.capture.columns import OWN_COLUMNS
from qanat.capture.models import ImportFile, ImportRun
from qanat.capture.pieces import keep_pieces
from qanat.kernel.errors import Fault, NotFound
from qanat.platform.actor import Actor, acting
from qanat.platform.config import config
from qanat.platform.statements import as_json, fetch

BLOCK = 1024 * 1024
MOST_AT_ONCE = 200
SAMPLE = "sample"
"""The kind of a run that brings what is made up, to be removed again."""
UNFINISHED = (
    *(ImportRun.State.WAITING, ImportRun.State.RUNNING),
    *(ImportRun.State.STOPPED, ImportRun.State.FAILED),
)


@dataclass(kw_only=True)
class Run:
    """An import under way.

    Attributes:
        cause: what the audit calls everything that it does.
        counts: of rows and of what became of them, by name.
        stopped: somebody asked it to stop before its end.
        sample: what it brings is made up, to try things out with.
    """

    id: int
    counts: Counter[str] = field(default_factory=Counter)
    refused_path: Path | None = None
    stopped: bool = False
    sample: bool = False

    @property
    def cause(self) -> str:
        return f"import:{self.id}"


@dataclass(frozen=True, kw_only=True)
class RunRow:
    """An import as it is listed; see `ImportRun`."""

    id: int
    kind: str
    name: str
    state: str
    counts: Mapping[str, int]
    refused_path: str
    problem: str
    started_by_id: int | None
    started_at: datetime
    ended_at: datetime | None
    mapping: Mapping[str, str]
    options: Mapping[str, Any]
    rows: int | None
    plan: Mapping[str, Any]
    outcome: Mapping[str, Any]


def fingerprint_of(paths: Sequence[Path], *, mapping: Mapping[str, str]) -> str:
    """The hash of the files' content and of how they are to be read."""
    digest = hashlib.sha256(repr(sorted(mapping.items())).encode())
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
    return digest.hexdigest()


@contextmanager
def running(
    kind: str,
    name: str,
    *,
    fingerprint: str,
    mapping: Mapping[str, str],
    actor: Actor,
    now: datetime,
) -> Iterator[Run]:
    """A run that ends done, or failed when the body raises.

    An unfinished run of the same content is gone on with, so that nothing is imported twice.
    """
    actor.require("imports.add")
    with acting(actor):
        row = _unfinished(fingerprint) or ImportRun.objects.create(
            kind=kind,
            name=name,
            fingerprint=fingerprint,
            mapping=dict(mapping),
            started_by_id=actor.user_id,
            started_at=now,
        )
    run = Run(id=row.pk, sample=kind == SAMPLE)
    ImportRun.objects.filter(id=row.pk).update(state=ImportRun.State.RUNNING, stop_asked=False)
    try:
        yield run
    except BaseException:
        _end(run, ImportRun.State.FAILED)
        raise
    _end(run, ImportRun.State.STOPPED if run.stopped else ImportRun.State.DONE)


def begin_sample_run(name: str, *, rows: int, actor: Actor, now: datetime) -> tuple[int, bool]:
    """The id of the one run that brings sample data, and whether it is to be begun.

    Whoever asks at the same moment waits, and finds that run.
    """
    actor.require("settings.change")
    with acting(actor):
        fetch("SELECT pg_advisory_xact_lock(hashtext(%s))", ("sample data",))
        if there := sample_run():
            return there.id, False
        run = ImportRun.objects.create(
            kind=SAMPLE,
            name=name,
            fingerprint=SAMPLE,
            state=ImportRun.State.WAITING,
            rows=rows,
            started_by_id=actor.user_id,
            started_at=now,
        )
    return run.pk, True


def sample_run() -> RunRow | None:
    """The run whose sample data is here or on its way; None when there is none, or no more."""
    there = ImportRun.objects.filter(kind=SAMPLE).exclude(state=ImportRun.State.UNDONE)
    run = there.order_by("-id").first()
    return as_listed(run) if run else None


def note_progress(run: Run) -> None:
    """Write how far the run is, for whoever looks, and hear whether it is to stop; one statement."""
    rows = fetch(
        "UPDATE import_run SET counts = %s WHERE id = %s RETURNING stop_asked",
        (as_json([dict(run.counts)])[1:-1], run.id),
    )
    run.stopped = bool(rows and rows[0][0])


def _unfinished(fingerprint: str) -> ImportRun | None:
    return ImportRun.objects.filter(fingerprint=fingerprint, state__in=UNFINISHED).first()


def _end(run: Run, state: str) -> None:
    ImportRun.objects.filter(id=run.id).update(
        state=state,
        counts=dict(run.counts),
        refused_path=str(run.refused_path or ""),
        ended_at=Now(),
    )
    if run.refused_path is not None:
        keep_pieces(run.id, ImportFile.Part.REFUSED, run.refused_path)


def finished_before(fingerprint: str) -> ImportRun | None:
    """The run that has imported the same content already, and was not taken back."""
    done = ImportRun.objects.filter(fingerprint=fingerprint, state=ImportRun.State.DONE)
    return done.order_by("-id").first()


def list_runs(*, actor: Actor, after: int = 0, limit: int = 50) -> list[RunRow]:
    """The imports of those whom the actor sees, oldest first, from past the id `after`."""
    actor.require("imports.view")
    rows = _visible(actor).filter(id__gt=after).order_by("id")[: min(limit, MOST_AT_ONCE)]
    return [as_listed(row) for row in rows]


def recent_runs(*, actor: Actor, before: int | None = None, limit: int = 50) -> list[RunRow]:
    """The imports of those whom the actor sees, newest first, from before the id `before`."""
    actor.require("imports.view")
    earlier = _visible(actor) if before is None else _visible(actor).filter(id__lt=before)
    return [as_listed(row) for row in earlier.order_by("-id")[: min(limit, MOST_AT_ONCE)]]


def run_of(run_id: int, *, actor: Actor) -> RunRow:
    """One import.

    Raises:
        NotFound: no such import, or of somebody whom the actor does not see.
    """
    actor.require("imports.view")
    row = _visible(actor).filter(id=run_id).first()
    if row is None:
        raise NotFound("import", run_id)
    return as_listed(row)


def _visible(actor: Actor) -> QuerySet[ImportRun]:
    """Whoever does not see all records sees the imports of those whose records they see.

    What an import refused is of nobody yet, so it belongs to whoever sent it.
    """
    runs = ImportRun.objects.exclude(state=ImportRun.State.DRAFT)
    return runs if actor.sees is None else runs.filter(started_by_id__in=actor.sees)


def as_listed(row: ImportRun) -> RunRow:
    """The run as it is listed."""
    return RunRow(
        id=row.pk,
        kind=row.kind,
        name=row.name,
        state=row.state,
        counts=row.counts,
        refused_path=row.refused_path,
        problem=row.problem,
        started_by_id=row.started_by_id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        mapping=row.mapping,
        options=row.options,
        rows=row.rows,
        plan=row.plan,
        outcome=row.outcome,
    )


def run_to_undo(run_id: int, *, actor: Actor) -> Run:
    """The run of that id, which has ended one way or another.

    Raises:
        NotFound: there is none, or it was taken back already.
    """
    actor.require("imports.delete")
    ended = (
        *(ImportRun.State.DONE, ImportRun.State.FAILED),
        *(ImportRun.State.STOPPED, ImportRun.State.UNDOING),
    )
    row = _visible(actor).filter(id=run_id, state__in=ended).first()
    if row is None:
        raise NotFound("import that can be taken back", run_id)
    return Run(id=row.pk, sample=row.kind == SAMPLE)


def mark_undone(run: Run, *, now: datetime, outcome: Mapping[str, Mapping[str, int]]) -> None:
    """Say that the run was taken back, and what that did; its file can be imported anew."""
    ImportRun.objects.filter(id=run.id).update(
        state=ImportRun.State.UNDONE, ended_at=now, outcome=outcome
    )


class RefusedRows:
    """The file of refused rows: the line, the place and the reason, then their cells as they were.

    It is made at the first refusal and can be mended and imported again. Cells are written as they
    came in, so that nothing of them is lost; it is a file for importing, not for a spreadsheet.
    """

    def __init__(self, run: Run, columns: Sequence[str]) -> None:
        self.run = run
        self.columns = columns

    def add(self, line: int, cells: Sequence[str], faults: Sequence[Fault]) -> None:
        """Write one refused row."""
        self.run.counts["refused"] += 1
        path = self._path()
        new = not path.exists()
        with path.open("a", encoding="utf-8-sig" if new else "utf-8", newline="") as file:
            writer = csv.writer(file)
            if new:
                writer.writerow([*OWN_COLUMNS, *self.columns])
            where = "; ".join(".".join(map(str, fault.path)) for fault in faults)
            why = " ".join(fault.message for fault in faults)
            writer.writerow([line, where, why, *cells])

    def _path(self) -> Path:
        if self.run.refused_path is None:
            folder = config.home / "imports"
            folder.mkdir(parents=True, exist_ok=True)
            self.run.refused_path = folder / f"refused-{self.run.id}.csv"
            self.run.refused_path.unlink(missing_ok=True)
        return self.run.refused_path
