"""New leads, accounts and deals, each in a dialog with few fields; who is there already is told while one types."""

from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from qanat.flows.public import add_person, open_opportunity
from qanat.kernel import clock
from qanat.kernel.email import normal_email
from qanat.kernel.errors import Conflict, Invalid, NotFound
from qanat.kernel.phone import normal_phone
from qanat.people.public import create_account, person_by_key
from qanat.pipeline.public import OpportunityValues
from qanat.platform.organisation import the_organisation
from qanat.web.forms_of_pages import refuse_in, typed_amount
from qanat.web.holders import holder_named, holder_of
from qanat.web.page import PageRequest, elsewhere, page
from qanat.web.refusals import said

LTR: Final = {"dir": "ltr", "autocomplete": "off"}
AUTO: Final = {"dir": "auto", "autocomplete": "off"}


class NewPerson(forms.Form):
    """The few things one knows of a new lead."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=AUTO | {"autofocus": True}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs=LTR | {"inputmode": "email"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=LTR | {"inputmode": "tel"}),
    )
    company = forms.CharField(
        label=_("Company"), max_length=200, required=False, widget=forms.TextInput(attrs=AUTO)
    )
    job_title = forms.CharField(
        label=_("Job title"), max_length=200, required=False, widget=forms.TextInput(attrs=AUTO)
    )


class NewAccount(forms.Form):
    """The few things one knows of a new account."""

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs=AUTO | {"autofocus": True})
    )
    domain = forms.CharField(
        label=_("Domain"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=LTR | {"inputmode": "url"}),
    )
    industry = forms.CharField(
        label=_("Industry"), max_length=200, required=False, widget=forms.TextInput(attrs=AUTO)
    )


class NewDeal(forms.Form):
    """The few things one knows of a new deal."""

    name = forms.CharField(
        label=_("What it is about"),
        max_length=200,
        widget=forms.TextInput(attrs=AUTO | {"autofocus": True}),
    )
    amount = forms.CharField(
        label=_("Value"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs=LTR | {"inputmode": "decimal"}),
    )
    person = forms.IntegerField(required=False, widget=forms.HiddenInput)
    account = forms.IntegerField(required=False, widget=forms.HiddenInput)


def new_person(request: PageRequest) -> HttpResponse:
    """A new lead, which is scored at once and opened."""
    form = NewPerson(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {key: text for key, text in form.cleaned_data.items() if text}
        if "name" in values:
            values["full_name"] = values.pop("name")
        try:
            person_id = add_person(
                values,
                owner_id=request.user.pk,
                account_id=None,
                actor=request.actor,
                now=clock.now(),
            )
        except Conflict as error:
            form.add_error(None, said(error))
            holder = holder_of(error, request.actor)
            return _dialog(request, form, "record/new_person.html", {"holder": holder})
        except Invalid as error:
            refuse_in(form, error)
        else:
            return elsewhere(request, "record:person", person_id=person_id)
    return _dialog(request, form, "record/new_person.html", {})


@require_safe
def known(request: PageRequest) -> HttpResponse:
    """Who holds the e-mail or the phone already, told below the field while one types."""
    found: list[int] = []
    for kind, normal in (("email", _email), ("phone", _phone)):
        key = normal(request.GET.get(kind, ""))
        if key:
            try:
                found.append(person_by_key(kind, key, request.actor))
            except NotFound:
                continue
    holder = holder_named(found[0], request.actor) if found else None
    return page(request, "record/known.html", {"holder": holder})


def new_account(request: PageRequest) -> HttpResponse:
    """A new account, which is opened."""
    form = NewAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {key: text for key, text in form.cleaned_data.items() if text}
        try:
            account_id = create_account(
                values, owner_id=request.user.pk, actor=request.actor, now=clock.now()
            )
        except (Invalid, Conflict) as error:
            refuse_in(form, error)
        else:
            return elsewhere(request, "record:account", account_id=account_id)
    return _dialog(request, form, "record/new_account.html", {})


def new_deal(request: PageRequest) -> HttpResponse:
    """A new deal with a person or an account, in the first stage of the default pipeline."""
    form = NewDeal(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            values = OpportunityValues(
                name=given["name"],
                person_id=given["person"],
                account_id=given["account"],
                owner_id=request.user.pk,
                amount=typed_amount(given["amount"]),
            )
            opened = open_opportunity(values, actor=request.actor, now=clock.now())
        except (Invalid, Conflict) as error:
            refuse_in(form, error)
        else:
            return elsewhere(request, "record:deal", deal_id=opened.opportunity_id)
    return _dialog(request, form, "record/new_deal.html", {"currency": the_organisation().currency})


def _dialog(
    request: PageRequest, form: forms.Form, template: str, more: dict[str, Any]
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return page(request, template, {"form": form, **more}, status=status)


def _email(text: str) -> str:
    try:
        return normal_email(text) if "@" in text else ""
    except Invalid:
        return ""


def _phone(text: str) -> str:
    try:
        return normal_phone(text, the_organisation().country or None) if text.strip() else ""
    except Invalid:
        return ""
