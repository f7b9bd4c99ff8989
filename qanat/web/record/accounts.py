"""An account's record: its facts, its people and its deals."""

from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from qanat.kernel import clock
from qanat.listing.public import Asked, Row, page_of
from qanat.people.public import account_card, delete_accounts
from qanat.pipeline.public import OpportunityFilter, list_opportunities
from qanat.web.look import Look
from qanat.web.page import PageRequest, deed, done, elsewhere, page
from qanat.web.record.custom import custom_facts
from qanat.web.record.facts import facts_of
from qanat.web.record.timeline import account_timeline_context

MOST: Final = 25


@require_safe
def account(request: PageRequest, account_id: int) -> HttpResponse:
    """The record as a page."""
    context = _context(request, account_id) | account_timeline_context(request, account_id)
    return page(request, "record/account.html", context)


@require_safe
def panel(request: PageRequest, account_id: int) -> HttpResponse:
    """The record beside a list."""
    return page(request, "record/account_panel.html", _context(request, account_id))


@require_POST
def delete(request: PageRequest, account_id: int) -> HttpResponse:
    """Put the account into the trash; its people stay."""
    with deed(request) as actor:
        delete_accounts([account_id], actor=actor, now=clock.now())
    if "beside" in request.POST:
        return done(gettext("Deleted; it waits in the trash."), undo=actor, after="people-changed")
    return elsewhere(request, "lists:accounts")


def _context(request: PageRequest, account_id: int) -> dict[str, Any]:
    actor, now, look = request.actor, clock.now(), Look.of_request(request)
    card = account_card(account_id, actor)
    deals = (
        list_opportunities(
            actor=actor, now=now, chosen=OpportunityFilter(account_id=account_id), limit=MOST
        )
        if actor.may("opportunities.view")
        else []
    )
    return {
        "place": "lists:accounts",
        "account": card,
        "facts": [
            *facts_of("accounts", account_id, actor, look),
            *custom_facts("accounts", account_id, card.custom, actor, look),
        ],
        "people": _people(account_id, request),
        "deals": deals,
        "may_change": actor.may("accounts.change"),
        "may_delete": actor.may("accounts.delete"),
    }


def _people(account_id: int, request: PageRequest) -> list[Row]:
    """Its people, the highest score first."""
    criteria = {"all": [{"field": "account.id", "is": "is", "value": account_id}]}
    asked = Asked(subject="people", criteria=criteria, columns=("name", "job_title", "score"))
    return page_of(asked, actor=request.actor, now=clock.now(), limit=MOST).rows
