"""What each address outside the API needs: nothing, a sign-in, or a permission.

Every address says so; a test walks them all and holds that none is without.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from qanat.access.actors import actor_of_user

PUBLIC = "public"
SIGNED_IN = "signed in"

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Anybody may come here."""
    return _marked(view, PUBLIC)


def signed_in(view: View) -> View:
    """Whoever is signed in may come here; others are sent to sign in."""
    return _marked(login_required(view), SIGNED_IN)


def permitted(permission: str) -> Callable[[View], View]:
    """Whoever is signed in and holds `permission` may come here."""

    def declared(view: View) -> View:
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor_of_user(int(request.user.pk or 0)).require(permission)
            return view(request, *args, **kwargs)

        return _marked(login_required(checked), permission)

    return declared


def _marked(view: View, permission: str) -> View:
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    entered.permission = permission  # type: ignore[attr-defined]  # read by the test of all routes
    return entered
