"""Changing a record from its list: one cell."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.utils.translation import gettext

from qanat.flows.public import edit_person, give_to, move_status
from qanat.kernel import clock
from qanat.kernel.countries import country_choices
from qanat.kernel.errors import Conflict, Invalid
from qanat.kernel.text import ascii_digits
from qanat.listing.public import Column, Kind, columns_of, rows_of
from qanat.people.public import change_account
from qanat.pipeline.public import change_opportunity
from qanat.platform.actor import Actor
from qanat.web.components.date.reading import typed_date
from qanat.web.forms_of_pages import typed_amount
from qanat.web.lists.cells import Shown, cell_html, plain
from qanat.web.lists.holding import Meanwhile, changed_meanwhile, hold, refused, require_seen
from qanat.web.lists.shown import NUMBERS, status_labels, users_for
from qanat.web.look import Look
from qanat.web.page import PageRequest, deed, page, told

Write = Callable[[int, str, Any, Actor, datetime], None]


def cell(request: PageRequest, subject: str, record_id: int, key: str) -> HttpResponse:
    """A cell as a field, and what was typed into it kept; the cell comes back as it then is.

    The value that the cell showed comes along; when the record has another one meanwhile, both are
    shown and nothing is written until the person has chosen. The record is held from that look to
    the write, so that nobody comes between.
    """
    column = columns_of(subject).get(key)
    if column is None or not column.edit:
        raise Http404
    look = Look.of_request(request)
    context, shown = _stands(request, subject, record_id, column)
    if request.method != "POST":
        return page(request, "components/cell/edit.html", context | {"shown": shown})
    if "back" in request.POST:
        return page(request, "components/cell/cell.html", context | {"shown": shown})
    typed, was = request.POST.get("value", ""), request.POST.get("was", "")
    try:
        with deed(request) as actor:
            hold(subject, record_id, actor)
            require_seen(_typed_now(subject, record_id, column, actor, look), was=was, typed=typed)
            _WRITE[subject](record_id, column.edit, _read(column, typed, look), actor, clock.now())
    except Meanwhile:
        now, theirs = _stands(request, subject, record_id, column)
        return page(
            request, "components/cell/edit.html", now | changed_meanwhile(typed, theirs), status=409
        )
    except (Invalid, Conflict) as error:
        again = context | {"value": typed} | refused(error, request.actor)
        return page(request, "components/cell/edit.html", again, status=422)
    row = rows_of(subject, [record_id], [key], actor=request.actor)
    if not row:  # it went to somebody whom they do not see
        return told(
            HttpResponse(""), gettext("Given away: it is no longer yours to see."), undo=actor
        )
    shown = cell_html(row[0], column, look, _labels(subject, look))
    answer = page(request, "components/cell/cell.html", context | {"shown": shown})
    return told(answer, gettext("Saved."), undo=actor, gathers=True)


def _stands(
    request: PageRequest, subject: str, record_id: int, column: Column
) -> tuple[dict[str, Any], Shown]:
    """What the templates of a cell are given, and the value as it is shown."""
    found = rows_of(subject, [record_id], [column.key], actor=request.actor)
    if not found:
        raise Http404
    look = Look.of_request(request)
    labels = _labels(subject, look)
    current = plain(found[0].values[column.key], column, look, labels)
    given = request.POST if request.method == "POST" else request.GET
    fact = given.get("as") == "dd"
    context = {
        "tag": "dd" if fact else "td",
        "url": f"{request.path}?as=dd" if fact else request.path,
        "kind": column.kind.value,
        "number": column.kind in NUMBERS and not fact,
        "value": current,
        "was": current,
        "choices": _choices(request, column, look),
        "label": column.label.in_language(look.language),
    }
    return context, cell_html(found[0], column, look, labels)


def _typed_now(subject: str, record_id: int, column: Column, actor: Actor, look: Look) -> str:
    """The value of a held record, as the field of an edit holds it."""
    row = rows_of(subject, [record_id], [column.key], actor=actor)[0]
    return plain(row.values[column.key], column, look, {})


def _labels(subject: str, look: Look) -> dict[str, str]:
    return status_labels(look.language) if subject == "people" else {}


def _choices(request: PageRequest, column: Column, look: Look) -> list[tuple[str, str]]:
    match column.kind:
        case Kind.USER:
            return [(str(user_id), name) for user_id, name in users_for(request)]
        case Kind.COUNTRY:
            return [("", ""), *country_choices(look.language)]
        case Kind.CHOICE:
            return list(status_labels(look.language).items())
        case _:
            return []


def _read(column: Column, typed: str, look: Look) -> Any:
    """What was typed, as the action takes it; digits of any script, days of the reader's calendar."""
    text = typed.strip()
    match column.kind:
        case Kind.MONEY:
            return typed_amount(text)
        case Kind.DATE:
            return typed_date(text, look) if text else None
        case Kind.NUMBER:
            return int(digits) if (digits := ascii_digits(text)).isdecimal() else None
        case _:
            return text


def _write_person(record_id: int, name: str, value: Any, actor: Actor, now: datetime) -> None:
    match name:
        case "status":
            move_status(record_id, value, reason="", actor=actor, now=now)
        case "owner_id":
            give_to([record_id], int(value), actor=actor, now=now)
        case _:
            edit_person(record_id, {name: value}, actor=actor, now=now)


def _write_account(record_id: int, name: str, value: Any, actor: Actor, now: datetime) -> None:
    change_account(record_id, {name: value}, actor=actor, now=now)


def _write_deal(record_id: int, name: str, value: Any, actor: Actor, now: datetime) -> None:
    change_opportunity(record_id, {name: value}, actor=actor, now=now)  # type: ignore[misc]  # a name of a column's edit


def _write_task(record_id: int, name: str, value: Any, actor: Actor, now: datetime) -> None:
    raise Http404


_WRITE: Final[dict[str, Write]] = {
    "people": _write_person,
    "accounts": _write_account,
    "deals": _write_deal,
    "tasks": _write_task,
}
