"""The audit: who changed what, and when."""

from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from qanat.access.public import list_users
from qanat.platform.audit import (
    AuditRow,
    audited_tables,
    changes_of_cause,
    history_of,
    recent_changes,
)
from qanat.web.look import Look
from qanat.web.page import DEED, PageRequest
from qanat.web.settings.audit_values import Telling
from qanat.web.settings.audit_words import table_word
from qanat.web.settings.views_home import settings_page

SECTION: Final = "settings:audit"
PAGE_OF: Final = 50
MOST_USERS: Final = 500
DIGITS_OF_AN_ID: Final = 18
ACTIONS: Final = {"I": _("added"), "U": _("changed"), "D": _("deleted")}


@require_safe
def audit(request: PageRequest) -> HttpResponse:
    """The last changes; of one user, one kind of record, one record, or one cause."""
    users = {f"user:{user.id}": user.name or user.email for user in _users(request)}
    rows = _rows(request)
    telling = Telling(rows[:PAGE_OF], actor=request.actor, look=Look.of_request(request))
    shown = [
        {
            "row": row,
            "who": telling.who(row.actor),
            "cause": _cause(row.cause),
            "table": table_word(row.table),
            "name": telling.record(row),
            "action": ACTIONS[row.action],
            "changes": list(telling.changes(row)),
        }
        for row in rows[:PAGE_OF]
    ]
    context = {
        "shown": shown,
        "before": rows[PAGE_OF - 1].id if len(rows) > PAGE_OF else None,
        "users": users,
        "tables": sorted(
            ((name, str(table_word(name))) for name in audited_tables(request.actor)),
            key=lambda named: named[1].casefold(),
        ),
        "asked": request.GET,
    }
    return settings_page(request, "settings/audit.html", SECTION, context, part="rows")


def _users(request: PageRequest) -> list[Any]:
    return list_users(request.actor, limit=MOST_USERS) if request.actor.may("users.view") else []


def _rows(request: PageRequest) -> list[AuditRow]:
    asked, actor = request.GET, request.actor
    before = _number(asked.get("before", ""))
    record = _number(asked.get("record", ""))
    if asked.get("cause"):
        return changes_of_cause(asked["cause"], actor, before=before, limit=PAGE_OF + 1)
    if asked.get("table") and record:
        return history_of(asked["table"], record, actor, before=before, limit=PAGE_OF + 1)
    return recent_changes(
        actor,
        who=asked.get("who", ""),
        table=asked.get("table", ""),
        before=before,
        limit=PAGE_OF + 1,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= DIGITS_OF_AN_ID else None


def _cause(cause: str) -> str:
    """What the change was part of, in words; empty where it was part of nothing."""
    kind, _, number = cause.partition(":")
    if cause.startswith("undo of "):
        return gettext("taken back")
    if kind == "import":
        return gettext("import %(number)s") % {"number": number}
    return gettext("done in one go") if cause.startswith(DEED) else cause
