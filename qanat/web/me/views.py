"""One's own profile: how one is called and reads, and how one signs in."""

import zoneinfo
from typing import Final

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from qanat.access.public import change_habits
from qanat.kernel import clock
from qanat.kernel.errors import Refused
from qanat.web.forms_of_pages import refuse_in
from qanat.web.home.views import ROLE_LABELS
from qanat.web.look import LANGUAGE_NAMES
from qanat.web.page import PageRequest, done, page

CALENDARS: Final = (("gregorian", _("Gregorian")), ("jalali", _("Jalali")), ("hijri", _("Hijri")))
DIGITS: Final = (
    ("auto", _("As the language has them")),
    ("latin", "123"),
    ("arabic", "١٢٣"),
    ("persian", "۱۲۳"),
)
THEMES: Final = (("system", _("As the device")), ("light", _("Light")), ("dark", _("Dark")))
DENSITIES: Final = (("compact", _("Compact")), ("roomy", _("Roomy")))
YEAR: Final = 365 * 24 * 3600


class Habits(forms.Form):
    """How one is called and reads."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=list(LANGUAGE_NAMES.items()))
    calendar = forms.ChoiceField(label=_("Calendar"), choices=CALENDARS)
    digits = forms.ChoiceField(label=_("Digits"), choices=DIGITS)
    time_zone = forms.CharField(
        label=_("Time zone"),
        widget=forms.TextInput(attrs={"dir": "ltr", "list": "time-zones", "autocomplete": "off"}),
    )
    theme = forms.ChoiceField(label=_("Colours"), choices=THEMES)
    density = forms.ChoiceField(label=_("Rows"), choices=DENSITIES)


def profile(request: PageRequest) -> HttpResponse:
    """The profile; what is saved counts from the next page on, in the language chosen."""
    user = request.user
    now = {name: getattr(user, name) for name in Habits.base_fields}
    form = Habits(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            change_habits(user.pk, actor=request.actor, **form.cleaned_data)
        except Refused as error:
            refuse_in(form, error)
        else:
            return _saved(form.cleaned_data["language"])
    context = {
        "form": form,
        "place": "me:profile",
        "two_steps": is_mfa_enabled(user),
        "role": ROLE_LABELS[user.role],
        "zones": sorted(zoneinfo.available_timezones()),
        "now": clock.now(),
    }
    return page(request, "me/profile.html", context, status=422 if form.is_bound else 200)


@require_POST
def theme(request: PageRequest) -> HttpResponse:
    """Dark when it is light, and the other way round; the page changes by itself."""
    wanted = request.POST.get("theme", "system")
    change_habits(request.user.pk, actor=request.actor, theme=wanted)
    return done()


def _saved(language: str) -> HttpResponse:
    """Back to the profile, in the language chosen, on this device too."""
    with translation.override(language):
        answer = redirect("me:profile")
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer
