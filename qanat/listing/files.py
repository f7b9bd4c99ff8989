"""Lists as files: asked for, found, fetched and deleted, each by whoever asked for it.

They lie in the database, as files that are imported do, since the worker that writes one and the
process that hands it out may be on two machines; in pieces, so that no process holds a whole one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import QuerySet
from procrastinate.contrib.django import app

from qanat.kernel.errors import Invalid, NotAllowed, NotFound
from qanat.listing.asking import Asked
from qanat.listing.models import ListFile, ListFilePart
from qanat.listing.running import count_of
from qanat.listing.writing import FORMATS
from qanat.platform.actor import Actor, acting

KEPT: Final = timedelta(days=7)
MOST_WAITING: Final = 5
MOST_LISTED: Final = 200
PERMISSION: Final = "lists.export"


class Problem(StrEnum):
    """Why a file was not written."""

    NOT_ALLOWED = "not_allowed"
    FILTER = "filter"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class File:
    """A file as its maker sees it.

    Attributes:
        total: how many rows there will be; None until they are counted.
        size: in bytes, once it is whole.
        done_at: when it was whole; None until then.
        problem: why it failed, of `Problem`; empty when it did not.
    """

    id: int
    subject: str
    kind: str
    language: str
    rows: int
    total: int | None
    size: int
    created_at: datetime
    done_at: datetime | None
    problem: str

    @property
    def ready(self) -> bool:
        """Whether it can be fetched."""
        return self.done_at is not None

    @property
    def waits(self) -> bool:
        """Whether it is still to be written, or being written."""
        return self.done_at is None and not self.problem

    @property
    def ends_at(self) -> datetime:
        """When it goes away."""
        return self.created_at + KEPT


def ask_for_file(
    asked: Asked, kind: str, *, language: str, zone: str, actor: Actor, now: datetime
) -> int:
    """The id of the file that a worker is going to write of the list.

    Raises:
        NotAllowed: needs `lists.export`, and to see such records.
        Invalid: no such format, the criteria cannot be asked, or too many of theirs are being written already.
    """
    actor.require(PERMISSION)
    actor.require(asked.of.permission)
    if actor.user_id is None:  # a part of Qanat fetches no files
        raise NotAllowed(PERMISSION)
    if kind not in FORMATS:
        raise Invalid("A file is CSV or XLSX.", ("kind",), code="file_kind")
    count_of(
        asked, actor=actor, now=now, cap=1
    )  # what cannot be asked is told now, not by the worker
    if _own(actor, now).filter(done_at=None, problem="").count() >= MOST_WAITING:
        message = "Wait until your other files are written."
        raise Invalid(message, ("kind",), code="too_many_files")
    with acting(actor):
        row = ListFile.objects.create(
            owner_id=actor.user_id,
            subject=asked.subject,
            kind=kind,
            asked=asked.completed().as_json(),
            language=language,
            zone=zone,
            created_at=now,
        )
        app.configure_task("listing.write_file").defer(file_id=row.pk)
    return row.pk


def files_of(
    actor: Actor, *, now: datetime, before: int | None = None, limit: int = 20
) -> list[File]:
    """Their files, the newest first, from before the id `before`; one query."""
    own = _own(actor, now)
    earlier = own if before is None else own.filter(id__lt=before)
    return [_shown(row) for row in earlier.order_by("-id")[: min(limit, MOST_LISTED)]]


def file_of(file_id: int, *, actor: Actor, now: datetime) -> File:
    """One of their files; whoever may take out lists no more has none.

    Raises:
        NotAllowed: needs `lists.export`.
        NotFound: it is not theirs, or gone.
    """
    actor.require(PERMISSION)
    row = _own(actor, now).filter(pk=file_id).first()
    if row is None:
        raise NotFound("file", file_id)
    return _shown(row)


def content_of(file: File) -> Iterator[bytes]:
    """What is in the file, piece by piece; one query each."""
    parts = ListFilePart.objects.filter(file_id=file.id).values_list("content", flat=True)
    number = 0
    while (content := parts.filter(number=number).first()) is not None:
        yield bytes(content)
        number += 1


def delete_file(file_id: int, *, actor: Actor) -> None:
    """Delete one of their files; one that is being written is given up.

    Raises:
        NotFound: it is not theirs, or gone.
    """
    with acting(actor):
        if not ListFile.objects.filter(pk=file_id, owner_id=actor.user_id).delete()[0]:
            raise NotFound("file", file_id)


def delete_old_files(*, actor: Actor, now: datetime) -> int:
    """How many files were deleted because their time is over."""
    with acting(actor):
        deleted = ListFile.objects.filter(created_at__lte=now - KEPT).delete()[1]
    return deleted.get("listing.ListFile", 0)


def _own(actor: Actor, now: datetime) -> QuerySet[ListFile]:
    return ListFile.objects.filter(owner_id=actor.user_id, created_at__gt=now - KEPT)


def _shown(row: ListFile) -> File:
    return File(
        id=row.pk,
        subject=row.subject,
        kind=row.kind,
        language=row.language,
        rows=row.rows,
        total=row.total,
        size=row.size,
        created_at=row.created_at,
        done_at=row.done_at,
        problem=row.problem,
    )
