"""How a command fails: one clear sentence, or JSON where JSON was asked for, and no traceback.

What is a mistake of ours keeps its traceback.
"""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import orjson
import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError

from qanat.kernel.errors import Invalid, QanatError

REFUSED = 2
INTERRUPTED = 130


@contextmanager
def failing_plainly(*, as_json: bool) -> Iterator[None]:
    """Turn the failures that somebody can do something about into a sentence and exit code 2."""
    try:
        yield
    except QanatError as error:
        _leave(str(error), faults(error), as_json=as_json)
    except (psycopg.OperationalError, OperationalError, InterfaceError) as error:
        _leave(_about_database(error), [], as_json=as_json)
    except ImproperlyConfigured as error:
        _leave(str(error), [], as_json=as_json)
    except OSError as error:
        sentence = _about_system(error)
        if sentence is None:
            raise
        _leave(sentence, [], as_json=as_json)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def faults(error: QanatError) -> list[dict[str, object]]:
    """Where what was given is wrong, for JSON; empty unless the error says where."""
    if not isinstance(error, Invalid):
        return []
    return [
        {"path": list(fault.path), "message": fault.message, "code": fault.code}
        for fault in error.faults
    ]


def _leave(sentence: str, where: list[dict[str, object]], *, as_json: bool) -> NoReturn:
    if as_json:
        sys.stdout.write(orjson.dumps({"error": sentence, "faults": where}).decode() + "\n")
    else:
        lines = [sentence, *(_line(fault) for fault in where if fault["path"])]
        sys.stderr.write("\n".join(lines) + "\n")
    sys.exit(REFUSED)


def _line(fault: dict[str, object]) -> str:
    path = fault["path"]
    place = ".".join(str(part) for part in path) if isinstance(path, list) else str(path)
    return f"  {place}: {fault['message']}"


def _about_database(error: Exception) -> str:
    cause = error.__cause__ if isinstance(error.__cause__, psycopg.Error) else error
    if isinstance(cause, psycopg.errors.DiskFull):
        return "The database's disk is full: make room and run the command again."
    return f"The database is away: {str(error).strip()} Run `qanat doctor` to see why."


def _about_system(error: OSError) -> str | None:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full{_where(error)}: make room and run the command again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Not allowed to write or read{_where(error)}: change its owner, or set QANAT_HOME."
    if isinstance(error, FileNotFoundError):
        return f"There is no file{_where(error)}."
    return None


def _where(error: OSError) -> str:
    return f" {error.filename}" if error.filename else ""
