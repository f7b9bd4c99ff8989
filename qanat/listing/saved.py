"""Saved views: kept, changed, shared, deleted; and the views that are there from the start."""

from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from qanat.criteria.public import check
from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.kernel.phrase import Phrase
from qanat.listing.asking import Asked
from qanat.listing.models import SavedView
from qanat.platform.actor import Actor, acting

MOST_VIEWS: Final = 50
LONGEST_NAME: Final = 60


@dataclass(frozen=True, kw_only=True)
class View:
    """A view as the tabs of a list show it.

    Attributes:
        key: of the address: a word for those that are there from the start, else a number.
        mine: whether the actor may change it.
    """

    key: str
    name: str | Phrase
    asked: Asked
    shared: bool = True
    mine: bool = False


def _is(name: str, operator: str, value: Any) -> dict[str, Any]:
    return {"field": name, "is": operator, "value": value}


def _ask(name: str, operator: str) -> dict[str, Any]:
    return {"field": name, "is": operator}


def _all(*conditions: dict[str, Any]) -> dict[str, Any]:
    return {"all": list(conditions)}


_OPEN: Final = _is("person.status", "none_of", ["unqualified"])
_MINE: Final = _ask("person.owner", "is_me")


def _view(subject: str, key: str, name: Phrase, criteria: Any = None, order: str = "") -> View:
    return View(key=key, name=name, asked=Asked(subject=subject, criteria=criteria, order=order))


BUILT_IN: Final = (
    _view("people", "all", Phrase("All", "الكل", "همه")),
    _view(
        "people",
        "mine",
        Phrase("My open", "المفتوحة لي", "بازهای من"),
        _all(_MINE, _OPEN),
        "-score",
    ),
    _view(
        "people",
        "unassigned",
        Phrase("Unassigned", "بلا مسؤول", "بدون مسئول"),
        _all(_ask("person.owner", "is_unknown")),
    ),
    _view(
        "people",
        "hot",
        Phrase("Hot", "الساخنون", "داغ‌ها"),
        _all(_is("score.band", "one_of", ["hot"]), _OPEN),
        "-score",
    ),
    _view(
        "people",
        "forgotten",
        Phrase("No next step", "بلا خطوة تالية", "بدون گام بعدی"),
        _all(_OPEN, _is("person.next_step_planned", "is", value=False)),
        "-score",
    ),
    _view("accounts", "all", Phrase("All", "الكل", "همه")),
    _view(
        "accounts",
        "mine",
        Phrase("Mine", "شركاتي", "مال من"),
        _all(_ask("account.owner", "is_me")),
    ),
    _view(
        "deals",
        "open",
        Phrase("Open", "المفتوحة", "باز"),
        _all(_is("opportunity.outcome", "one_of", ["open"])),
    ),
    _view(
        "deals",
        "mine",
        Phrase("My open", "المفتوحة لي", "بازهای من"),
        _all(
            _is("opportunity.outcome", "one_of", ["open"]),
            _ask("opportunity.owner", "is_me"),
        ),
        "close_on",
    ),
    _view(
        "deals",
        "closing",
        Phrase("Closing soon", "تُغلق قريبًا", "نزدیک به بستن"),
        _all(
            _is("opportunity.outcome", "one_of", ["open"]),
            _is("opportunity.expected_close_on", "within_next", 30),
        ),
        "close_on",
    ),
    _view(
        "deals",
        "stuck",
        Phrase("Stuck", "المتعثرة", "راکد"),
        _all(
            _is("opportunity.outcome", "one_of", ["open"]),
            _is("opportunity.entered_stage_at", "more_than_ago", 14),
        ),
        "in_stage",
    ),
    _view(
        "deals",
        "won",
        Phrase("Won", "الرابحة", "موفق"),
        _all(_is("opportunity.outcome", "one_of", ["won"])),
    ),
    _view("deals", "all", Phrase("All", "الكل", "همه")),
    _view(
        "tasks",
        "today",
        Phrase("Mine today", "مهامي اليوم", "امروز من"),
        {"tasks": ["mine", "open", "today"]},
    ),
    _view(
        "tasks",
        "overdue",
        Phrase("Overdue", "المتأخرة", "عقب‌افتاده"),
        {"tasks": ["open", "overdue"]},
    ),
    _view(
        "tasks",
        "mine",
        Phrase("All mine", "كل مهامي", "همهٔ کارهای من"),
        {"tasks": ["mine", "open"]},
    ),
    _view("tasks", "open", Phrase("Everybody's", "للجميع", "همگان"), {"tasks": ["open"]}),
    _view("tasks", "done", Phrase("Done", "المنجزة", "انجام‌شده"), {"tasks": ["done"]}, "-due"),
)


def views_of(subject: str, actor: Actor) -> list[View]:
    """The views of a list: those from the start, then one's own and the shared ones; one query."""
    kept = SavedView.objects.filter(Q(owner_id=actor.user_id) | Q(shared=True), subject=subject)
    saved = [_shown(row, actor) for row in kept.order_by("id")[: MOST_VIEWS * 4]]
    return [view for view in BUILT_IN if view.asked.subject == subject] + saved


def save_view(name: str, asked: Asked, *, shared: bool, actor: Actor) -> View:
    """Keep the list as it is asked for under a name.

    Raises:
        NotAllowed: sharing needs `views.share`.
        Invalid: no name, too long a one, too many views, or criteria that cannot be asked.
        Conflict: one of theirs has this name.
    """
    permission = "views.share" if shared else asked.of.permission
    actor.require(permission)
    if actor.user_id is None:  # a part of Qanat keeps no views
        raise NotAllowed(permission)
    wanted = _checked_name(name)
    _check_criteria(asked)
    if SavedView.objects.filter(owner_id=actor.user_id).count() >= MOST_VIEWS:
        raise Invalid(f"At most {MOST_VIEWS} views can be kept.", ("name",), code="too_many_views")
    try:
        with acting(actor), transaction.atomic():
            row = SavedView.objects.create(
                owner_id=actor.user_id,
                subject=asked.subject,
                name=wanted,
                asked=asked.as_json(),
                shared=shared,
            )
    except IntegrityError as error:
        raise Conflict("You have a view of this name already.") from error
    return _shown(row, actor)


def change_view(
    view_id: int,
    *,
    actor: Actor,
    name: str | None = None,
    asked: Asked | None = None,
    shared: bool | None = None,
) -> View:
    """Change one's own view; what is None stays.

    Raises:
        NotFound: it is not there, or not theirs.
        Invalid, Conflict: as `save_view`.
    """
    if shared:
        actor.require("views.share")
    with acting(actor):
        row = _own(view_id, actor)
        row.name = row.name if name is None else _checked_name(name)
        if asked is not None:
            _check_criteria(asked)
            row.asked = replace(asked, subject=row.subject).as_json()
        row.shared = row.shared if shared is None else shared
        try:
            with transaction.atomic():
                row.save(update_fields=["name", "asked", "shared"])
        except IntegrityError as error:
            raise Conflict("You have a view of this name already.") from error
    return _shown(row, actor)


def delete_view(view_id: int, *, actor: Actor) -> None:
    """Delete one's own view; the records stay.

    Raises:
        NotFound: it is not there, or not theirs.
    """
    with acting(actor):
        _own(view_id, actor).delete()


def _own(view_id: int, actor: Actor) -> SavedView:
    row = SavedView.objects.select_for_update().filter(pk=view_id, owner_id=actor.user_id).first()
    if row is None:
        raise NotFound("view", view_id)
    return row


def _checked_name(name: str) -> str:
    wanted = " ".join(name.split())
    if not wanted:
        raise Invalid("A view needs a name.", ("name",), code="required")
    if len(wanted) > LONGEST_NAME:
        raise Invalid(f"A name has at most {LONGEST_NAME} letters.", ("name",), code="too_long")
    return wanted


def _check_criteria(asked: Asked) -> None:
    if asked.criteria is not None and asked.of.criteria:
        check(asked.criteria, subject=asked.of.criteria)


def _shown(row: SavedView, actor: Actor) -> View:
    return View(
        key=str(row.pk),
        name=row.name,
        asked=Asked.of_json(row.subject, row.asked),
        shared=row.shared,
        mine=row.owner_id == actor.user_id,
    )
