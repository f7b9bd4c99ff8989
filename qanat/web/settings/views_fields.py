"""Fields that an organisation makes itself, of people, accounts and deals."""

from typing import Any, Final

from django.http import HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qanat.kernel import clock
from qanat.kernel.errors import NotFound
from qanat.people.public import (
    FieldRow,
    begin_index,
    change_field,
    custom_fields,
    define_field,
    delete_field,
    phrase_of,
    values_kept,
)
from qanat.platform.actor import Actor
from qanat.web.look import Look
from qanat.web.page import PageRequest, told
from qanat.web.settings import typed
from qanat.web.settings.dialogs import Input, asking, at_once, in_dialog
from qanat.web.settings.keys import free_key
from qanat.web.settings.views_home import settings_page

SECTION: Final = "settings:fields"
MOST_COUNTED: Final = 10_000
SURE: Final = "sure"
SAID: Final = "said."
"""Before a choice: the name of the input of its words."""
ENTITIES: Final[dict[str, str | Promise]] = {
    "person": _("People"),
    "account": _("Accounts"),
    "opportunity": _("Deals"),
}
KINDS: Final[dict[str, str | Promise]] = {
    "text": _("Text"),
    "number": _("Number"),
    "money": _("Amount of money"),
    "date": _("Date"),
    "choice": _("One choice"),
    "choices": _("Several choices"),
    "yes_no": _("Yes or no"),
    "url": _("Web address"),
    "email": _("E-mail address"),
    "phone": _("Telephone number"),
}


@require_safe
def fields(request: PageRequest) -> HttpResponse:
    """The fields of each kind of record."""
    return _shown(request)


def _shown(request: PageRequest) -> HttpResponse:
    language = Look.of_request(request).language
    context: dict[str, Any] = {
        "entities": [
            {
                "name": entity,
                "label": label,
                "fields": [
                    {
                        "field": field,
                        "name": phrase_of(field.labels, field.key).in_language(language),
                        "kind": KINDS[field.kind],
                    }
                    for field in custom_fields(entity)
                ],
            }
            for entity, label in ENTITIES.items()
        ],
        "may_change": request.actor.may("settings.change"),
    }
    return settings_page(request, "settings/fields.html", SECTION, context, part="all")


def _field(entity: str, key: str) -> FieldRow:
    found = next((each for each in custom_fields(entity) if each.key == key), None)
    if found is None:
        raise NotFound("custom field", f"{entity}.{key}")
    return found


@require_http_methods(["GET", "POST"])
def new_field(request: PageRequest, entity: str) -> HttpResponse:
    """Define a field."""
    if entity not in ENTITIES:
        raise NotFound("entity", entity)
    inputs = [
        Input(kind="words", name="labels", label=_("Name"), value={}),
        Input(
            kind="select",
            name="kind",
            label=_("What it holds"),
            value="text",
            options=list(KINDS.items()),
            help=_("It stays so: values are kept by it."),
        ),
        Input(
            kind="lines",
            name="choices",
            label=_("Choices, one a line"),
            help=_("Only for choices."),
        ),
    ]

    def act(given: QueryDict, actor: Actor) -> None:
        labels, kind = typed.words_of(given, "labels"), given.get("kind", "")
        define_field(
            entity,
            free_key(labels["en"], {each.key for each in custom_fields(entity)}),
            kind=kind,
            labels=labels,
            choices=_lines(given) if kind in ("choice", "choices") else (),
            actor=actor,
            now=clock.now(),
        )

    return in_dialog(request, _("New field"), inputs, act, lambda: _shown(request))


@require_http_methods(["GET", "POST"])
def field(request: PageRequest, entity: str, key: str) -> HttpResponse:
    """Give a field other words or choices."""
    row = _field(entity, key)
    inputs = [Input(kind="words", name="labels", label=_("Name"), value=row.labels)]
    choosing = row.kind in ("choice", "choices")
    if choosing:
        inputs.append(
            Input(
                kind="lines",
                name="choices",
                label=_("Choices, one a line"),
                value="\n".join(row.choices),
                help=_("Values of a choice that is taken away stay as they are."),
            )
        )
        inputs += [
            Input(
                kind="words",
                name=f"{SAID}{choice}",
                label=gettext("What “%(choice)s” is called") % {"choice": choice},
                value=row.choice_labels.get(choice, {}),
            )
            for choice in row.choices
        ]

    def act(given: QueryDict, actor: Actor) -> None:
        labels = typed.words_of(given, "labels")
        change_field(
            entity,
            key,
            labels=labels,
            choices=_lines(given) if choosing else None,
            choice_labels=_said(given, row) if choosing else None,
            actor=actor,
        )

    title = _("Change the field")
    return in_dialog(request, title, inputs, act, lambda: _shown(request), undo=True)


def _said(given: QueryDict, row: FieldRow) -> dict[str, dict[str, str]]:
    """What each choice is called; one whose words were not asked for keeps them."""
    return {
        choice: {each: given.get(f"{SAID}{choice}.{each}", "") for each in typed.LANGUAGES}
        if f"{SAID}{choice}.en" in given
        else dict(row.choice_labels.get(choice, {}))
        for choice in row.choices
    }


def _lines(given: QueryDict) -> list[str]:
    return [line.strip() for line in given.get("choices", "").splitlines() if line.strip()]


@require_http_methods(["GET", "POST"])
def no_field(request: PageRequest, entity: str, key: str) -> HttpResponse:
    """Take a field away; where values go with it, only after saying how many."""
    row = _field(entity, key)
    kept = values_kept(entity, key, actor=request.actor, cap=MOST_COUNTED + 1)

    def act(actor: Actor) -> None:
        delete_field(entity, key, actor=actor, now=clock.now())

    if request.method == "POST" and (SURE in request.GET or not kept):
        return at_once(request, act, lambda: _shown(request), gettext("The field is gone"))
    return _asking(request, row, kept)


def _asking(request: PageRequest, row: FieldRow, kept: int) -> HttpResponse:
    look = Look.of_request(request)
    number = look.number(min(kept, MOST_COUNTED)) + ("+" if kept > MOST_COUNTED else "")
    lost = ngettext(
        "%(number)s record has a value in it; it will be lost for good.",
        "%(number)s records have a value in it; they will be lost for good.",
        kept,
    ) % {"number": number}
    name = phrase_of(row.labels, row.key).in_language(look.language)
    return asking(
        request,
        gettext("Delete the field %(name)s?") % {"name": name},
        lost if kept else gettext("No record has a value in it."),
        f"{request.path}?{SURE}=1",
    )


@require_POST
def index(request: PageRequest, entity: str, key: str) -> HttpResponse:
    """Have a worker build an index, so that filters by the field stay fast."""
    _field(entity, key)
    begin_index(entity, key, actor=request.actor)
    return told(_shown(request), gettext("The index is being built in the background"))
