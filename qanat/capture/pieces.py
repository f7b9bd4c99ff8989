"""Files of imports in the database, in pieces: no process ever holds the whole of one.

In the database, since the process that takes a file and the worker that imports it may be on two
machines; on the disk only while somebody reads it.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length

from qanat.capture.models import ImportFile
from qanat.kernel.errors import Invalid, NotFound
from qanat.platform.config import config
from qanat.platform.statements import fetch

PIECE: Final = 1024 * 1024
MEGABYTE: Final = 1024 * 1024
_KEEP: Final = (
    "INSERT INTO import_file (run_id, part, number, content) VALUES (%s, %s, %s, %s) RETURNING id"
)


@contextmanager
def spooled(chunks: Iterable[bytes]) -> Iterator[Path]:
    """The chunks as a file on the disk, away afterwards.

    Raises:
        Invalid: they are more than a file to import may have (`upload_too_large`).
    """
    handle, name = tempfile.mkstemp(prefix="qanat-import-")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            left = config.upload_limit_bytes
            for chunk in chunks:
                left -= len(chunk)
                if left < 0:
                    raise too_large()
                file.write(chunk)
        yield path
    finally:
        path.unlink()


def too_large() -> Invalid:
    """What whoever sent a file hears when it has more bytes than `upload_limit_bytes`."""
    limit = config.upload_limit_bytes // MEGABYTE
    message = f"The file is larger than {limit} MB; split it, or import it on the machine."
    return Invalid(message, code="upload_too_large")


@transaction.atomic
def keep_pieces(run_id: int, part: str, path: Path) -> None:
    """Keep the file as that part of the run, in place of the one that was."""
    forget_pieces(run_id, part)
    with path.open("rb") as file:
        number = 0
        while content := file.read(PIECE):
            # Sent as it is; the cursors of the ORM write it into the text of a statement, at twice
            # its size, and keep that text until the garbage is collected.
            fetch(_KEEP, (run_id, str(part), number, content))
            number += 1


def forget_pieces(run_id: int, part: str) -> None:
    """Let the part go."""
    ImportFile.objects.filter(run_id=run_id, part=part).delete()


def size_of(run_id: int, part: str) -> int | None:
    """How many bytes the part has; None when there is none."""
    pieces = ImportFile.objects.filter(run_id=run_id, part=part)
    size: int | None = pieces.aggregate(size=Sum(Length("content")))["size"]
    return size


def pieces_of(run_id: int, part: str) -> Iterator[bytes]:
    """The part, piece by piece; a statement for each."""
    number = 0
    pieces = ImportFile.objects.filter(run_id=run_id, part=part).values_list("content", flat=True)
    while (content := pieces.filter(number=number).first()) is not None:
        yield bytes(content)
        number += 1


def source_size(run_id: int) -> int:
    """How many bytes were sent to be imported.

    Raises:
        NotFound: the file was let go.
    """
    size = size_of(run_id, ImportFile.Part.SOURCE)
    if size is None:
        raise NotFound("file of import", run_id)
    return size


@contextmanager
def source_file(run_id: int) -> Iterator[Path]:
    """The file of an import as it came, on the disk.

    Raises:
        NotFound: it was let go.
    """
    source_size(run_id)
    with spooled(pieces_of(run_id, ImportFile.Part.SOURCE)) as path:
        yield path
