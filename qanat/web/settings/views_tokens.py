"""API tokens: issued, shown once, revoked."""

from datetime import timedelta
from typing import Final

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from qanat.access.public import issue_token, list_tokens, list_users, revoke_token
from qanat.kernel import clock
from qanat.kernel.errors import Refused
from qanat.platform.permissions import PERMISSIONS
from qanat.web.forms_of_pages import refuse_in
from qanat.web.page import PageRequest, page, told
from qanat.web.settings.views_home import settings_page

SECTION: Final = "settings:tokens"
MOST: Final = 500
LIVES: Final = (
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("one year")),
    ("", _("until it is revoked")),
)


class NewToken(forms.Form):
    """What a token is called, what it may, and how long it lives."""

    name = forms.CharField(label=_("What it is for"), max_length=100)
    lives = forms.ChoiceField(label=_("It works for"), choices=LIVES, required=False)
    everything = forms.BooleanField(label=_("All that I may"), required=False, initial=True)
    scopes = forms.MultipleChoiceField(label=_("Only"), required=False)

    def __init__(self, *args: object, allowed: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as a form is made
        self.fields["scopes"].choices = allowed  # type: ignore[attr-defined]  # a choice field


@require_safe
def tokens(request: PageRequest) -> HttpResponse:
    """One's own tokens; everybody's for those who may change users."""
    return _shown(request)


def _shown(request: PageRequest) -> HttpResponse:
    found = list_tokens(request.actor, limit=MOST)
    names = {request.user.pk: str(request.user)}
    if request.actor.may("users.view"):
        names |= {
            user.id: user.name or user.email for user in list_users(request.actor, limit=MOST)
        }
    context = {
        "tokens": list(reversed(found)),
        "names": names,
        "now": clock.now(),
        "may_add": request.actor.may("tokens.add"),
    }
    return settings_page(request, "settings/tokens.html", SECTION, context, part="rows")


def new_token(request: PageRequest) -> HttpResponse:
    """A dialog that issues a token; its secret is shown this once."""
    form = NewToken(request.POST or None, allowed=_allowed(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        now = clock.now()
        try:
            _token, secret = issue_token(
                request.user.pk,
                name=said["name"],
                scopes=["*"] if said["everything"] else said["scopes"],
                actor=request.actor,
                now=now,
                expires_at=now + timedelta(days=int(said["lives"])) if said["lives"] else None,
            )
        except Refused as error:
            refuse_in(form, error)
        else:
            answer = page(request, "settings/token_secret.html", {"secret": secret})
            answer["HX-Trigger-After-Settle"] = "tokens-changed"
            return answer
    status = 422 if form.is_bound else 200
    return page(request, "settings/token_new.html", {"form": form}, status=status)


@require_POST
def revoke(request: PageRequest, token_id: int) -> HttpResponse:
    """Make a token useless at once."""
    revoke_token(token_id, actor=request.actor, now=clock.now())
    return told(_shown(request), gettext("The token works no more."))


def _allowed(request: PageRequest) -> list[tuple[str, str]]:
    language = get_language() or "en"
    return [
        (permission.name, permission.label.in_language(language))
        for permission in PERMISSIONS
        if request.actor.may(permission.name)
    ]
