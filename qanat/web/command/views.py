"""The command menu: go to a page or a record, or do something, by typing a few letters of it.

What can be done on the page itself is found by the script among its own buttons, so that nothing is
offered that the server did not allow.
"""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from qanat.kernel.text import matching_key
from qanat.people.public import search_accounts, search_people
from qanat.platform.actor import Actor
from qanat.web.navigation import address_of, places
from qanat.web.page import PageRequest, page
from qanat.web.settings.sections import sections

MOST_OF_A_KIND: Final = 6
FEWEST_LETTERS: Final = 2


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the menu.

    Attributes:
        about: what is said after the name, quietly.
        dialog: the address answers a dialog.
    """

    label: str | Promise
    url: str
    icon: str
    about: str | Promise = ""
    dialog: bool = False


@dataclass(frozen=True)
class Deed:
    """Something that can be begun from anywhere."""

    label: str | Promise
    name: str
    icon: str
    permission: str
    dialog: bool = True


DEEDS: Final = (
    Deed(_("New lead"), "record:new_person", "plus", "people.add"),
    Deed(_("New account"), "record:new_account", "plus", "accounts.add"),
    Deed(_("New deal"), "record:new_deal", "plus", "opportunities.add"),
    Deed(_("Import a file"), "imports:new", "upload", "imports.add", dialog=False),
    Deed(_("Your profile"), "me:profile", "user", "", dialog=False),
)


@require_safe
def menu(request: PageRequest) -> HttpResponse:
    """The menu, with where one can go and what one can begin."""
    return page(request, "command/menu.html", {"groups": _groups(request.actor, "")})


@require_safe
def results(request: PageRequest) -> HttpResponse:
    """What fits the text: pages, deeds, people, accounts."""
    asked = request.GET.get("q", "").strip()
    context = {"groups": _groups(request.actor, asked), "asked": asked}
    return page(request, "command/results.html", context)


def _groups(actor: Actor, asked: str) -> list[tuple[str | Promise, list[Entry]]]:
    groups = [
        (_("Leads and contacts"), _people(actor, asked)),
        (_("Accounts"), _accounts(actor, asked)),
        (_("Do"), _fitting(_deeds(actor), asked)),
        (_("Go to"), _fitting(_pages(actor), asked)),
    ]
    return [(label, entries) for label, entries in groups if entries]


def _people(actor: Actor, asked: str) -> list[Entry]:
    if len(asked) < FEWEST_LETTERS or not actor.may("people.view"):
        return []
    return [
        Entry(
            label=row.full_name or row.email or row.phone,
            about=row.company or row.email,
            url=address_of("record:person", row.id),
            icon="user",
        )
        for row in search_people(actor, asked, limit=MOST_OF_A_KIND)
    ]


def _accounts(actor: Actor, asked: str) -> list[Entry]:
    if len(asked) < FEWEST_LETTERS or not actor.may("accounts.view"):
        return []
    return [
        Entry(
            label=row.name,
            about=row.domain,
            url=address_of("record:account", row.id),
            icon="account",
        )
        for row in search_accounts(actor, asked, limit=MOST_OF_A_KIND)
    ]


def _deeds(actor: Actor) -> list[Entry]:
    return [
        Entry(label=deed.label, url=address_of(deed.name), icon=deed.icon, dialog=deed.dialog)
        for deed in DEEDS
        if address_of(deed.name) and (not deed.permission or actor.may(deed.permission))
    ]


def _pages(actor: Actor) -> list[Entry]:
    found = [Entry(label=place.label, url=place.url, icon=place.icon) for place in places(actor)]
    return found + [
        Entry(label=each.label, about=_("Settings"), url=each.url, icon=each.icon)
        for each in sections(actor)
        if each.url not in {entry.url for entry in found}
    ]


def _fitting(entries: list[Entry], asked: str) -> list[Entry]:
    """Those whose name has every word of the text, in any script's spelling."""
    words = matching_key(asked).split()
    return [
        entry for entry in entries if all(word in matching_key(str(entry.label)) for word in words)
    ]


def shortcuts(request: PageRequest) -> HttpResponse:
    """The sheet of all shortcuts."""
    return page(
        request,
        "command/shortcuts.html",
        {
            "places": [place for place in places(request.actor) if place.key],
            "home": reverse("home"),
        },
    )
