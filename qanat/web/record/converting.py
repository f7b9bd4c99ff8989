"""Conversion: a qualified lead becomes a contact with an account and, when it is ready, a deal."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from qanat.flows.public import AccountChoice, KnownAccount, NewAccount, NewOpportunity, convert
from qanat.kernel import clock
from qanat.kernel.errors import Conflict, Invalid
from qanat.people.public import person_card, search_accounts
from qanat.pipeline.public import OpportunityValues
from qanat.platform.organisation import the_organisation
from qanat.web.forms_of_pages import typed_amount
from qanat.web.page import PageRequest, deed, page, told
from qanat.web.record.gates import gate_of
from qanat.web.refusals import said


def convert_person(request: PageRequest, person_id: int) -> HttpResponse:
    """A dialog: which account, which deal; what is missing for it is said in sentences."""
    card = person_card(person_id, request.actor)
    likely = search_accounts(request.actor, card.company, limit=5) if card.company else []
    context: dict[str, Any] = {
        "person": card,
        "accounts": likely,
        "currency": the_organisation().currency,
        "given": request.POST,
        "may_open": request.actor.may("opportunities.add"),
    }
    if request.method != "POST":
        return page(request, "record/convert.html", context)
    try:
        with deed(request) as actor:
            convert(
                person_id,
                account=_account(request),
                opportunity=_deal(request),
                actor=actor,
                now=clock.now(),
            )
    except Conflict as error:
        return page(request, "record/convert.html", context | {"problem": said(error)}, status=409)
    except Invalid as error:
        again = context | {"gate": gate_of(error)}
        return page(request, "record/convert.html", again, status=422)
    return told(
        HttpResponse(status=204),
        gettext("Converted."),
        undo=actor,
        after="person-changed",
        closes=True,
    )


def _account(request: PageRequest) -> AccountChoice:
    chosen = request.POST.get("account", "")
    if chosen.isdecimal():
        return KnownAccount(account_id=int(chosen))
    if chosen == "new":
        name = request.POST.get("account_name", "").strip()
        return NewAccount(values={"name": name} if name else {})
    return None


def _deal(request: PageRequest) -> NewOpportunity | None:
    if "deal" not in request.POST:
        return None
    values = OpportunityValues()
    name = request.POST.get("deal_name", "").strip()
    if name:
        values["name"] = name
    amount: Decimal | None = typed_amount(request.POST.get("amount", ""))
    if amount is not None:
        values["amount"] = amount
    return NewOpportunity(values=values)
