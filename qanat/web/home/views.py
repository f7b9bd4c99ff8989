"""Where one begins, and the page of one's own account."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qanat.access.public import RoleName
from qanat.platform.organisation import the_organisation
from qanat.web.page import PageRequest, page

ROLE_LABELS: dict[str, Promise] = {
    RoleName.ADMIN: _("administrator"),
    RoleName.MANAGER: _("manager"),
    RoleName.REPRESENTATIVE: _("sales representative"),
    RoleName.MARKETER: _("marketer"),
    RoleName.READ_ONLY: _("reader"),
}
FIRST = {
    RoleName.REPRESENTATIVE: "inbox:inbox",
    RoleName.MARKETER: "reports:dashboard",
    RoleName.READ_ONLY: "reports:dashboard",
}


def home(request: PageRequest) -> HttpResponse:
    """The page with which this role begins its day; for the admin of a new organisation the first steps."""
    if request.actor.may("settings.change") and the_organisation().set_up_at is None:
        return redirect("start:start")
    try:
        return redirect(reverse(FIRST.get(RoleName(request.user.role), "inbox:inbox")))
    except NoReverseMatch:
        return redirect("account")


def account(request: PageRequest) -> HttpResponse:
    """Who is signed in, and how they sign in."""
    context = {
        "two_steps": is_mfa_enabled(request.user),
        "role": ROLE_LABELS[request.user.role],
    }
    return page(request, "home/home.html", context)
