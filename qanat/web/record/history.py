"""What the facts of a record were before: who changed which, when, from what to what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from qanat.access.public import names_of_users
from qanat.kernel import clock
from qanat.kernel.countries import country_name
from qanat.listing.public import Kind, columns_of
from qanat.people.public import FieldRow, account_card, custom_fields, person_card
from qanat.pipeline.public import opportunity_card
from qanat.platform.actor import Actor
from qanat.platform.audit import AuditRow, values_of
from qanat.web.look import Look
from qanat.web.page import PageRequest, page
from qanat.web.record.facts import FACTS
from qanat.web.record.filling import SUBJECTS

MOST: Final = 50
CUSTOM: Final = "custom"
KEPT_AS: Final = {"close_on": "expected_close_on"}
"""Columns of the database by key of the fact, where they differ."""


@dataclass(frozen=True)
class Was:
    """One value that was changed."""

    at: datetime
    who: str
    label: str
    before: str
    after: str


@require_safe
def history(request: PageRequest, subject: str, record_id: int) -> HttpResponse:
    """A dialog with the last changes of all facts of a record."""
    _see(subject, record_id, request.actor)
    look = Look.of_request(request)
    labels = _labels(subject, look)
    entity = SUBJECTS[subject]
    rows = values_of(entity, record_id, [*labels, CUSTOM], limit=MOST)
    custom = {row.key: row for row in custom_fields(entity)}
    names = names_of_users(sorted({user for row in rows if (user := user_of(row.actor))}))
    told = [
        was
        for row in rows
        for was in _changes(row, names.get(user_of(row.actor), ""), labels, custom, look)
    ]
    return page(request, "record/history.html", {"told": told})


def _see(subject: str, record_id: int, actor: Actor) -> None:
    """Raise unless the actor may see the record."""
    match subject:
        case "people":
            person_card(record_id, actor)
        case "accounts":
            account_card(record_id, actor)
        case "deals":
            opportunity_card(record_id, actor=actor, now=clock.now())
        case _:
            raise Http404


def _labels(subject: str, look: Look) -> dict[str, str]:
    known = columns_of(subject)
    return {
        KEPT_AS.get(key, key): known[key].label.in_language(look.language)
        for key in (*FACTS[subject], "name")
        if key in known and known[key].kind is not Kind.INSTANT
    }


def user_of(actor: str) -> int:
    """The id of the user behind `user:7` or `user:7/token:3`; 0 for anything else."""
    kind, _, rest = actor.partition(":")
    number = rest.partition("/")[0]
    return int(number) if kind == "user" and number.isdecimal() else 0


def _changes(
    row: AuditRow, who: str, labels: dict[str, str], custom: dict[str, FieldRow], look: Look
) -> Iterator[Was]:
    before, after = dict(row.before or {}), dict(row.after or {})
    was, now = before.get(CUSTOM) or {}, after.get(CUSTOM) or {}
    for key in sorted({*was, *now}):
        if key in custom and was.get(key) != now.get(key):
            field = custom[key]
            old, new = (
                _text(field.said(values.get(key), look.language), look) for values in (was, now)
            )
            label = field.labels.get(look.language) or field.labels.get("en") or key
            yield Was(row.at, who, label, old, new)
    for name, label in labels.items():
        if name in after:
            old, new = (_shown(name, values.get(name), look) for values in (before, after))
            yield Was(row.at, who, label, old, new)


def _shown(name: str, value: Any, look: Look) -> str:
    if name == "country" and value:
        return country_name(value, look.language)
    if name == "expected_close_on" and value:
        return look.day(date.fromisoformat(value))
    return look.number(value) if isinstance(value, int | float) else _text(value, look)


def _text(value: Any, look: Look) -> str:
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return look.joined(value) if isinstance(value, list) else str(value or "")
