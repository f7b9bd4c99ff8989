"""allauth's forms with our labels, and with the direction that each value is written in."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def say(form: forms.Form, name: str, label: Promise, **attributes: str) -> None:
    """Label the field, and write it left to right: addresses, passwords and codes are so."""
    field = form.fields[name]
    field.label = label  # type: ignore[assignment]  # the stubs have a narrower name for lazy text
    field.help_text = ""
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs |= {"dir": "ltr"} | attributes


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "login", _("E-mail"), autocomplete="username", autofocus="")
        say(self, "password", _("Password"), autocomplete="current-password")


class AgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password", _("Password"), autocomplete="current-password", autofocus="")


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "oldpassword", _("Password now"), autocomplete="current-password")
        say(self, "password1", _("New password"), autocomplete="new-password")
        say(self, "password2", _("New password again"), autocomplete="new-password")


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", _("Code"), autofocus="")


class CodeAgainForm(MfaReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", _("Code"), autofocus="")


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", _("Code"), inputmode="numeric")
