"""The first start: organisation, team, pipeline, and how to begin. Each step is saved and can be left."""

import zoneinfo
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from qanat.access.public import RoleName, create_user, generated_password, list_users
from qanat.demo.public import SAMPLE_PEOPLE, begin_sample
from qanat.kernel import clock
from qanat.kernel.countries import country_choices
from qanat.kernel.errors import Invalid, Refused
from qanat.kernel.phrase import Phrase
from qanat.pipeline.public import change_stage, list_pipelines
from qanat.platform.organisation import (
    change_organisation,
    finish_set_up,
    hide_checklist,
    the_organisation,
)
from qanat.web.forms_of_pages import refuse_in
from qanat.web.look import LANGUAGE_NAMES
from qanat.web.me.views import CALENDARS
from qanat.web.page import PageRequest, elsewhere, page
from qanat.web.settings.views_users import ROLES
from qanat.wording.public import sentence_of

PLACE: Final = "start:start"
STEPS: Final = (
    ("start:start", _("Organisation")),
    ("start:team", _("Team")),
    ("start:pipeline", _("Pipeline")),
    ("start:begin", _("Begin")),
)
DAYS: Final = (
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
)


class OrganisationForm(forms.Form):
    """What the organisation is called, and how it reads and counts."""

    name = forms.CharField(label=_("What is your organisation called?"), max_length=200)
    country = forms.ChoiceField(label=_("Country"))
    language = forms.ChoiceField(label=_("Language"), choices=list(LANGUAGE_NAMES.items()))
    calendar = forms.ChoiceField(label=_("Calendar"), choices=CALENDARS)
    currency = forms.CharField(
        label=_("Currency"),
        max_length=3,
        help_text=_("Its code of three letters, such as SAR, IRR or EUR."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        widget=forms.TextInput(attrs={"dir": "ltr", "list": "time-zones", "autocomplete": "off"}),
    )
    weekend = forms.TypedMultipleChoiceField(
        label=_("Week-end"),
        choices=DAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = country_choices(language)

    def clean_currency(self) -> str:
        """Its code in capitals."""
        return str(self.cleaned_data["currency"]).upper()


class Colleague(forms.Form):
    """Who else works here."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"})
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(key, said[0]) for key, said in ROLES.items()],
        initial=RoleName.REPRESENTATIVE,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: PageRequest) -> HttpResponse:
    """The first step: the organisation."""
    kept = the_organisation()
    now = {name: getattr(kept, name) for name in OrganisationForm.base_fields}
    form = OrganisationForm(request.POST or None, initial=now, language=request.actor.language)
    if request.method == "POST" and form.is_valid():
        try:
            change_organisation(**form.cleaned_data, actor=request.actor)
        except Refused as error:
            refuse_in(form, error)
        else:
            return elsewhere(request, "start:team")
    context = {"form": form, "zones": sorted(zoneinfo.available_timezones())}
    return _step(request, 1, "start/organisation.html", context, bad=form.is_bound)


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: PageRequest) -> HttpResponse:
    """The second step: colleagues, each with a password that is shown this once."""
    form = Colleague(request.POST or None)
    shown: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        password = generated_password(said["email"])
        habits = the_organisation()
        try:
            user = create_user(
                email=said["email"],
                name=said["name"],
                role=RoleName(said["role"]),
                password=password,
                language=habits.language,
                time_zone=habits.time_zone,
                actor=request.actor,
                now=clock.now(),
            )
        except Refused as error:
            refuse_in(form, error)
        else:
            shown = {"email": user.email, "password": password}
            form = Colleague()
    context = {
        "form": form,
        "shown": shown,
        "users": list_users(request.actor, limit=20),
        "roles": ROLES,
    }
    return _step(request, 2, "start/team.html", context, bad=form.is_bound)


@require_http_methods(["GET", "HEAD", "POST"])
def pipeline(request: PageRequest) -> HttpResponse:
    """The third step: what the stages of a sale are called."""
    stages = [stage for one in list_pipelines(actor=request.actor)[:1] for stage in one.stages]
    language, problem = request.actor.language, ""
    named = [(stage, stage.labels.get(language, "")) for stage in stages]
    if request.method == "POST":
        named = [
            (stage, request.POST.get(f"stage-{stage.stage_id}", "").strip()) for stage in stages
        ]
        try:
            for stage, name in named:
                if name != stage.labels.get(language, ""):
                    label = Phrase(**{**stage.labels, language: name})
                    change_stage(stage.stage_id, {"label": label}, actor=request.actor)
            return elsewhere(request, "start:begin")
        except Invalid as error:
            problem = sentence_of(error.faults[0])
    return _step(
        request, 3, "start/pipeline.html", {"named": named, "problem": problem}, bad=bool(problem)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: PageRequest) -> HttpResponse:
    """The last step: where the first leads come from."""
    if request.method == "POST":
        finish_set_up(actor=request.actor, now=clock.now())
        if request.POST.get("way") == "sample":
            run_id = begin_sample(gettext("Sample data"), actor=request.actor, now=clock.now())
            return elsewhere(request, "imports:run", run_id=run_id)
        way = {"import": "imports:new", "form": "forms:forms", "hand": "lists:people"}
        return elsewhere(request, way.get(request.POST.get("way", ""), "home"))
    return _step(request, 4, "start/begin.html", {"sample": SAMPLE_PEOPLE})


@require_POST
def hide(request: PageRequest) -> HttpResponse:
    """Show the list of first things no more."""
    hide_checklist(actor=request.actor)
    if request.htmx:
        return HttpResponse()
    return elsewhere(request, "home")


def _step(
    request: PageRequest, number: int, template: str, context: dict[str, Any], *, bad: bool = False
) -> HttpResponse:
    steps = [
        (label, place, place < number, place == number)
        for place, (_name, label) in enumerate(STEPS, start=1)
    ]
    back = STEPS[number - 2][0] if number > 1 else ""
    after = STEPS[number][0] if number < len(STEPS) else ""
    known = {"place": PLACE, "steps": steps, "back": back, "after": after}
    return page(request, template, {**known, **context}, status=422 if bad else 200)
