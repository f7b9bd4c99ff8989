"""A file on its way to being imported: dropped, its columns matched, shown what it would do, begun."""

from dataclasses import replace
from pathlib import PurePath
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from qanat.capture.public import (
    draft_of_import,
    keep_draft,
    open_sheet,
    source_file,
    spooled,
    throw_away,
    too_large,
)
from qanat.flows.public import match_columns, start_import
from qanat.kernel import clock
from qanat.kernel.countries import country_choices
from qanat.kernel.errors import Conflict, Fault, Invalid
from qanat.platform.config import config
from qanat.platform.organisation import the_organisation
from qanat.web.imports.matching import (
    DAY_ORDERS,
    FIELD_GROUPS,
    FileShown,
    custom_choices,
    dates_said,
    look_into,
    problems_of,
    told_in,
)
from qanat.web.me.views import CALENDARS
from qanat.web.page import PageRequest, elsewhere, page
from qanat.wording.public import sentence_of

PLACE: Final = "imports:imports"
STEPS: Final = (_("File"), _("Columns"), _("Preview"), _("Result"))
ORDER_NAMES: Final[dict[bool | None, str]] = {True: "day", False: "month"}
LONGEST_NAME: Final = 200
MEGABYTE: Final = 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PageRequest) -> HttpResponse:
    """Take a file; what cannot be read is told at once and not kept."""
    problem = ""
    if request.method == "POST":
        try:
            return elsewhere(request, "imports:columns", run_id=_kept(request))
        except Invalid as error:
            problem = sentence_of(error.faults[0])
    context = {
        "problem": problem,
        "most": config.upload_limit_bytes,
        "most_megabytes": config.upload_limit_bytes // MEGABYTE,
        **_step(1),
    }
    return page(request, "imports/new.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: PageRequest, run_id: int) -> HttpResponse:
    """Match the columns; the file is then looked through."""
    draft = draft_of_import(run_id, actor=request.actor)
    with source_file(run_id) as path:
        shown = look_into(path, draft.mapping, actor=request.actor)
    problems: dict[str, str] = {}
    chosen: dict[str, Any] = {"country": the_organisation().country, **draft.options}
    if request.method == "POST":
        told = told_in(request.POST, [column.name for column in shown.columns])
        try:
            match_columns(run_id, told, actor=request.actor, now=clock.now())
            return elsewhere(request, "imports:preview", run_id=run_id)
        except Invalid as error:
            problems = problems_of(error.faults)
            chosen = {"country": told.country, "calendar": told.calendar, "dayfirst": told.dayfirst}
            shown = _as_told(shown, told.columns, problems)
    context = {
        "run": draft,
        "file": shown,
        "groups": FIELD_GROUPS,
        "custom": custom_choices(request.actor.language),
        "problem": problems.get("", ""),
        "chosen": chosen,
        "order": ORDER_NAMES.get(chosen.get("dayfirst"), ""),
        "orders": DAY_ORDERS,
        "calendars": CALENDARS,
        "countries": country_choices(request.actor.language),
        **_step(2),
    }
    return page(request, "imports/columns.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: PageRequest, run_id: int) -> HttpResponse:
    """What the import would do; begun by a post."""
    problem = ""
    if request.method == "POST":
        try:
            begun = start_import(run_id, actor=request.actor, now=clock.now())
            return elsewhere(request, "imports:run", run_id=begun)
        except Conflict as error:
            problem = gettext(str(error))
    draft = draft_of_import(run_id, actor=request.actor)
    if not draft.mapping:
        return elsewhere(request, "imports:columns", run_id=run_id)
    plan = draft.plan
    context = {
        "run": draft,
        "plan": plan,
        "dates": dates_said(plan.get("dates", {})),
        "counts": plan.get("counts", {}),
        "sample": plan.get("sample", []),
        "reasons": [
            each | {"said": sentence_of(Fault((), each["message"], each["code"]))}
            for each in plan.get("faults", [])
        ],
        "problem": problem or gettext(draft.problem) if (problem or draft.problem) else "",
        "worth": any(plan.get("counts", {}).get(name) for name in ("created", "updated")),
        **_step(3),
    }
    answer = page(
        request, "imports/preview.html", context, part="plan", status=409 if problem else 200
    )
    if plan and request.htmx and not problem:
        answer["HX-Refresh"] = "true"  # the bar below can be used now
    return answer


@require_POST
def drop(request: PageRequest, run_id: int) -> HttpResponse:
    """Let the file go; nothing of it was imported."""
    throw_away(run_id, actor=request.actor)
    return elsewhere(request, "imports:imports")


def _kept(request: PageRequest) -> int:
    """The id under which the posted file is kept.

    Raises:
        Invalid: there is none, or it is too large, or cannot be read.
    """
    file = request.FILES.get("file")
    if getattr(request, "upload_too_large", False):
        raise too_large()
    if file is None:
        raise Invalid("Choose a file first.", code="file_missing")
    if not file.size:
        raise Invalid("The file is empty.", code="file_empty")
    name = PurePath(str(file.name or "").replace("\\", "/")).name.replace("\0", "")[:LONGEST_NAME]
    with spooled(file.chunks()) as path:
        open_sheet(path)
        return keep_draft(path, name or "leads", actor=request.actor, now=clock.now())


def _as_told(shown: FileShown, told: Any, problems: dict[str, str]) -> FileShown:
    return replace(
        shown,
        columns=tuple(
            replace(column, field=told[column.name], problem=problems.get(column.name, ""))
            for column in shown.columns
        ),
    )


def _step(number: int) -> dict[str, Any]:
    return {
        "place": PLACE,
        "steps": [
            (label, place, place < number, place == number) for place, label in enumerate(STEPS, 1)
        ],
        "back": reverse("imports:imports"),
    }
