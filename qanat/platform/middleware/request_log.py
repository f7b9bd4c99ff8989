"""Each request has an id, one line in the log, and is counted.

The id comes from `X-Request-ID` when a proxy gave a sound one, and is answered in the same
header. Query strings stay out of the log: they can hold names and addresses.
"""

import re
import time
import uuid
from collections.abc import Callable
from http import HTTPStatus

import structlog
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

log = structlog.get_logger(__name__)

SOUND_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
REQUESTS = Counter("qanat_requests_total", "Requests answered.", ["method", "route", "status"])
SECONDS = Histogram("qanat_request_seconds", "Time to answer a request.", ["route"])
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
QUIET_ROUTES = {"healthz", "readyz", "metrics"}
"""Asked every few seconds by machines: counted, but logged only when they fail."""


class RequestLog:
    """Names, times, logs and counts each request; the outermost middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if SOUND_ID.fullmatch(given) else uuid.uuid4().hex
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            _note(request, response, time.perf_counter() - began)
        response["X-Request-ID"] = request_id
        return response


def _note(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    route = request.resolver_match.route if request.resolver_match else "none"
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(method, route, response.status_code).inc()
    SECONDS.labels(route).observe(seconds)
    if route in QUIET_ROUTES and response.status_code == HTTPStatus.OK:
        return
    log.info(
        "request",
        method=method,
        path=request.path,
        route=route,
        status=response.status_code,
        milliseconds=round(seconds * 1000, 1),
    )
