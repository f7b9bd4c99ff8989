"""The audit: who changed what, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.utils.functional import Promise
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
from qanat.web.page import PageRequest
from qanat.web.settings.views_home import settings_page

SECTION: Final = "settings:audit"
PAGE_OF: Final = 50
MOST_USERS: Final = 500
LONGEST: Final = 120
DIGITS_OF_AN_ID: Final = 18
TABLES: Final[dict[str, Promise]] = {
    "person": _("Person"),
    "account": _("Account"),
    "opportunity": _("Deal"),
    "identifier": _("E-mail or phone"),
    "task": _("Task"),
    "note": _("Note"),
    "call": _("Call"),
    "meeting": _("Meeting"),
    "person_tag": _("Tag of a person"),
    "access_user": _("User"),
    "access_token": _("API token"),
    "score_rule": _("Score rule"),
    "score_model": _("Score model"),
    "routing_rule": _("Routing rule"),
    "stage": _("Stage"),
    "pipeline": _("Pipeline"),
}
ACTIONS: Final = {"I": _("added"), "U": _("changed"), "D": _("deleted")}


@dataclass(frozen=True)
class Change:
    """One column of a change, as text; long values are cut."""

    column: str
    before: str
    after: str


@require_safe
def audit(request: PageRequest) -> HttpResponse:
    """The last changes; of one user, one kind of record, one record, or one cause."""
    users = {f"user:{user.id}": user.name or user.email for user in _users(request)}
    rows = _rows(request)
    shown = [
        {
            "row": row,
            "who": _who(row.actor, users),
            "table": TABLES.get(row.table, row.table),
            "action": ACTIONS[row.action],
            "changes": list(_changes(row)),
        }
        for row in rows[:PAGE_OF]
    ]
    context = {
        "shown": shown,
        "before": rows[PAGE_OF - 1].id if len(rows) > PAGE_OF else None,
        "users": users,
        "tables": {name: TABLES.get(name, name) for name in audited_tables(request.actor)},
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


def _who(actor: str, users: dict[str, str]) -> str:
    name, _, token = actor.partition("/")
    return f"{users.get(name, name)} · API" if token else users.get(name, name)


def _changes(row: AuditRow) -> Iterator[Change]:
    for column in sorted({**(row.before or {}), **(row.after or {})}):
        before = (row.before or {}).get(column)
        after = (row.after or {}).get(column)
        if column != "updated_at" and (before not in (None, "") or after not in (None, "")):
            yield Change(column, _cut(before), _cut(after))


def _cut(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
