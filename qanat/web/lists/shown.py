"""What the template of a list is given: the table with its cells, the tabs, the filter in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qanat.access.public import list_users
from qanat.listing.public import CAP, MOST_PINS, Column, Foot, Kind, columns_of
from qanat.people.public import statuses
from qanat.web.lists.state import State
from qanat.web.look import Look
from qanat.web.page import PageRequest

PIXELS_OF_A_REM: Final = 16
MOST_USERS: Final = 300
NO_PINS: Final = "-"
"""What an address says where nothing is pinned beside the first column, as no column is called that."""
NUMBERS: Final = frozenset((Kind.NUMBER, Kind.MONEY))
FEET: Final[dict[Foot, Promise]] = {
    Foot.AVERAGE: _("avg %(figure)s"),
    Foot.SUM: _("sum %(figure)s"),
    Foot.MISSING: _("%(figure)s without"),
}


@dataclass(frozen=True)
class Head:
    """The head of a column.

    Attributes:
        order: what its link orders by; empty when it cannot be ordered by. `now` says how it is: up, down or nothing.
        width: in pixels.
        pinned: whether it stays in sight; `pins` are those of the list once that is turned round, empty where
            it cannot be, as of the first column, which always stays, and where enough are pinned.
        others: the columns of the list without it; empty for the first.
    """

    key: str
    label: str
    width: int
    number: bool
    order: str
    now: str
    pinned: bool
    pins: str
    others: str


def heads(state: State, columns: Sequence[Column], language: str) -> list[Head]:
    """The heads of the columns shown."""
    widths = state.asked.widths or {}
    by = state.asked.order.removeprefix("-")
    falling = state.asked.order.startswith("-")
    return [
        Head(
            key=each.key,
            label=each.label.in_language(language),
            width=round(widths.get(each.key, each.width) * PIXELS_OF_A_REM),
            number=each.kind in NUMBERS,
            order=(f"-{each.key}" if by != each.key or not falling else each.key)
            if each.sort
            else "",
            now=("descending" if falling else "ascending") if by == each.key else "",
            pinned=each.key in state.asked.pins,
            pins=_turned(state, each.key) if place else "",
            others=",".join(key for key in state.asked.columns if key != each.key) if place else "",
        )
        for place, each in enumerate(columns)
    ]


def _turned(state: State, key: str) -> str:
    """The pins of the list with that of a column put in or taken out; empty where it cannot be put in."""
    pins = state.asked.pins
    if key in pins:
        return ",".join(each for each in pins if each != key) or NO_PINS
    return ",".join((*pins, key)) if len(pins) < MOST_PINS else ""


def status_labels(language: str) -> dict[str, str]:
    """The statuses of people by key, as they are called in the language."""
    return {each.key: each.labels.get(language) or each.labels["en"] for each in statuses()}


def users_for(request: PageRequest) -> list[tuple[int, str]]:
    """Whom records can be given to: active users, as id and name; nobody for who may not see users."""
    if not request.actor.may("users.view"):
        return []
    found = list_users(request.actor, limit=MOST_USERS)
    sees = request.actor.sees
    return [
        (user.id, user.name or user.email)
        for user in found
        if user.is_active and (sees is None or user.id in sees)
    ]


def feet(
    figures: Mapping[str, Any], columns: Sequence[Column], look: Look
) -> list[tuple[str, str]]:
    """What stands at the foot of each column but the first, as class and text."""
    return [
        ("is-number" if each.kind in NUMBERS else "", _foot(each, figures.get(each.key), look))
        for each in columns[1:]
    ]


def capped(count: int, look: Look) -> str:
    """A count as it is said: exactly, or `10,000+`."""
    return f"{look.number(CAP)}+" if count > CAP else look.number(count)


def chosen(state: State) -> list[Column]:
    """The columns shown."""
    known = columns_of(state.asked.subject)
    return [known[key] for key in state.asked.columns]


def _foot(column: Column, figure: Any, look: Look) -> str:
    if figure is None or not column.foot:
        return ""
    if column.foot is Foot.SUM:
        if figure["amount"] is None or figure["mixed"]:
            return ""
        shown = look.money_text(figure["amount"], figure["currency"], short=True)
    else:
        shown = look.number(figure)
    return str(FEET[column.foot]) % {"figure": shown}
