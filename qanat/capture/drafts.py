"""Files that somebody is about to import: kept as they came, looked through, matched, then begun or let go."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from qanat.capture.models import ImportFile, ImportRun
from qanat.capture.pieces import keep_pieces
from qanat.capture.runs import UNFINISHED, RunRow, as_listed
from qanat.kernel.errors import Conflict, NotFound
from qanat.platform.actor import Actor, acting

KEPT_FOR: Final = timedelta(days=14)
REMEMBERED: Final = 20
"""In so many of one's last imports the columns of a new file are looked for."""
UNDER_WAY: Final = (ImportRun.State.WAITING, ImportRun.State.RUNNING)


def keep_draft(path: Path, name: str, *, actor: Actor, now: datetime) -> int:
    """The id under which a file is kept until it is begun."""
    actor.require("imports.add")
    with acting(actor):
        run = ImportRun.objects.create(
            kind="leads",
            name=name,
            fingerprint="",
            state=ImportRun.State.DRAFT,
            started_by_id=actor.user_id,
            started_at=now,
        )
        keep_pieces(run.pk, ImportFile.Part.SOURCE, path)
    return run.pk


def draft_of_import(run_id: int, *, actor: Actor) -> RunRow:
    """One's own import that is not begun yet.

    Raises:
        NotFound: there is none of that id, or it is somebody else's, or was begun.
    """
    actor.require("imports.add")
    return as_listed(_mine(run_id, actor))


def drafts_of_imports(actor: Actor) -> list[RunRow]:
    """One's own imports that are not begun yet, the newest first."""
    mine = ImportRun.objects.filter(
        state=ImportRun.State.DRAFT, started_by_id=actor.user_id or 0
    ).order_by("-id")
    return [as_listed(row) for row in mine[:REMEMBERED]]


def keep_mapping(
    run_id: int, mapping: Mapping[str, str], options: Mapping[str, Any], *, actor: Actor
) -> None:
    """Keep how the file is to be read; what was found by another reading is forgotten."""
    with acting(actor):
        row = _mine(run_id, actor)
        row.mapping, row.options, row.plan, row.rows = dict(mapping), dict(options), {}, None
        row.problem = ""
        row.save(update_fields=["mapping", "options", "plan", "rows", "problem"])


def keep_plan(run_id: int, plan: Mapping[str, Any], *, rows: int) -> None:
    """Keep what was found in the file, unless it was begun or is to be read otherwise meanwhile."""
    ImportRun.objects.filter(id=run_id, state=ImportRun.State.DRAFT).update(
        plan=dict(plan), rows=rows
    )


def keep_problem(run_id: int, problem: str) -> None:
    """Keep why the file cannot be read to its end."""
    ImportRun.objects.filter(id=run_id, state=ImportRun.State.DRAFT).update(problem=problem)


def put_in_line(run_id: int, fingerprint: str, *, actor: Actor, now: datetime) -> None:
    """Let the draft wait for a worker.

    Raises:
        Conflict: the same file, read in the same way, is being imported.
    """
    with acting(actor):
        same = ImportRun.objects.filter(fingerprint=fingerprint, state__in=UNFINISHED)
        if other := same.select_for_update().first():
            message = "The same file is being imported already; look at that import."
            raise Conflict(message, record=f"import:{other.pk}")
        row = _mine(run_id, actor)
        row.fingerprint, row.state, row.started_at = fingerprint, ImportRun.State.WAITING, now
        row.save(update_fields=["fingerprint", "state", "started_at"])


def ask_to_stop(run_id: int, *, actor: Actor) -> None:
    """Ask an import under way to stop after the rows in hand; what is done stays."""
    actor.require("imports.add")
    seen = ImportRun.objects.filter(id=run_id, state__in=UNDER_WAY)
    if actor.sees is not None:
        seen = seen.filter(started_by_id__in=actor.sees)
    with acting(actor):
        if not seen.update(stop_asked=True):
            raise NotFound("import under way", run_id)


def line_up_again(run_id: int, *, actor: Actor, now: datetime) -> None:
    """Let a stopped or failed import wait for a worker once more; it goes on where it was."""
    actor.require("imports.add")
    halted = (ImportRun.State.STOPPED, ImportRun.State.FAILED)
    mine = ImportRun.objects.filter(
        id=run_id, state__in=halted, started_by_id=actor.user_id or 0
    ).exclude(fingerprint="")
    with acting(actor):
        if not mine.update(
            state=ImportRun.State.WAITING, stop_asked=False, problem="", started_at=now
        ):
            raise NotFound("import that can go on", run_id)


def mark_undoing(run_id: int) -> None:
    """Say that the run is being taken back."""
    ImportRun.objects.filter(id=run_id).update(state=ImportRun.State.UNDOING)


def throw_away(run_id: int, *, actor: Actor) -> None:
    """Let go a draft and its file."""
    with acting(actor):
        _mine(run_id, actor).delete()


def forget_drafts(*, now: datetime) -> int:
    """Let go drafts that nobody began for two weeks; how many."""
    old = ImportRun.objects.filter(state=ImportRun.State.DRAFT, started_at__lt=now - KEPT_FOR)
    return old.delete()[0]


def mapping_before(columns: Sequence[str], *, actor: Actor) -> dict[str, str]:
    """How one has matched columns of these names the last time that all of them came; empty for never."""
    done = ImportRun.objects.filter(
        kind="leads", started_by_id=actor.user_id or 0, state=ImportRun.State.DONE
    ).order_by("-id")
    for mapping in done.values_list("mapping", flat=True)[:REMEMBERED]:
        if set(columns) <= set(mapping):
            return {name: mapping[name] for name in columns}
    return {}


def _mine(run_id: int, actor: Actor) -> ImportRun:
    row = ImportRun.objects.filter(
        id=run_id, state=ImportRun.State.DRAFT, started_by_id=actor.user_id or 0
    ).first()
    if row is None:
        raise NotFound("import to be begun", run_id)
    return row
