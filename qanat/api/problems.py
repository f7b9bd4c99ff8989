"""How the API refuses: RFC 9457 problem details, in the language asked for, and never a trace.

This is the one place of the API where errors become answers.
"""

from collections.abc import Iterable
from dataclasses import asdict
from http import HTTPStatus
from math import ceil
from typing import Any

import orjson
import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from qanat.api.json_body import Malformed, UnsupportedMedia
from qanat.api.sentences import DETAILS, PYDANTIC_CODES, TITLES
from qanat.criteria.public import GateUnmet
from qanat.kernel.errors import Conflict, Fault, Invalid, NotAllowed, NotFound, Unavailable
from qanat.wording.public import FAULTS, sentence_of

MEDIA_TYPE = "application/problem+json"
_RETRY_AFTER_SECONDS = 2
_log = structlog.get_logger(__name__)

CODES_BY_STATUS = {
    400: "bad_request",
    401: "not_signed_in",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media",
    429: "too_many_requests",
    503: "unavailable",
}


class BodyTooLarge(Exception):
    """The body has more than `limit` bytes, where that is not the limit of all bodies."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class CsrfRefused(Exception):
    """A change by session came without the CSRF token of that session."""


class TooManyRequests(Exception):
    """Whoever asks must wait for so many seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__(wait)
        self.seconds = ceil(wait)


def problem(
    request: HttpRequest,
    status: int,
    code: str,
    detail: str = "",
    *,
    faults: Iterable[Fault] = (),
    **more: Any,
) -> HttpResponse:
    """The answer that says what is wrong."""
    language = get_language() or "en"
    body: dict[str, Any] = {
        "type": f"urn:qanat:problem:{code}",
        "title": TITLES[code].in_language(language),
        "status": status,
        "detail": detail or said(code),
        "code": code,
        "faults": [
            {"path": list(fault.path), "message": sentence_of(fault), "code": fault.code}
            for fault in faults
        ],
        "request_id": structlog.contextvars.get_contextvars().get("request_id", ""),
    }
    answer = HttpResponse(orjson.dumps(body | more), status=status, content_type=MEDIA_TYPE)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer["Retry-After"] = str(_RETRY_AFTER_SECONDS)
    if status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def said(code: str, **values: object) -> str:
    """The sentence of a code with its values, in the language asked for."""
    phrase = DETAILS.get(code) or TITLES[code]
    return phrase.in_language(get_language() or "en").format(**values)


def _faults_of_pydantic(errors: Iterable[dict[str, Any]]) -> Iterable[Fault]:
    for error in errors:
        code = PYDANTIC_CODES.get(error["type"], "invalid")
        sentence = FAULTS[code].en if code != "invalid" else error["msg"]
        yield Fault(_path_of(error["loc"]), sentence, code)


def _path_of(place: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Without ninja's own first parts: where it was, and for a body the name of our argument."""
    return place[2:] if place and place[0] == "body" else place[1:]


def on_invalid(request: HttpRequest, error: Invalid) -> HttpResponse:
    """422 with every fault."""
    first = sentence_of(error.faults[0])
    more = {"gates": _gates(error)} if isinstance(error, GateUnmet) else {}
    return problem(request, 422, "invalid", first, faults=error.faults, **more)


def _gates(error: GateUnmet) -> list[dict[str, Any]]:
    """The gates that are closed, for whom, what is missing in each language, and the fields."""
    return [
        {
            "kind": closed.gate.kind,
            "key": closed.gate.key,
            "labels": dict(closed.gate.labels),
            "record_id": closed.record_id,
            "unmet": [
                {
                    "path": list(unmet.path),
                    "field": unmet.field,
                    "sentences": asdict(unmet.sentence),
                }
                for unmet in closed.unmet
            ],
            "fields": list(closed.fields),
        }
        for closed in error.closed
    ]


def on_validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422: the request does not fit the schema."""
    return on_invalid(request, Invalid.of(tuple(_faults_of_pydantic(error.errors))))


def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What ninja raises itself. It wraps whatever the parser of bodies raised."""
    match error.__cause__:
        case Invalid() as cause:
            return on_invalid(request, cause)
        case Malformed() as cause:
            return on_malformed(request, cause)
        case UnsupportedMedia() as cause:
            return on_unsupported_media(request, cause)
        case _:
            code = CODES_BY_STATUS.get(error.status_code, "failed")
            return problem(request, error.status_code, code)


def on_malformed(request: HttpRequest, error: Malformed) -> HttpResponse:
    """400 that says where the JSON ends to be JSON."""
    detail = said("malformed", reason=error.reason, line=error.line, column=error.column)
    return problem(request, 400, "malformed", detail, line=error.line, column=error.column)


def on_unsupported_media(request: HttpRequest, _: UnsupportedMedia) -> HttpResponse:
    """415: the body is not said to be JSON."""
    return problem(request, 415, "unsupported_media")


def on_not_signed_in(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
    """401."""
    return problem(request, 401, "not_signed_in")


def on_not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    """403 that names the permission."""
    return problem(
        request,
        403,
        "not_allowed",
        said("not_allowed", permission=error.permission),
        permission=error.permission,
    )


def on_csrf(request: HttpRequest, _: CsrfRefused) -> HttpResponse:
    """403: a form of another site, or a page that is out of date."""
    return problem(request, 403, "not_allowed", said("csrf"))


def on_not_found(request: HttpRequest, error: NotFound) -> HttpResponse:
    """404 that names what was asked for."""
    return problem(
        request, 404, "not_found", said("not_found", what=gettext(error.what), key=error.key)
    )


def on_no_address(request: HttpRequest, _: Http404) -> HttpResponse:
    """404: no such address."""
    return problem(request, 404, "not_found", said("no_such_address"))


def on_conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    """409 that links the record it clashed with, when known."""
    return problem(request, 409, "conflict", gettext(str(error)), record=error.record)


def on_too_large(request: HttpRequest, error: RequestDataTooBig | BodyTooLarge) -> HttpResponse:
    """413."""
    usual: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    limit = error.limit if isinstance(error, BodyTooLarge) else usual
    return problem(request, 413, "too_large", said("too_large", limit=limit))


def on_too_many(request: HttpRequest, error: TooManyRequests) -> HttpResponse:
    """429 with Retry-After."""
    told = said("too_many_requests", seconds=error.seconds)
    answer = problem(request, 429, "too_many_requests", told)
    answer["Retry-After"] = str(error.seconds)
    return answer


def on_unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    """503 with Retry-After: the database is away, the pool is used up, a statement took too long."""
    _log.warning("api.unavailable", error=str(error).strip())
    return problem(request, 503, "unavailable")


def on_failure(request: HttpRequest, error: Exception) -> HttpResponse:
    """500: a mistake of ours. The trace goes to the log, never into the answer."""
    _log.error("api.failed", method=request.method, path=request.path, exc_info=error)
    return problem(request, 500, "failed")


HANDLERS: dict[type[Exception], Any] = {
    Exception: on_failure,
    Http404: on_no_address,
    HttpError: on_http_error,
    AuthenticationError: on_not_signed_in,
    ValidationError: on_validation,
    Malformed: on_malformed,
    UnsupportedMedia: on_unsupported_media,
    Invalid: on_invalid,
    NotAllowed: on_not_allowed,
    NotFound: on_not_found,
    Conflict: on_conflict,
    CsrfRefused: on_csrf,
    RequestDataTooBig: on_too_large,
    BodyTooLarge: on_too_large,
    TooManyRequests: on_too_many,
    Unavailable: on_unavailable,
    OperationalError: on_unavailable,
    InterfaceError: on_unavailable,
}


def add_handlers(api: NinjaAPI) -> None:
    """Let `api` answer errors by the table above."""
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)
