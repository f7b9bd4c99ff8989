"""The trash: what was deleted, and back with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from qanat.kernel import clock
from qanat.people.public import restore_accounts, restore_people, trashed_accounts, trashed_people
from qanat.pipeline.public import restore_opportunity, trashed_opportunities
from qanat.platform.actor import Actor
from qanat.web.page import PageRequest, told
from qanat.web.settings.views_home import settings_page

SECTION: Final = "settings:trash"
PAGE_OF: Final = 50


@dataclass(frozen=True)
class Bin:
    """One kind of record in the trash.

    Attributes:
        listed: a page of it, the last deleted first.
        restored: takes ids back out.
    """

    label: str | Promise
    permission: str
    listed: Callable[..., Sequence[Any]]
    restored: Callable[[list[int], Actor, datetime], object]


def _restore_people(ids: list[int], actor: Actor, now: datetime) -> object:
    return restore_people(ids, actor=actor, now=now)


def _restore_accounts(ids: list[int], actor: Actor, now: datetime) -> object:
    return restore_accounts(ids, actor=actor, now=now)


def _restore_deals(ids: list[int], actor: Actor, now: datetime) -> object:
    for each in ids:
        restore_opportunity(each, actor=actor, now=now)
    return len(ids)


BINS: Final = {
    "people": Bin(_("People"), "people.delete", trashed_people, _restore_people),
    "accounts": Bin(_("Accounts"), "accounts.delete", trashed_accounts, _restore_accounts),
    "deals": Bin(_("Deals"), "opportunities.delete", trashed_opportunities, _restore_deals),
}


@require_safe
def trash(request: PageRequest) -> HttpResponse:
    """What lies in one of the bins, the last deleted first."""
    return _shown(request, request.GET.get("bin", "people"))


@require_POST
def restore(request: PageRequest, bin_name: str, record_id: int) -> HttpResponse:
    """Take one record back out of the trash."""
    _bin(request, bin_name).restored([record_id], request.actor, clock.now())
    return told(_shown(request, bin_name), gettext("It is back where it was."))


def _bin(request: PageRequest, name: str) -> Bin:
    found = BINS.get(name)
    if found is None:
        raise Http404
    request.actor.require(found.permission)
    return found


def _shown(request: PageRequest, name: str) -> HttpResponse:
    chosen = _bin(request, name)
    before = _before(request.GET.get("before", ""))
    rows = list(chosen.listed(request.actor, before=before, limit=PAGE_OF + 1))
    last = rows[PAGE_OF - 1] if len(rows) > PAGE_OF else None
    context = {
        "bins": {key: each for key, each in BINS.items() if request.actor.may(each.permission)},
        "chosen": name,
        "rows": rows[:PAGE_OF],
        "before": f"{last.deleted_at.isoformat()}~{last.id}" if last else "",
    }
    return settings_page(request, "settings/trash.html", SECTION, context, part="all")


def _before(text: str) -> tuple[datetime, int] | None:
    at, _, record_id = text.rpartition("~")
    try:
        return (datetime.fromisoformat(at), int(record_id)) if at else None
    except ValueError:
        return None
