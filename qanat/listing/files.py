"""Lists as files: asked for, written by a worker, fetched by whoever asked, gone after a week.

The files lie in the folder `files/lists` of `QANAT_HOME`; where web and workers run on several
machines, that folder is one that all of them see.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from procrastinate.contrib.django import app

from qanat.access.public import actor_of_user
from qanat.kernel.errors import Invalid, NotAllowed, NotFound, Refused
from qanat.listing.asking import Asked
from qanat.listing.models import ListFile
from qanat.listing.running import batches_of, count_of
from qanat.listing.subjects import chosen_columns
from qanat.listing.writing import FORMATS, fields_of
from qanat.people.public import lifecycle_words, statuses
from qanat.platform.actor import Actor, acting
from qanat.platform.config import config

KEPT: Final = timedelta(days=7)
MOST_FILES: Final = 20
MOST_WAITING: Final = 5


@dataclass(frozen=True, kw_only=True)
class File:
    """A file as its maker sees it.

    Attributes:
        total: how many rows there will be; None until they are counted.
        done_at: when it was whole, or failed.
        problem: why it failed, as a sentence; empty when it did not.
    """

    id: int
    subject: str
    kind: str
    rows: int
    total: int | None
    created_at: datetime
    done_at: datetime | None
    problem: str

    @property
    def name(self) -> str:
        """What it is called on the machine of whoever fetches it."""
        return f"{self.subject}-{self.created_at:%Y-%m-%d}.{self.kind}"

    @property
    def ready(self) -> bool:
        """Whether it can be fetched."""
        return self.done_at is not None and not self.problem

    @property
    def ends_at(self) -> datetime:
        """When it goes away."""
        return self.created_at + KEPT


def ask_for_file(asked: Asked, kind: str, *, language: str, zone: str, actor: Actor) -> int:
    """The id of the file that a worker is going to write of the list.

    Raises:
        NotAllowed: needs `lists.export`, and to see such records.
        Invalid: no such format, or too many of theirs are being written already.
    """
    actor.require("lists.export")
    actor.require(asked.of.permission)
    if actor.user_id is None:  # a part of Qanat fetches no files
        raise NotAllowed("lists.export")
    if kind not in FORMATS:
        raise Invalid("A file is CSV or XLSX.", ("kind",), code="file_kind")
    if ListFile.objects.filter(owner_id=actor.user_id, done_at=None).count() >= MOST_WAITING:
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
        )
        app.configure_task("listing.write_file").defer(file_id=row.pk)
    return row.pk


def write_file(file_id: int, *, now: datetime) -> None:
    """Write the file as whoever asked for it, with what they may see by now; may run twice."""
    row = ListFile.objects.filter(pk=file_id, done_at=None).first()
    if row is None:
        return
    try:
        actor = actor_of_user(row.owner_id)
        actor.require("lists.export")
        path = _write(row, actor=actor, now=now)
    except Refused as error:
        ListFile.objects.filter(pk=file_id).update(problem=str(error), done_at=now)
        return
    written = path is not None and ListFile.objects.filter(pk=file_id).update(
        path=path.name, done_at=now
    )
    if path is not None and not written:  # given up at the last moment
        path.unlink()


def _write(row: ListFile, *, actor: Actor, now: datetime) -> Path | None:
    """The file; None where it was given up meanwhile."""
    asked = Asked.of_json(row.subject, row.asked).completed()
    total = count_of(asked, actor=actor, now=now, cap=None)
    ListFile.objects.filter(pk=row.pk).update(total=total, rows=0)
    columns = chosen_columns(asked.of, asked.columns)
    zone = ZoneInfo(row.zone)
    fields = fields_of(columns, language=row.language, zone=zone, labels=_labels(row.language))
    path = _folder() / f"{row.pk}-{secrets.token_hex(8)}.{row.kind}"
    whole = False
    try:
        with FORMATS[row.kind](path, fields, language=row.language) as out:
            rows = 0
            for batch in batches_of(asked, actor=actor, now=now):
                out.write(batch)
                rows += len(batch)
                if not ListFile.objects.filter(pk=row.pk).update(rows=rows):
                    return None
        whole = True
    finally:
        if not whole:
            path.unlink(missing_ok=True)
    return path


def files_of(actor: Actor) -> list[File]:
    """Their files, the newest first; one query."""
    rows = ListFile.objects.filter(owner_id=actor.user_id).order_by("-id")[:MOST_FILES]
    return [_shown(row) for row in rows]


def path_of_file(file_id: int, *, actor: Actor) -> tuple[File, Path]:
    """One of their files, and where it lies.

    Raises:
        NotFound: it is not theirs, not written yet, or gone.
    """
    row = ListFile.objects.filter(pk=file_id, owner_id=actor.user_id).first()
    path = _folder() / row.path if row is not None and row.path else None
    if row is None or path is None or not path.is_file():
        raise NotFound("file", file_id)
    return _shown(row), path


def delete_file(file_id: int, *, actor: Actor) -> None:
    """Delete one of their files; one that is being written is given up.

    Raises:
        NotFound: it is not theirs, or gone.
    """
    row = ListFile.objects.filter(pk=file_id, owner_id=actor.user_id).first()
    if row is None:
        raise NotFound("file", file_id)
    _delete([row], actor=actor)


def delete_old_files(*, actor: Actor, now: datetime) -> int:
    """How many files were deleted because their time is over."""
    old = list(ListFile.objects.filter(created_at__lt=now - KEPT).order_by("id")[:10_000])
    _delete(old, actor=actor)
    return len(old)


def _delete(rows: list[ListFile], *, actor: Actor) -> None:
    with acting(actor):
        ListFile.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        if row.path:
            (_folder() / row.path).unlink(missing_ok=True)


def _folder() -> Path:
    folder = config.home / "files" / "lists"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _labels(language: str) -> dict[str, str]:
    """What statuses and lifecycles are called; no key is of both."""
    named = {each.key: each.labels.get(language) or each.labels["en"] for each in statuses()}
    return lifecycle_words(language) | named


def _shown(row: ListFile) -> File:
    return File(
        id=row.pk,
        subject=row.subject,
        kind=row.kind,
        rows=row.rows,
        total=row.total,
        created_at=row.created_at,
        done_at=row.done_at,
        problem=row.problem,
    )
