"""Who asks, and whether they may: every route of the API declares its permission here.

    @router.get("/people", response=PeoplePage, operation_id="list_people")
    @needs("people.view")
    def list_people(request: HttpRequest) -> PeoplePage:
        actor = actor_of(request)

The permission is checked before the body is read, so that a refusal tells nothing about the body.
A test holds that no route is without it.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja.operation import Operation
from ninja.security.base import AuthBase
from ninja.utils import check_csrf, contribute_operation_callback

from qanat.access.public import SIGNED_IN, actor_of_token, actor_of_user
from qanat.api.problems import CsrfRefused, TooManyRequests
from qanat.kernel import clock
from qanat.kernel.errors import NotFound
from qanat.platform.actor import Actor
from qanat.platform.config import config
from qanat.platform.throttle import Throttle

View = TypeVar("View", bound=Callable[..., Any])
CALLS = Throttle(config.token_calls_per_minute)
WRONG_TOKENS = Throttle(config.wrong_tokens_per_minute)
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Token(AuthBase):
    """Lets in who holds `permission`, by API token or by the session of a browser."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, permission: str) -> None:
        super().__init__()
        self.permission = permission

    def __call__(self, request: HttpRequest) -> Actor | None:
        """The actor; None when nobody is signed in.

        Raises:
            NotAllowed: they lack the permission.
            CsrfRefused: a change by session without its CSRF token.
            TooManyRequests: the token, or wrong ones from its address, came too often.
        """
        header = request.headers.get("Authorization")
        actor = _by_session(request) if header is None else _by_token(request, header)
        if actor is not None and self.permission != SIGNED_IN:
            actor.require(self.permission)
        return actor


def needs(permission: str) -> Callable[[View], View]:
    """Declare the permission that a route needs; `SIGNED_IN` for none but to be known."""

    def declared(view: View) -> View:
        def contribute(operation: Operation) -> None:
            operation.auth_param = operation.auth_callbacks = [Token(permission)]
            operation.openapi_extra = (operation.openapi_extra or {}) | {"x-permission": permission}

        contribute_operation_callback(view, contribute)
        view.permission = permission  # type: ignore[attr-defined]  # read by the test of all routes
        return view

    return declared


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, in a route that declares what it needs; told in the language of the request."""
    actor = getattr(request, "auth", None)
    if not isinstance(actor, Actor):
        raise TypeError("this route does not declare what it needs")
    return replace(actor, language=get_language() or actor.language)


def _by_token(request: HttpRequest, header: str) -> Actor | None:
    """Whose token it is.

    A token that was right before is held to its own rate, and never pays for the wrong ones of its
    address, which may be that of a proxy. The hash of a text differs in every process, so that
    nothing kept here opens anything.
    """
    scheme, _, given = header.partition(" ")
    if scheme.lower() != "bearer":
        return None
    secret, now = given.strip(), clock.now()
    key, address, at = hash(secret), request.META.get("REMOTE_ADDR", ""), now.timestamp()
    wait = CALLS.take(key, at) if CALLS.knows(key) else WRONG_TOKENS.wait(address, at)
    if wait:
        raise TooManyRequests(wait)
    actor = actor_of_token(secret, now)
    if actor is None:
        CALLS.forget(key)
        WRONG_TOKENS.take(address, at)
    elif not CALLS.knows(key):
        CALLS.take(key, at)
    return actor


def _by_session(request: HttpRequest) -> Actor | None:
    user = request.user
    if not user.is_authenticated:
        return None
    if request.method not in _SAFE_METHODS and check_csrf(request) is not None:
        raise CsrfRefused
    try:
        return actor_of_user(user.pk)
    except NotFound:
        return None
