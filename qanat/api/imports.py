"""Imports: a file sent to be imported, what became of it, and taking it back."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from qanat.api.json_body import read_json
from qanat.api.needs import actor_of, needs
from qanat.api.paging import After, Limit, Page, Paged, key_after, paged
from qanat.api.problems import BodyTooLarge
from qanat.api.schemas import Id
from qanat.capture.public import RunRow, recent_runs, refused_rows, run_of, spooled
from qanat.flows.public import Retraction, Told, begin_import, undo_import
from qanat.kernel import clock
from qanat.kernel.errors import Invalid
from qanat.platform.config import config

router = Router(tags=["imports"])

_FILE = {"schema": {"type": "string", "format": "binary"}}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BODY = {"required": True, "content": {"text/csv": _FILE, _XLSX: _FILE}}
CHUNK = 64 * 1024
_CSV = {"responses": {200: {"description": "OK", "content": {"text/csv": _FILE}}}}


class ImportOut(Schema):
    """An import. `problem` says why it failed before its first row."""

    id: int
    kind: str
    name: str
    state: Literal["waiting", "running", "stopped", "done", "failed", "undoing", "undone"]
    counts: dict[str, int]
    problem: str
    started_by_id: int | None
    started_at: datetime
    ended_at: datetime | None


class RetractionOut(Schema):
    """What taking an import back did, as rows by table."""

    removed: dict[str, int]
    restored: dict[str, int]
    kept: dict[str, int]


class Options(Schema):
    """How the file is to be read, as far as it does not tell itself."""

    name: Annotated[str, Field(max_length=200, description="What the file is called.")] = "leads"
    mapping: Annotated[
        str,
        Field(
            max_length=50_000,
            description='JSON, column name to field, such as {"Correo": "email", "Zodiac": "-"}.',
        ),
    ] = ""
    skip_unknown: Annotated[bool, Field(description="Leave out columns not known.")] = False
    dayfirst: Annotated[bool | None, Field(description="Whether 03/04/2026 is in April.")] = None
    calendar: Annotated[
        str | None,
        Field(max_length=20, description="By which 1403/05/01 is counted: jalali, hijri."),
    ] = None
    country: Annotated[
        str,
        Field(max_length=100, description="Where phones without a country code are dialled."),
    ] = ""


@router.get("/imports", response=Page[ImportOut], operation_id="list_imports")
@needs("imports.view")
def imports(request: HttpRequest, after: After = "", limit: Limit = 50) -> Paged:
    """The imports of those whose records one sees, newest first."""
    key = key_after(after, "imports")
    rows = recent_runs(actor=actor_of(request), before=key[0] if key else None, limit=limit + 1)
    return paged(rows, limit=limit, name="imports", key=lambda row: (row.id,))


@router.post(
    "/imports",
    response={200: ImportOut, 202: ImportOut},
    operation_id="start_import",
    openapi_extra={"requestBody": _BODY},
)
@needs("imports.add")
def start_import(request: HttpRequest, options: Query[Options]) -> Status[RunRow]:
    """Send a CSV or XLSX file of leads as the body; a worker imports it.

    A file that cannot be read, or has columns that are not known, is refused at once. 200 when the
    same file was imported already.
    """
    actor = actor_of(request)
    told = Told(columns=_mapping(options.mapping), **options.dict(exclude={"name", "mapping"}))
    with spooled(_body_of(request)) as path:
        run_id, begins = begin_import(path, options.name, told, actor=actor, now=clock.now())
    status = HTTPStatus.ACCEPTED if begins else HTTPStatus.OK
    return Status(status, run_of(run_id, actor=actor))


@router.get("/imports/{import_id}", response=ImportOut, operation_id="show_import")
@needs("imports.view")
def show_import(request: HttpRequest, import_id: Id) -> RunRow:
    """One import, and how far it is."""
    return run_of(import_id, actor=actor_of(request))


@router.get("/imports/{import_id}/refused", operation_id="show_refused_rows", openapi_extra=_CSV)
@needs("imports.view")
def show_refused_rows(request: HttpRequest, import_id: Id) -> HttpResponse:
    """The rows that were refused, with line, column and reason; mended, the file can be sent again."""
    pieces = refused_rows(import_id, actor=actor_of(request))
    answer = HttpResponse(pieces, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="refused-{import_id}.csv"'
    return answer


@router.post("/imports/{import_id}/undo", response=RetractionOut, operation_id="undo_import")
@needs("imports.delete")
def post_undo(request: HttpRequest, import_id: Id) -> Retraction:
    """Take an import back: what it made goes to the trash, what it changed gets its old values."""
    return undo_import(import_id, actor=actor_of(request), now=clock.now())


def _body_of(request: HttpRequest) -> Iterator[bytes]:
    """The body as it comes, chunk by chunk.

    Raises:
        BodyTooLarge: it is larger than a file to import may be.
        Invalid: it is a form, and not the file itself.
    """
    if (request.content_type or "").startswith("multipart/"):
        message = "Send the file itself as the body, not a form with the file in it."
        raise Invalid(message, ("Content-Type",), code="not_a_file")
    left = config.upload_limit_bytes
    while chunk := request.read(CHUNK):
        left -= len(chunk)
        if left < 0:
            raise BodyTooLarge(config.upload_limit_bytes)
        yield chunk


def _mapping(told: str) -> Mapping[str, str]:
    """The mapping that was told.

    Raises:
        Invalid: it is no JSON object of texts.
    """
    value: Any = read_json(told.encode()) if told else {}
    if not isinstance(value, dict) or not all(isinstance(field, str) for field in value.values()):
        message = 'The mapping must be an object such as {"Correo": "email", "Zodiac": "-"}.'
        raise Invalid(message, ("mapping",), code="bad_mapping")
    return value
