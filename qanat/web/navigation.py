"""Where one can go from every page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qanat.platform.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Place:
    """One entry of the sidebar.

    Attributes:
        name: of its address; pages say which place they belong to by it.
        permission: what one needs to see it; empty for nothing.
        key: what follows `g` to go there.
        group: the heading above it; empty for the first group.
        tab: whether it is one of the tabs of a phone.
    """

    name: str
    label: str | Promise
    icon: str
    permission: str = ""
    key: str = ""
    group: str | Promise = ""
    tab: bool = False

    @cached_property
    def url(self) -> str:
        """Its address; empty while there is none."""
        return address_of(self.name)


def address_of(name: str, *args: object) -> str:
    """The address of a page; empty while there is none of that name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


class Addresses:
    """Addresses of many records on one page: each name is looked up once, not for each record."""

    def __init__(self) -> None:
        self._around: dict[str, tuple[str, str, str]] = {}

    def of(self, name: str, record_id: int) -> str:
        """As `address_of` the name and the id."""
        if name not in self._around:
            self._around[name] = address_of(name, 0).rpartition("0")
        before, found, after = self._around[name]
        return f"{before}{record_id}{after}" if found else ""


_MEASURE: Final = _("Measure")
_GROW: Final = _("Grow")

PLACES: Final = (
    Place(
        name="inbox:inbox",
        label=_("Inbox"),
        icon="inbox",
        permission="tasks.view",
        key="i",
        tab=True,
    ),
    Place(
        name="lists:people",
        label=_("Leads"),
        icon="leads",
        permission="people.view",
        key="l",
        tab=True,
    ),
    Place(
        name="board:board",
        label=_("Pipeline"),
        icon="board",
        permission="opportunities.view",
        key="b",
        tab=True,
    ),
    Place(
        name="lists:accounts",
        label=_("Accounts"),
        icon="account",
        permission="accounts.view",
        key="a",
    ),
    Place(
        name="lists:deals", label=_("Deals"), icon="money", permission="opportunities.view", key="d"
    ),
    Place(name="lists:tasks", label=_("Tasks"), icon="task", permission="tasks.view", key="t"),
    Place(
        name="forms:forms",
        label=_("Forms"),
        icon="form",
        permission="forms.view",
        key="f",
        group=_GROW,
    ),
    Place(
        name="settings:scoring",
        label=_("Scoring"),
        icon="rules",
        permission="scoring.view",
        key="s",
        group=_GROW,
    ),
    Place(
        name="imports:imports",
        label=_("Imports"),
        icon="upload",
        permission="imports.view",
        group=_GROW,
    ),
    Place(
        name="reports:dashboard",
        label=_("Dashboard"),
        icon="pulse",
        permission="reports.view",
        key="h",
        group=_MEASURE,
        tab=True,
    ),
    Place(
        name="reports:reports",
        label=_("Reports"),
        icon="chart",
        permission="reports.view",
        key="r",
        group=_MEASURE,
    ),
)


def places(actor: Actor) -> list[Place]:
    """Where this actor can go."""
    return list(_open_to(actor))


def _open_to(actor: Actor) -> Iterator[Place]:
    for place in PLACES:
        if place.url and (not place.permission or actor.may(place.permission)):
            yield place
