"""The facts that the organisation added to a record, edited in place as the others are."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from qanat.flows.public import edit_person
from qanat.kernel import clock
from qanat.kernel.errors import Conflict, Invalid
from qanat.people.public import account_card, change_account, custom_fields, person_card
from qanat.pipeline.public import change_opportunity, opportunity_card
from qanat.platform.actor import Actor
from qanat.platform.organisation import the_organisation
from qanat.web.lists.holding import Meanwhile, changed_meanwhile, hold, refused, require_seen
from qanat.web.look import Look
from qanat.web.page import PageRequest, deed, page, told
from qanat.web.record.facts import CHANGE, Fact
from qanat.web.record.filling import CUSTOM, SUBJECTS, Blank, as_typed, of_custom, read, shown


def custom_facts(
    subject: str, record_id: int, values: Mapping[str, Any], actor: Actor, look: Look
) -> list[Fact]:
    """The custom fields of a record, in the order in which they were defined; one statement."""
    may = actor.may(CHANGE[subject])
    facts = []
    for row in custom_fields(SUBJECTS[subject]):
        blank = of_custom(row, look)
        url = reverse(f"record:{subject}_custom", args=[record_id, row.key]) if may else ""
        facts.append(
            Fact(blank.label, shown(blank, _value(blank, values.get(row.key)), look, _money()), url)
        )
    return facts


def custom(request: PageRequest, subject: str, record_id: int, key: str) -> HttpResponse:
    """A custom value as a field, and what was typed into it kept, unless somebody else was faster.

    The record is held from the look at what it says to the write.
    """
    look = Look.of_request(request)
    row = next((each for each in custom_fields(SUBJECTS[subject]) if each.key == key), None)
    if row is None:
        raise Http404
    blank = of_custom(row, look)

    context = {"url": request.path} | custom_stands(subject, record_id, blank, request.actor, look)
    if request.method != "POST":
        return page(request, "components/cell/edit.html", context)
    if "back" in request.POST:
        return page(request, "components/cell/cell.html", context)
    picked = request.POST.getlist("value")
    typed, was = ", ".join(picked), request.POST.get("was", "")
    again = {"value": typed, "picked": picked}
    try:
        with deed(request) as actor:
            hold(subject, record_id, actor)
            held = custom_stands(subject, record_id, blank, actor, look)
            require_seen(held["was"], was=was, typed=typed)
            value = read(blank, picked, look)
            values = {"custom": {key: None if value == [] else value}}
            _WRITE[subject](record_id, values, actor, clock.now())
    except Meanwhile:
        now = context | custom_stands(subject, record_id, blank, request.actor, look)
        again |= changed_meanwhile(typed, now["shown"])
        return page(request, "components/cell/edit.html", now | again, status=409)
    except (Invalid, Conflict) as error:
        again |= refused(error, request.actor)
        return page(request, "components/cell/edit.html", context | again, status=422)
    written = custom_stands(subject, record_id, blank, request.actor, look)
    answer = page(request, "components/cell/cell.html", context | written)
    return told(answer, gettext("Saved."), undo=actor, gathers=True)


def custom_stands(
    subject: str, record_id: int, blank: Blank, actor: Actor, look: Look
) -> dict[str, Any]:
    """What the templates of a cell are given of a custom value as it is now.

    Raises:
        NotFound: there is no such record that the actor may see.
    """
    key = blank.name.removeprefix(CUSTOM)
    current = _value(blank, _READ[subject](record_id, actor).get(key))
    text = as_typed(current, look)
    return {
        "tag": "dd",
        "kind": blank.kind,
        "many": blank.many,
        "choices": blank.choices,
        "label": blank.label,
        "number": False,
        "value": text,
        "picked": current or [] if blank.many else [],
        "was": text,
        "shown": shown(blank, current, look, _money()),
    }


def _money() -> str:
    return the_organisation().currency


def _value(blank: Blank, stored: Any) -> Any:
    if blank.kind == "date" and isinstance(stored, str) and stored:
        return date.fromisoformat(stored)
    return stored


def _write_person(record_id: int, values: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    edit_person(record_id, values, actor=actor, now=now)


def _write_account(record_id: int, values: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    change_account(record_id, values, actor=actor, now=now)


def _write_deal(record_id: int, values: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    change_opportunity(record_id, {"custom": values["custom"]}, actor=actor, now=now)


def _of_deal(record_id: int, actor: Actor) -> Mapping[str, Any]:
    return opportunity_card(record_id, actor=actor, now=clock.now()).custom


_READ: Final[dict[str, Callable[[int, Actor], Mapping[str, Any]]]] = {
    "people": lambda record_id, actor: person_card(record_id, actor).custom,
    "accounts": lambda record_id, actor: account_card(record_id, actor).custom,
    "deals": _of_deal,
}
_WRITE: Final[dict[str, Callable[[int, Mapping[str, Any], Actor, datetime], None]]] = {
    "people": _write_person,
    "accounts": _write_account,
    "deals": _write_deal,
}
