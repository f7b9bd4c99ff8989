"""Users: who works here, with which role; added, put out, let in again, helped when locked out."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from qanat.access.public import (
    RoleName,
    UserRow,
    activate_user,
    change_password,
    change_role,
    create_user,
    deactivate_user,
    generated_password,
    list_teams,
    list_users,
    remove_second_step,
    user_row,
)
from qanat.kernel import clock
from qanat.kernel.errors import Conflict, Refused
from qanat.platform.organisation import the_organisation
from qanat.web.forms_of_pages import refuse_in
from qanat.web.look import LANGUAGE_NAMES
from qanat.web.page import PageRequest, deed, page, told
from qanat.web.settings.views_home import settings_page

SECTION: Final = "settings:users"
PAGE_OF: Final = 100
ROLES: Final[dict[str, tuple[Promise, Promise]]] = {
    RoleName.ADMIN: (_("Administrator"), _("may do everything, sees every record")),
    RoleName.MANAGER: (_("Manager"), _("leads teams, sees what their teams own")),
    RoleName.REPRESENTATIVE: (_("Representative"), _("sells, sees their own records")),
    RoleName.MARKETER: (_("Marketer"), _("brings leads, sees every record")),
    RoleName.READ_ONLY: (_("Reader"), _("sees every record, changes nothing")),
}


class NewUser(forms.Form):
    """What a new user needs to begin."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"})
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=[(key, said[0]) for key, said in ROLES.items()]
    )
    language = forms.ChoiceField(label=_("Language"), choices=list(LANGUAGE_NAMES.items()))


@require_safe
def users(request: PageRequest) -> HttpResponse:
    """Everybody who works here, `PAGE_OF` at a time."""
    return settings_page(request, "settings/users.html", SECTION, _rows(request), part="rows")


def new_user(request: PageRequest) -> HttpResponse:
    """A dialog that adds a user; the password is made and shown this once."""
    form = NewUser(
        request.POST or None, initial={"role": RoleName.REPRESENTATIVE, "language": "en"}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        password = generated_password(said["email"])
        try:
            made = create_user(
                email=said["email"],
                name=said["name"],
                role=RoleName(said["role"]),
                language=said["language"],
                time_zone=the_organisation().time_zone,
                password=password,
                actor=request.actor,
                now=clock.now(),
            )
        except Conflict:
            form.add_error("email", gettext("Somebody has this e-mail already."))
        except Refused as error:
            refuse_in(form, error)
        else:
            return _shown_once(request, made, password)
    status = 422 if form.is_bound else 200
    return page(request, "settings/user_new.html", {"form": form, "roles": ROLES}, status=status)


@require_POST
def role(request: PageRequest, user_id: int) -> HttpResponse:
    """Give the user another role, at once."""
    with deed(request) as actor:
        change_role(user_id, RoleName(request.POST["role"]), actor=actor)
    said = gettext("The role is changed, in every session and token.")
    return told(_row(request, user_id), said, undo=actor)


@require_POST
def out(request: PageRequest, user_id: int) -> HttpResponse:
    """Put the user out: sessions end, tokens are revoked, records stay theirs."""
    with deed(request) as actor:
        deactivate_user(user_id, actor=actor, now=clock.now())
    said = gettext("They are out: sessions ended, tokens revoked. Their records stay theirs.")
    return told(_row(request, user_id), said, undo=actor)


@require_POST
def back(request: PageRequest, user_id: int) -> HttpResponse:
    """Let the user in again."""
    with deed(request) as actor:
        activate_user(user_id, actor=actor)
    said = gettext("They can sign in again. Make new tokens where needed.")
    return told(_row(request, user_id), said, undo=actor)


@require_POST
def new_password(request: PageRequest, user_id: int) -> HttpResponse:
    """A new password, made and shown this once; the user's sessions end."""
    user = user_row(user_id, request.actor)
    password = generated_password(user.email)
    change_password(user_id, password, actor=request.actor)
    return _shown_once(request, user, password)


@require_POST
def without_second_step(request: PageRequest, user_id: int) -> HttpResponse:
    """Let the user in by password alone, when their phone is lost."""
    remove_second_step(user_id, actor=request.actor)
    return told(_row(request, user_id), gettext("The second step is off; they can set it up anew."))


def _rows(request: PageRequest) -> Mapping[str, Any]:
    after = request.GET.get("after", "")
    found = list_users(
        request.actor, after=int(after) if after.isdecimal() else 0, limit=PAGE_OF + 1
    )
    teams = {team.id: team.name for team in list_teams(request.actor, limit=PAGE_OF)}
    return {
        "users": found[:PAGE_OF],
        "next": found[PAGE_OF - 1].id if len(found) > PAGE_OF else None,
        "teams": teams,
        "roles": ROLES,
        "may_add": request.actor.may("users.add"),
        "may_change": request.actor.may("users.change"),
    }


def _row(request: PageRequest, user_id: int) -> HttpResponse:
    rows = {**_rows(request), "user": user_row(user_id, request.actor)}
    return page(request, "settings/users.html", rows, part="row")


def _shown_once(request: PageRequest, user: UserRow, password: str) -> HttpResponse:
    answer = page(request, "settings/user_password.html", {"user": user, "password": password})
    answer["HX-Trigger-After-Settle"] = "users-changed"
    return answer
