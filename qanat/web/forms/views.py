"""Hosted forms for whoever makes them: the list, one to edit beside its preview, its link and who came by it."""

import io
from collections.abc import Mapping
from typing import Any, Final

import qrcode
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from qrcode.image.svg import SvgPathFillImage

from qanat.capture.public import (
    LANGUAGES,
    FormDraft,
    begin_form,
    change_form,
    form_arrivals,
    form_shown,
    list_forms,
    turn_form,
)
from qanat.kernel import clock
from qanat.kernel.errors import Invalid
from qanat.platform.organisation import the_organisation
from qanat.web.forms.editing import (
    CHANNEL_LABELS,
    NEEDS,
    PURPOSE_LABELS,
    as_open,
    draft_posted,
    field_choices,
    spoken_languages,
)
from qanat.web.forms.showing import boxes, card
from qanat.web.page import PageRequest, deed, elsewhere, page, told
from qanat.wording.public import sentence_of

PLACE: Final = "forms:forms"
PAGE_OF: Final = 50


@require_safe
def forms(request: PageRequest) -> HttpResponse:
    """Every form, with how much came by it this week."""
    after = request.GET.get("after", "")
    rows = list_forms(
        request.actor,
        now=clock.now(),
        after=int(after) if after.isdecimal() else 0,
        limit=PAGE_OF + 1,
    )
    context = {
        "place": PLACE,
        "rows": [(row, _link(request, row.slug)) for row in rows[:PAGE_OF]],
        "after": rows[PAGE_OF - 1].id if len(rows) > PAGE_OF else None,
        "may_change": request.actor.may("forms.change"),
    }
    return page(request, "forms/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_form(request: PageRequest) -> HttpResponse:
    """A dialog that asks for a name; the form is ready at once."""
    name = request.POST.get("name", "").strip()
    problem = ""
    if request.method == "POST":
        try:
            with deed(request) as actor:
                form_id = begin_form(name, actor=actor, now=clock.now())
        except Invalid as error:
            problem = sentence_of(error.faults[0])
        else:
            return elsewhere(request, "forms:form", form_id=form_id)
    context = {"name": name, "problem": problem}
    return page(request, "forms/new.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: PageRequest, form_id: int) -> HttpResponse:
    """One form, edited beside its preview."""
    kept = form_shown(form_id, request.actor)
    if request.method != "POST":
        return _edited(request, form_id, kept.draft, active=kept.active)
    request.actor.require("forms.change")
    draft = draft_posted(request.POST)
    try:
        with deed(request) as actor:
            change_form(form_id, draft, actor=actor, now=clock.now())
    except Invalid as error:
        errors = {
            str(fault.path[0]) if fault.path else "": sentence_of(fault)
            for fault in reversed(error.faults)
        }
        return _edited(request, form_id, draft, active=kept.active, errors=errors)
    answer = _edited(request, form_id, draft, active=kept.active)
    return told(answer, gettext("Saved. Whoever opens the link sees it so from now on."))


@require_POST
def preview(request: PageRequest) -> HttpResponse:
    """The form as it would be shown in the language chosen; nothing is kept."""
    draft = draft_posted(request.POST)
    context = _preview(draft, request.POST.get("shown", ""))
    return page(request, "forms/preview.html", context)


@require_POST
def turn(request: PageRequest, form_id: int) -> HttpResponse:
    """Open or close the form."""
    on = request.POST.get("on") == "yes"
    with deed(request) as actor:
        turn_form(form_id, on=on, actor=actor)
    said = gettext("The form is open.") if on else gettext("The form is closed; its link says so.")
    if not request.htmx:
        return elsewhere(request, "forms:form", form_id=form_id)
    context = {"form_id": form_id, "active": on}
    return told(page(request, "forms/turn.html", context), said)


@require_safe
def qr(request: PageRequest, form_id: int) -> HttpResponse:
    """The link as a picture for a phone, to be printed."""
    link = _link(request, form_shown(form_id, request.actor).draft.slug)
    picture = io.BytesIO()
    qrcode.make(link, image_factory=SvgPathFillImage, border=2).save(picture)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def _edited(
    request: PageRequest,
    form_id: int,
    draft: FormDraft,
    *,
    active: bool,
    errors: Mapping[str, str] | None = None,
) -> HttpResponse:
    wrong = dict(errors or {})
    shown = _language_of_fault(wrong) or request.POST.get("shown") or request.actor.language
    context: dict[str, Any] = {
        "place": PLACE,
        "form_id": form_id,
        "active": active,
        "draft": draft,
        "errors": wrong,
        "languages": spoken_languages(draft, wrong),
        "choices": field_choices(draft),
        "needs": NEEDS,
        "purposes": PURPOSE_LABELS,
        "channels": CHANNEL_LABELS,
        "link": _link(request, form_shown(form_id, request.actor).draft.slug),
        "arrivals": _arrivals(request, form_id),
        "may_change": request.actor.may("forms.change"),
        **_preview(draft, shown),
    }
    status = 422 if wrong else 200
    return page(request, "forms/edit.html", context, part="editor", status=status)


def _arrivals(request: PageRequest, form_id: int) -> Any:
    if not request.actor.may("people.view"):
        return ()
    return form_arrivals(form_id, request.actor)


def _preview(draft: FormDraft, wanted: str) -> dict[str, Any]:
    possible = draft.languages or LANGUAGES
    shown = wanted if wanted in possible else draft.language
    if shown not in possible:
        shown = possible[0]
    opened = as_open(draft)
    with translation.override(shown):
        fields = boxes(
            opened, typed={}, errors={}, country=the_organisation().country, language=shown
        )
        html = render_to_string("forms/card.html", card(opened, shown, boxes=fields))
    return {"shown": shown, "card": html, "shown_rtl": shown in {"ar", "fa"}}


def _language_of_fault(errors: Mapping[str, str]) -> str:
    ends = (name.rpartition("_")[2] for name in errors)
    return next((end for end in ends if end in LANGUAGES), "")


def _link(request: PageRequest, slug: str) -> str:
    return request.build_absolute_uri(reverse("forms:fill_in", args=[slug]))
