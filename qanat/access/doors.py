"""What each address outside the API needs: nothing, a sign-in, or a permission.

Every address says so; a test walks them all and holds that none is without. A door that knows who
asks puts them on the request as `request.actor`.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language

from qanat.access.actors import actor_of_user

PUBLIC = "public"
SIGNED_IN = "signed in"

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Anybody may come here."""
    return _marked(view, PUBLIC)


def signed_in(view: View) -> View:
    """Whoever is signed in may come here; others are sent to sign in."""
    return _marked(_known(view, ""), SIGNED_IN)


def permitted(permission: str) -> Callable[[View], View]:
    """Whoever is signed in and holds `permission` may come here."""

    def declared(view: View) -> View:
        return _marked(_known(view, permission), permission)

    return declared


def _known(view: View, permission: str) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        actor = actor_of_user(int(request.user.pk or 0))
        if permission:
            actor.require(permission)
        request.actor = replace(actor, language=get_language() or actor.language)  # type: ignore[attr-defined]  # read by views
        return view(request, *args, **kwargs)

    return checked


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The sign-in page, which leads back; a script that swaps parts of a page is told where it is."""
    if "HX-Request" not in request.headers:
        return redirect_to_login(request.get_full_path())
    shown = urlsplit(request.headers.get("HX-Current-URL", "/"))
    back = urlunsplit(("", "", shown.path, shown.query, ""))
    answer = HttpResponse(status=401)
    answer["X-Sign-In"] = str(redirect_to_login(back).headers["Location"])
    return answer


def _marked(view: View, permission: str) -> View:
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    entered.permission = permission  # type: ignore[attr-defined]  # read by the test of all routes
    return entered
