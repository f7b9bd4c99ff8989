"""Files sent by others than the command line: kept with their run until a worker has imported them.

The file itself is let go as soon as it is imported; its refused rows stay.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models.functions import Now

from qanat.capture.models import ImportFile, ImportRun
from qanat.capture.pieces import forget_pieces, keep_pieces, pieces_of, size_of
from qanat.capture.runs import run_of
from qanat.kernel.errors import NotFound
from qanat.platform.actor import Actor, acting

WAITING, RUNNING, FAILED = (
    *(ImportRun.State.WAITING, ImportRun.State.RUNNING),
    ImportRun.State.FAILED,
)


@dataclass(frozen=True, kw_only=True)
class Upload:
    """What a file is called that came, and how it is to be read.

    Attributes:
        options: what was told of the file besides its columns, by name.
        user_id: who sent it.
    """

    name: str
    mapping: Mapping[str, str]
    options: Mapping[str, Any]
    user_id: int | None


def keep_upload(
    upload: Upload, path: Path, *, kind: str, fingerprint: str, actor: Actor, now: datetime
) -> tuple[int, bool]:
    """The id of the run that is to import the file, and whether it must be begun.

    A run of the same content that waits or is under way is that run; a failed one begins again.
    """
    actor.require("imports.add")
    with acting(actor):
        unfinished = ImportRun.objects.select_for_update().filter(
            fingerprint=fingerprint, state__in=(WAITING, RUNNING, FAILED)
        )
        run = unfinished.first()
        if run is not None and run.state != FAILED:
            return run.pk, False
        run = run or ImportRun(fingerprint=fingerprint, kind=kind, started_at=now)
        run.name, run.mapping, run.options = upload.name, upload.mapping, upload.options
        run.started_by_id, run.state, run.problem = upload.user_id, WAITING, ""
        run.save()
        keep_pieces(run.pk, ImportFile.Part.SOURCE, path)
    return run.pk, True


def kept_upload(run_id: int) -> Upload | None:
    """How the file of the run is to be read; None when it was imported meanwhile, as a job may run twice."""
    run = ImportRun.objects.filter(id=run_id).first()
    if run is None or size_of(run_id, ImportFile.Part.SOURCE) is None:
        return None
    return Upload(
        name=run.name, mapping=run.mapping, options=run.options, user_id=run.started_by_id
    )


def let_go(run_id: int, *, problem: str = "") -> None:
    """Forget the file, imported or not; with a `problem` the run has failed for it."""
    forget_pieces(run_id, ImportFile.Part.SOURCE)
    if problem:
        ImportRun.objects.filter(id=run_id).update(state=FAILED, problem=problem, ended_at=Now())


def refused_rows(run_id: int, *, actor: Actor) -> Iterator[bytes]:
    """The file of the rows that the import refused, a CSV in UTF-8, piece by piece.

    Raises:
        NotFound: no such import that the actor sees, or it refused none.
    """
    run = run_of(run_id, actor=actor)
    if size_of(run.id, ImportFile.Part.REFUSED) is None:
        raise NotFound("refused rows of import", run_id)
    return pieces_of(run.id, ImportFile.Part.REFUSED)
