"""What arrived and could not be processed: seen, mended, replayed, dropped."""

from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from qanat.kernel.errors import Fault
from qanat.platform.inbox import drop, find_submission, mend, parked_submissions, replay
from qanat.web.page import PageRequest, page, told
from qanat.web.settings.views_home import settings_page
from qanat.wording.public import sentence_of

SECTION: Final = "settings:parked"
PAGE_OF: Final = 50


@require_safe
def parked(request: PageRequest) -> HttpResponse:
    """The parked submissions, the oldest first."""
    return _shown(request)


def mend_one(request: PageRequest, submission_id: int) -> HttpResponse:
    """A dialog with the fields as they arrived; what is changed is kept, and it is tried again."""
    row = find_submission(submission_id, actor=request.actor)
    simple = {
        key: value for key, value in row.payload.items() if isinstance(value, str | int | float)
    }
    if request.method == "POST":
        said = {key: request.POST.get(f"field-{key}", "").strip() for key in simple}
        changes: dict[str, Any] = {
            key: text or None for key, text in said.items() if text != str(simple[key])
        }
        if changes:
            mend(submission_id, changes, actor=request.actor)
        replay([submission_id], actor=request.actor)
        return told(
            HttpResponse(status=204),
            gettext("It is on its way again."),
            after="parked-changed",
            closes=True,
        )
    context = {"row": row, "fields": simple, "problems": _problems(row.problem)}
    return page(request, "settings/parked_mend.html", context)


@require_POST
def again(request: PageRequest) -> HttpResponse:
    """Let the chosen ones be processed anew."""
    count = replay(_ids(request), actor=request.actor)
    said = ngettext("%(count)s is on its way again.", "%(count)s are on their way again.", count)
    return told(_shown(request), said % {"count": count})


@require_POST
def drop_some(request: PageRequest) -> HttpResponse:
    """Close the chosen ones for good; what arrived is kept."""
    count = drop(_ids(request), actor=request.actor)
    said = ngettext(
        "%(count)s is dropped; what arrived is kept.",
        "%(count)s are dropped; what arrived is kept.",
        count,
    )
    return told(_shown(request), said % {"count": count})


def _shown(request: PageRequest) -> HttpResponse:
    after = request.GET.get("after", "")
    rows = parked_submissions(
        request.actor, after=int(after) if after.isdecimal() else 0, limit=PAGE_OF + 1
    )
    context = {
        "rows": [
            {"row": row, "problems": _problems(row.problem), "who": _who(row.payload)}
            for row in rows[:PAGE_OF]
        ],
        "after": rows[PAGE_OF - 1].pk if len(rows) > PAGE_OF else None,
        "may_change": request.actor.may("inbox.change"),
    }
    return settings_page(request, "settings/parked.html", SECTION, context, part="rows")


def _problems(problem: object) -> list[str]:
    """Why it is parked, in the language of the page."""
    if not isinstance(problem, list):
        return []
    return [
        sentence_of(Fault(tuple(each["path"]), each["message"], each["code"])) for each in problem
    ]


def _who(payload: dict[str, Any]) -> str:
    """By what one would know who it is."""
    names = ("name", "full_name", "email", "phone", "company")
    return next((str(payload[name]) for name in names if payload.get(name)), "")


def _ids(request: PageRequest) -> list[int]:
    return [int(text) for text in request.POST.getlist("id") if text.isdecimal()][:1000]
