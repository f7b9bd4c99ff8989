"""Several values that somebody else changed meanwhile, side by side in one dialog.

It only shows: what was typed stays in its fields until something is chosen for each, and each choice
is written by its own field, which looks again whether anybody was faster.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from qanat.access.public import names_of_users
from qanat.kernel.errors import NotFound, Refused
from qanat.listing.public import columns_of, rows_of
from qanat.people.public import custom_fields
from qanat.platform.actor import Actor
from qanat.platform.audit import AuditRow, values_of
from qanat.web.lists.cells import cell_html, plain
from qanat.web.lists.shown import status_labels
from qanat.web.look import Look
from qanat.web.page import PageRequest, page
from qanat.web.record.custom import custom_stands
from qanat.web.record.filling import SUBJECTS, of_custom
from qanat.web.record.history import CUSTOM, user_of

MOST: Final = 20
LOOKED_THROUGH: Final = 20


@dataclass(frozen=True)
class Stands:
    """How a value stands now: its label, as its field holds it, and as it is shown."""

    label: str
    typed: str
    shown: str | SafeString


@dataclass(frozen=True)
class Clash:
    """One value of which there are two.

    Attributes:
        url: of its field; `of` the name of its record.
        mine: as the person reads it in the field.
        at: when theirs was written, None where nobody noted it down; `who` is empty for Qanat itself.
        choice: `mine` or `theirs`, where it was chosen already.
    """

    url: str
    of: str
    mine: str
    theirs: Stands
    who: str
    at: datetime | None
    choice: str


@dataclass(frozen=True)
class _Place:
    subject: str
    record_id: int
    key: str
    custom: bool


@require_POST
def clashes(request: PageRequest) -> HttpResponse:
    """The dialog for the fields `cell`, in which stands `mine`; of those one sees no more, nothing."""
    given = request.POST
    cells, mine, chosen = (given.getlist(name)[:MOST] for name in ("cell", "mine", "choice"))
    found = []
    for url, text, choice in zip(cells, mine, chosen, strict=False):
        try:
            found.append(_clash(url, text, choice, request))
        except (Refused, Resolver404):
            continue
    if not found:
        raise NotFound("field", ", ".join(cells))
    return page(
        request,
        "record/clashes.html",
        {"clashes": found, "several": len({clash.of for clash in found}) > 1},
    )


def _clash(url: str, mine: str, choice: str, request: PageRequest) -> Clash:
    place, actor, look = _place(url), request.actor, Look.of_request(request)
    rows = rows_of(place.subject, [place.record_id], ["name"], actor=actor)
    if not rows:
        raise NotFound(place.subject, place.record_id)
    stands = _custom_value(place, actor, look) if place.custom else _value(place, actor, look)
    last = _last_change(place)
    user = user_of(last.actor) if last else 0
    return Clash(
        url=url,
        of=str(rows[0].values["name"] or ""),
        mine=mine,
        theirs=stands,
        who=names_of_users([user]).get(user, "") if user else "",
        at=last.at if last else None,
        choice=choice if choice in {"mine", "theirs"} else "",
    )


def _place(url: str) -> _Place:
    """What the address of a field is about.

    Raises:
        Resolver404: it is no address of ours; NotFound: it is not one of a field.
    """
    match = resolve(url.partition("?")[0])
    area, _, name = match.view_name.partition(":")
    subject, _, kind = name.rpartition("_")
    if (area, kind) not in {("lists", "cell"), ("record", "custom")} or subject not in SUBJECTS:
        raise NotFound("field", url)
    return _Place(subject, match.kwargs["record_id"], match.kwargs["key"], kind == "custom")


def _value(place: _Place, actor: Actor, look: Look) -> Stands:
    column = columns_of(place.subject).get(place.key)
    if column is None or not column.edit:
        raise NotFound("field", place.key)
    labels = status_labels(look.language) if place.subject == "people" else {}
    row = rows_of(place.subject, [place.record_id], [place.key], actor=actor)[0]
    typed = plain(row.values[place.key], column, look, labels)
    label = column.label.in_language(look.language)
    return Stands(label, typed, cell_html(row, column, look, labels))


def _custom_value(place: _Place, actor: Actor, look: Look) -> Stands:
    known = custom_fields(SUBJECTS[place.subject])
    row = next((each for each in known if each.key == place.key), None)
    if row is None:
        raise NotFound("field", place.key)
    blank = of_custom(row, look)
    field = custom_stands(place.subject, place.record_id, blank, actor, look)
    return Stands(blank.label, field["was"], field["shown"])


def _last_change(place: _Place) -> AuditRow | None:
    """The entry of the audit that wrote what stands there now; one statement."""
    table = SUBJECTS[place.subject]
    if not place.custom:
        name = columns_of(place.subject)[place.key].edit
        return next(iter(values_of(table, place.record_id, [name], limit=1)), None)
    rows = values_of(table, place.record_id, [CUSTOM], limit=LOOKED_THROUGH)
    return next((row for row in rows if _wrote(row, place.key)), None)


def _wrote(row: AuditRow, key: str) -> bool:
    before, after = (_custom_of(values).get(key) for values in (row.before, row.after))
    return bool(before != after)


def _custom_of(values: Mapping[str, Any] | None) -> Mapping[str, Any]:
    return (values or {}).get(CUSTOM) or {}
