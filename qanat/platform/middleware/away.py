"""A database that is away, busy or full is answered at once with 503 and when to try again.

A browser that asks for a page gets one, which needs no database; everything else problem details.

Nothing hangs: connecting is limited to 3 s, waiting for a pooled connection to 3 s, a statement
to `QANAT_STATEMENT_TIMEOUT`.
"""

import sys
from collections.abc import Callable

import orjson
import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from psycopg.errors import DiskFull, QueryCanceled

from qanat.kernel.errors import Unavailable

log = structlog.get_logger(__name__)

RETRY_AFTER_SECONDS = 5


class DatabaseAway:
    """Turns the database errors of views into 503."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The 503 for an error of the database, None for any other."""
        return unavailable(error, request) if is_away(error) else None


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: middleware too can find the database away; all else is our mistake."""
    error = sys.exc_info()[1]
    if error is not None and is_away(error):
        return unavailable(error, request)
    if wants_page(request):
        return HttpResponse(render_to_string("500.html"), status=500)
    return problem(500, "Something went wrong on our side. It has been noted.")


def is_away(error: BaseException) -> bool:
    """Whether trying again later can succeed."""
    return isinstance(error, OperationalError | InterfaceError | Unavailable)


def wants_page(request: HttpRequest) -> bool:
    """Whether a browser asks for a whole page."""
    accepts = request.headers.get("Accept", "")
    return (
        "text/html" in accepts
        and "HX-Request" not in request.headers
        and not request.path_info.startswith("/api/")
    )


def unavailable(error: BaseException, request: HttpRequest) -> HttpResponse:
    """The 503 for an error for which `is_away` holds."""
    log.error("database.away", error=str(error).strip())
    if wants_page(request):
        response = HttpResponse(render_to_string("503.html"), status=503)
    else:
        response = problem(503, _sentence(error))
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def problem(status: int, detail: str) -> HttpResponse:
    """An answer as problem details (RFC 9457)."""
    title = {500: "Internal Server Error", 503: "Service Unavailable"}[status]
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return HttpResponse(orjson.dumps(body), status=status, content_type="application/problem+json")


def _sentence(error: BaseException) -> str:
    if isinstance(error, Unavailable):
        return str(error)
    match error.__cause__:
        case DiskFull():
            return "The database's disk is full. Nothing was changed; try again later."
        case QueryCanceled():
            return "This took too long and was stopped. Nothing was changed; try again later."
        case _:
            return "The database is away or busy. Try again in a moment."
