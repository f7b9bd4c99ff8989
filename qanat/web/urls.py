"""The addresses of pages. Only those that are used: what allauth offers besides is not reachable."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from qanat.access.public import public, signed_in
from qanat.web.areas import AREAS
from qanat.web.assets import asset, manifest
from qanat.web.page import file_only
from qanat.web.undoing import undo, undo_several

urlpatterns: list[URLPattern | URLResolver] = [
    path("assets/<str:wanted>/<path:name>", public(file_only(asset)), name="asset"),
    path("manifest.webmanifest", public(file_only(manifest)), name="manifest"),
    path("undo/", signed_in(undo_several), name="undo_several"),
    path("undo/<str:deed>/", signed_in(undo), name="undo"),
    path("language/", public(set_language), name="set_language"),
    path("sign-in/", public(account.login), name="account_login"),
    path("sign-in/code/", public(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/disabled/", public(account.account_inactive), name="account_inactive"),
    path("sign-out/", public(account.logout), name="account_logout"),
    path("sign-in/again/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/again/code/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("me/password/", signed_in(account.password_change), name="account_change_password"),
    path("me/sessions/", signed_in(sessions.list_usersessions), name="usersessions_list"),
    path("me/mfa/", signed_in(mfa.index), name="mfa_index"),
    path("me/mfa/app/on/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("me/mfa/app/off/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("me/mfa/codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "me/mfa/codes/new/",
        signed_in(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "me/mfa/codes/file/",
        signed_in(file_only(codes.download_recovery_codes)),
        name="mfa_download_recovery_codes",
    ),
    *(path("", include(f"qanat.web.{area}.urls")) for area in AREAS),
]
