"""A worker writes the file of a list: batch by batch by key, as whoever asked for it."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction

import qanat.listing.columns  # noqa: F401 registers the columns: a worker imports no pages
from qanat.access.public import actor_of_user
from qanat.kernel.errors import Invalid, NotFound, Refused
from qanat.listing.asking import Asked
from qanat.listing.files import PERMISSION, Problem
from qanat.listing.models import ListFile
from qanat.listing.running import batches_of, count_of
from qanat.listing.subjects import chosen_columns
from qanat.listing.writing import FORMATS, fields_of
from qanat.notices.public import News, NoticeKind, tell
from qanat.people.public import lifecycle_words, statuses
from qanat.platform.statements import fetch

PIECE: Final = 1024 * 1024
_KEEP: Final = (
    "INSERT INTO list_file_part (file_id, number, content) VALUES (%s, %s, %s) RETURNING id"
)


def write_file(file_id: int, *, now: datetime) -> None:
    """Write the file as whoever asked for it, with what they may see by now; may run twice.

    It is written aside and handed over whole, in one transaction. Why it failed is kept with it.
    """
    row = ListFile.objects.filter(pk=file_id, done_at=None).first()
    if row is None:
        return
    try:
        with TemporaryDirectory(prefix="qanat-list-") as folder:
            path = Path(folder) / f"list.{row.kind}"
            _write(row, path, now=now)
            if _hand_over(row, path, now=now):
                _tell_owner(row, now=now)
    except Refused as error:
        _fail(row, Problem.FILTER if isinstance(error, Invalid) else Problem.NOT_ALLOWED)
    except BaseException:
        _fail(row, Problem.FAILED)
        raise


def _write(row: ListFile, path: Path, *, now: datetime) -> None:
    actor = actor_of_user(row.owner_id)
    actor.require(PERMISSION)
    asked = Asked.of_json(row.subject, row.asked).completed()
    _tell(row, rows=0, total=count_of(asked, actor=actor, now=now, cap=None))
    columns = chosen_columns(asked.of, asked.columns)
    labels = _labels(row.language)
    fields = fields_of(columns, language=row.language, zone=ZoneInfo(row.zone), labels=labels)
    with FORMATS[row.kind](path, fields, language=row.language) as out:
        rows = 0
        for batch in batches_of(asked, actor=actor, now=now):
            out.write(batch)
            rows += len(batch)
            _tell(row, rows=rows)


def _tell(row: ListFile, **so_far: int) -> None:
    """Keep how far it is.

    Raises:
        NotFound: it was deleted meanwhile, so that it need not be written.
    """
    if not ListFile.objects.filter(pk=row.pk).update(problem="", **so_far):
        raise NotFound("file", row.pk)


@transaction.atomic
def _hand_over(row: ListFile, path: Path, *, now: datetime) -> bool:
    """Put the file into the database; False when it was deleted, or another run of the job was first."""
    waiting = ListFile.objects.select_for_update().filter(pk=row.pk, done_at=None)
    if waiting.first() is None:
        return False
    with path.open("rb") as content:
        number = 0
        while piece := content.read(PIECE):
            # As it is: the cursors of the ORM write it into the text of a statement, at twice its size.
            fetch(_KEEP, (row.pk, number, piece))
            number += 1
    ListFile.objects.filter(pk=row.pk).update(size=path.stat().st_size, done_at=now)
    return True


def _tell_owner(row: ListFile, *, now: datetime) -> None:
    """The bell of whoever asked for it, wherever they are by now."""
    kind = NoticeKind.LIST_READY
    tell([News(user_id=row.owner_id, kind=kind, key=str(row.pk), file_id=row.pk)], now=now)


def _fail(row: ListFile, problem: Problem) -> None:
    ListFile.objects.filter(pk=row.pk, done_at=None).update(problem=problem)


def _labels(language: str) -> dict[str, str]:
    """What statuses and lifecycles are called; no key is of both."""
    named = {each.key: each.labels.get(language) or each.labels["en"] for each in statuses()}
    return lifecycle_words(language) | named
