"""A hosted form as whoever has its link sees it: no session, no cookie, no script, nothing lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_http_methods, require_safe

from qanat.capture.public import (
    FIELDS,
    LANGUAGES,
    OpenForm,
    default_form,
    is_safe_address,
    may_knock,
    open_form,
    wording_shown,
)
from qanat.flows.public import FormSending, hand_in
from qanat.kernel import clock
from qanat.platform.middleware.away import RETRY_AFTER_SECONDS, is_away
from qanat.platform.middleware.headers import CONTENT_SECURITY_POLICY
from qanat.platform.organisation import the_organisation
from qanat.web.forms.showing import CAME_BY, TRAP, boxes, card, errors_of, missing
from qanat.web.forms.tickets import Standing, Ticket

MOST_KNOWN: Final = 200
_known: dict[str, OpenForm] = {}
"""Forms that this process has shown, so that a database that is away does not take them with it."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A form that somebody fills in.

    Attributes:
        ticket: of the page that they have; None on a new one.
        agreed_to: the version of the consent that was ticked; 0 for none.
        notice: what is said above the fields.
        errors: what is wrong, by field.
    """

    form: OpenForm
    language: str
    typed: Mapping[str, str] = field(default_factory=dict)
    came_by: Mapping[str, str] = field(default_factory=dict)
    agreed_to: int = 0
    ticket: Ticket | None = None
    notice: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
def fill_in(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what is sent becomes a lead, and what cannot be taken stays in its fields."""
    request.user = AnonymousUser()
    try:
        form = open_form(slug)
    except Exception as error:
        if request.method != "POST" or not is_away(error):
            raise
        return _away(request, _known.get(slug) or _as_posted(request, slug))
    if form is None:
        return _closed(request)
    _remember(form)
    if request.method != "POST":
        came_by = _came_by(request)
        return _shown(request, Asked(form=form, language=_language(request, form), came_by=came_by))
    try:
        return _taken(request, form)
    except Exception as error:
        if not is_away(error):
            raise
        return _away(request, form)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """What is said to whoever has sent the form."""
    request.user = AnonymousUser()
    form = open_form(slug)
    if form is None:
        return _closed(request)
    language = _language(request, form)
    with translation.override(language):
        answer = render(request, "forms/thanks.html", card(form, language))
    return _in_language(answer, language)


def _taken(request: HttpRequest, form: OpenForm) -> HttpResponse:
    """What becomes of a form that was sent: thanks, or the form again with a reason."""
    asked = _asked(request, form)
    with translation.override(asked.language):
        again = _again(request, asked)
        if again is not None:
            return again
        errors = missing(form, asked.typed) or errors_of(hand_in(_sending(request, asked)))
        if errors:
            asked = replace(asked, errors=errors, notice=errors.get("", ""))
            return _shown(request, asked, status=422)
    if form.redirect and is_safe_address(form.redirect):
        return HttpResponseRedirect(form.redirect)
    answer = HttpResponse(status=303)
    there = reverse("forms:thanks", args=[form.slug])
    answer["Location"] = f"{there}?{urlencode({'lang': asked.language})}"
    return answer


def _again(request: HttpRequest, asked: Asked) -> HttpResponse | None:
    """The form once more, with what was typed, when it cannot be taken as it came; None when it can."""
    now = clock.now()
    standing = asked.ticket.standing(asked.form.id, now=now) if asked.ticket else Standing.UNKNOWN
    if request.POST.get("switch"):
        return _shown(request, replace(asked, ticket=None))
    if request.POST.get(TRAP) or standing is Standing.TOO_SOON:
        said = gettext("That was quick. To be sure that you are not a robot: please send it again.")
        return _shown(request, replace(asked, notice=said), status=422)
    if standing is not Standing.GOOD:
        said = gettext(
            "This page was open for a long time. What you wrote is still here: please send it again."
        )
        return _shown(request, replace(asked, notice=said, ticket=None), status=422)
    if not may_knock(asked.form.id, request.META.get("REMOTE_ADDR", ""), now=now):
        said = gettext(
            "Very much came from your network just now. What you wrote is still here: please send it again in ten minutes."
        )
        return _shown(request, replace(asked, notice=said), status=429)
    return None


def _asked(request: HttpRequest, form: OpenForm) -> Asked:
    ticket = Ticket.read(request.POST.get("ticket", ""))
    ticked = request.POST.get("consent") == "yes" and ticket is not None
    return Asked(
        form=form,
        language=_language(request, form),
        typed=_typed(request),
        came_by={name: request.POST.get(name, "") for name in CAME_BY},
        agreed_to=ticket.wording_id if ticked and ticket else 0,
        ticket=ticket,
    )


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "").strip() for name in FIELDS}


def _sending(request: HttpRequest, asked: Asked) -> FormSending:
    agreed = wording_shown(asked.form.id, asked.agreed_to) if asked.agreed_to else None
    page = request.build_absolute_uri(request.path)
    told = asked.came_by
    return FormSending(
        form=asked.form,
        language=asked.language,
        typed=asked.typed,
        agreed=agreed,
        origins={
            "source": told["utm_source"],
            "medium": told["utm_medium"],
            "campaign": told["utm_campaign"],
            "content": told["utm_content"],
            "term": told["utm_term"],
            "referrer": told["ref"],
            "landing_page": page,
        },
        serial=asked.ticket.serial if asked.ticket else "",
        address=request.META.get("REMOTE_ADDR", ""),
        page=page,
    )


def _shown(request: HttpRequest, asked: Asked, *, status: int = 200) -> HttpResponse:
    """The form as a page, with a ticket for the version of the consent that it shows."""
    wording = asked.form.wordings.get(asked.language)
    ticket = asked.ticket or Ticket.made(
        asked.form.id, wording.id if wording else 0, now=clock.now()
    )
    if wording and ticket.wording_id != wording.id:
        ticket = replace(ticket, wording_id=wording.id)
    country = the_organisation().country
    return _page(request, asked, ticket=str(ticket), country=country, status=status)


def _page(
    request: HttpRequest, asked: Asked, *, ticket: str, country: str, status: int
) -> HttpResponse:
    with translation.override(asked.language):
        fields = boxes(
            asked.form,
            typed=asked.typed,
            errors=asked.errors,
            country=country,
            language=asked.language,
        )
        context = card(
            asked.form,
            asked.language,
            asked=asked,
            boxes=fields,
            ticket=ticket,
            unseen_consent=bool(asked.agreed_to) and not asked.form.id,
        )
        answer = render(request, "forms/public.html", context, status=status)
    return _in_language(answer, asked.language, leads_to=asked.form.redirect)


def _away(request: HttpRequest, form: OpenForm) -> HttpResponse:
    """The form with all that was typed and the same ticket, so that sending it again makes one lead."""
    asked = _asked(request, form)
    with translation.override(asked.language):
        said = gettext(
            "We cannot take it just now, and it is our fault. What you wrote is still here: please send it again in a minute."
        )
    ticket = request.POST.get("ticket", "")
    answer = _page(request, replace(asked, notice=said), ticket=ticket, country="", status=503)
    answer["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer


def _as_posted(request: HttpRequest, slug: str) -> OpenForm:
    """A form with the fields that were sent, when the database that knows the real one is away."""
    draft = default_form("", slug=slug, language="en", organisation="")
    return OpenForm(
        id=0,
        slug=slug,
        language=draft.language,
        languages=LANGUAGES,
        fields={name: False for name in FIELDS if name in request.POST},
        texts=draft.texts,
        wordings={},
        redirect="",
        source="",
        medium="",
        campaign="",
    )


def _closed(request: HttpRequest) -> HttpResponse:
    answer = render(request, "forms/closed.html", status=404)
    return _in_language(answer, translation.get_language() or "en")


def _remember(form: OpenForm) -> None:
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    _known[form.slug] = form


def _language(request: HttpRequest, form: OpenForm) -> str:
    """That of the link or of the page sent, then that of the browser, then that of the form."""
    asked: list[str] = [
        request.POST.get("switch", ""),
        request.POST.get("language", ""),
        request.GET.get("lang", ""),
    ]
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()[:500])
    asked += [tag.partition("-")[0] for tag, _ in accepted]
    return next((one for one in asked if one in form.languages), form.language)


def _came_by(request: HttpRequest) -> dict[str, str]:
    told: dict[str, Any] = {name: request.GET.get(name, "") for name in CAME_BY}
    before = request.headers.get("Referer", "")
    if not told["ref"] and urlsplit(before).netloc != request.get_host():
        told["ref"] = before
    return told


def _in_language(answer: HttpResponse, language: str, *, leads_to: str = "") -> HttpResponse:
    """Say in which language it is, and let the form lead to where it is meant to."""
    answer["Content-Language"] = language
    answer["Vary"] = "Accept-Language"
    if leads_to and is_safe_address(leads_to):
        allowed = f"form-action 'self' https://{urlsplit(leads_to).netloc}"
        answer["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace(
            "form-action 'self'", allowed
        )
    return answer
