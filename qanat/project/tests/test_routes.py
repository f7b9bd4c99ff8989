"""Every address says what it needs."""

from django.urls import URLResolver, get_resolver

from qanat.access.public import PUBLIC, SIGNED_IN
from qanat.api.app import api
from qanat.platform.permissions import PERMISSIONS

# What anybody may open, and why. Whoever adds one gives the reason.
OPEN = {
    "assets/<str:wanted>/<path:name>": "styles, scripts and icons of the pages, the same for everybody",
    "manifest.webmanifest": "what makes the pages installable holds no data",
    "language/": "to read the sign-in page; the choice is a cookie",
    "sign-in/": "to sign in",
    "sign-in/code/": "the second step of signing in",
    "sign-in/disabled/": "says that one was put out",
    "sign-out/": "signing out twice does no harm",
    "f/<slug:slug>/": "a hosted form is for whoever has its link, which cannot be guessed",
    "f/<slug:slug>/thanks/": "what is said to whoever has sent a hosted form",
    "healthz": "probes have no sign-in; it tells only that the process answers",
    "readyz": "probes have no sign-in; it tells only whether requests can be served",
    "metrics": "for this machine or the metrics token, which the view itself checks",
    "api/v1/openapi.json": "the description of the API holds no data",
    "api/v1/docs": "the description of the API holds no data",
}
UNKNOWN_BY_DESIGN = {"api/v1/": "ninja's root, which answers 404 only"}


def pages(resolver, prefix=""):
    """(address, view) of everything but the routes of the API."""
    for entry in resolver.url_patterns:
        place = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from pages(entry, place)
        elif not getattr(entry.callback, "__qualname__", "").startswith("PathView."):
            yield place, entry.callback


def operations():
    """Every operation of the API."""
    for router in api._get_bound_routers():
        for path_view in router.path_operations.values():
            yield from path_view.operations


def test_every_page_declares_what_it_needs():
    known = {PUBLIC, SIGNED_IN, *PERMISSIONS.names()}
    undeclared = {
        place
        for place, view in pages(get_resolver())
        if getattr(view, "permission", None) not in known
    }
    assert undeclared == set(UNKNOWN_BY_DESIGN)


def test_only_the_listed_pages_are_open():
    opened = {
        place
        for place, view in pages(get_resolver())
        if getattr(view, "permission", None) == PUBLIC
    }
    assert opened == set(OPEN)


def test_every_route_of_the_api_declares_a_registered_permission():
    known = {SIGNED_IN, *PERMISSIONS.names()}
    for operation in operations():
        needed = getattr(operation.view_func, "permission", None)
        assert needed in known, f"{operation.methods} {operation.path} needs {needed}"
        assert [callback.permission for callback in operation.auth_callbacks] == [needed]


def test_every_route_of_the_api_has_its_own_operation_id_and_a_sentence():
    names = [operation.operation_id for operation in operations()]
    assert all(names)
    assert len(set(names)) == len(names)
    for operation in operations():
        assert operation.view_func.__doc__
