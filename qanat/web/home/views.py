"""The first page after signing in, until the pages of work come."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qanat.access.public import RoleName

ROLE_LABELS: dict[str, Promise] = {
    RoleName.ADMIN: _("administrator"),
    RoleName.MANAGER: _("manager"),
    RoleName.REPRESENTATIVE: _("sales representative"),
    RoleName.MARKETER: _("marketer"),
    RoleName.READ_ONLY: _("reader"),
}


def home(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and where to go from here."""
    user = request.user
    if isinstance(user, AnonymousUser):
        raise TypeError("this page needs a sign-in")
    context = {"two_steps": is_mfa_enabled(user), "role": ROLE_LABELS[user.role]}
    return render(request, "home/home.html", context)
