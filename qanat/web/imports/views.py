"""Imports that were begun: the list of all, and one with how far it is and what became of it."""

import json
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from qanat.capture.public import (
    RunRow,
    ask_to_stop,
    drafts_of_imports,
    recent_runs,
    refused_rows,
    run_of,
)
from qanat.flows.public import begin_undo, continue_import
from qanat.kernel import clock
from qanat.web.imports.views_draft import PLACE, STEPS
from qanat.web.navigation import address_of
from qanat.web.page import PageRequest, elsewhere, page

PAGE_OF: Final = 50
UNDER_WAY: Final = ("waiting", "running", "undoing")
COUNTED: Final = ("created", "updated", "known", "waiting", "refused")
SOON: Final = timedelta(seconds=3)


@require_safe
def imports(request: PageRequest) -> HttpResponse:
    """Every import of those whose records one sees, newest first, and one's own files not begun yet."""
    before = request.GET.get("before", "")
    rows = recent_runs(
        actor=request.actor, before=int(before) if before.isdecimal() else None, limit=PAGE_OF + 1
    )
    may_add = request.actor.may("imports.add")
    context = {
        "place": PLACE,
        "rows": rows[:PAGE_OF],
        "before": rows[PAGE_OF - 1].id if len(rows) > PAGE_OF else None,
        "drafts": drafts_of_imports(request.actor) if may_add and not before else [],
        "may_add": may_add,
    }
    return page(request, "imports/list.html", context)


@require_safe
def run(request: PageRequest, run_id: int) -> HttpResponse:
    """One import: how far it is, or what became of it."""
    return _shown(request, run_id)


@require_POST
def stop(request: PageRequest, run_id: int) -> HttpResponse:
    """Ask it to stop; what is done stays, and is said."""
    ask_to_stop(run_id, actor=request.actor)
    return _shown(request, run_id)


@require_POST
def again(request: PageRequest, run_id: int) -> HttpResponse:
    """Let a stopped or failed import go on where it was."""
    continue_import(run_id, actor=request.actor, now=clock.now())
    return _shown(request, run_id)


@require_POST
def undo(request: PageRequest, run_id: int) -> HttpResponse:
    """Take it back: what it made goes to the trash, what it changed gets its old values."""
    begin_undo(run_id, actor=request.actor, now=clock.now())
    return _shown(request, run_id)


@require_safe
def refused(request: PageRequest, run_id: int) -> StreamingHttpResponse:
    """The rows that were refused, with the reasons; mended, the file can be imported."""
    pieces = refused_rows(run_id, actor=request.actor)
    answer = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="refused-{run_id}.csv"'
    return answer


def _shown(request: PageRequest, run_id: int) -> HttpResponse:
    if request.method == "POST" and not request.htmx:
        return elsewhere(request, "imports:run", run_id=run_id)
    row = run_of(run_id, actor=request.actor)
    actor = request.actor
    under_way = row.state in UNDER_WAY
    mine = row.started_by_id == actor.user_id
    context = {
        "place": PLACE,
        "run": row,
        "under_way": under_way,
        "pace": _pace(row, now=clock.now()),
        "counts": [(name, row.counts[name]) for name in COUNTED if row.counts.get(name)],
        "people": _people(row),
        "may_stop": row.state in {"waiting", "running"} and actor.may("imports.add"),
        "may_go_on": _halted(row) and mine and actor.may("imports.add"),
        "may_undo": row.state in {"done", "stopped", "failed"} and actor.may("imports.delete"),
        "kept": sum(row.outcome.get("kept", {}).values()),
        "steps": [
            (label, place, True, under_way and place == len(STEPS))
            for place, label in enumerate(STEPS, 1)
        ],
        "problem": gettext(row.problem) if row.problem else "",
    }
    return page(request, "imports/run.html", context, part="standing")


def _halted(row: RunRow) -> bool:
    """Whether it can go on: somebody stopped it, or it broke off for no fault of its file."""
    return row.state == "stopped" or (
        row.state == "failed" and not row.problem and row.kind == "leads"
    )


def _pace(row: RunRow, *, now: datetime) -> dict[str, Any]:
    """How far it is: share, rows a second, and the time left as far as it can be told."""
    read, total = row.counts.get("read", 0), row.rows or 0
    since = (row.ended_at or now) - row.started_at
    rate = read / since.total_seconds() if since > SOON else 0
    left = timedelta(seconds=(total - read) / rate) if rate and total > read else None
    return {"read": read, "total": total, "rate": round(rate), "left": left}


def _people(row: RunRow) -> str:
    """The address of the list of those who came by it; empty when nobody did."""
    came = row.counts.get("created") or row.counts.get("updated")
    return brought_by(row.id) if came else ""


def brought_by(run_id: int) -> str:
    """The address of the list of those who came by an import."""
    criteria = {"field": "person.doors", "is": "has_any", "value": [f"import:{run_id}"]}
    return f"{address_of('lists:people')}?{urlencode({'criteria': json.dumps(criteria)})}"
