"""Whether a PostgreSQL, ours or one given by `DATABASE_URL`, can do what Qanat relies on."""

import psycopg
from psycopg import sql

from qanat.kernel.errors import Refused, Unavailable
from qanat.platform.postgres.binaries import OLDEST_MAJOR
from qanat.platform.postgres.cluster import EXTENSIONS


def require_fit(conninfo: str) -> None:
    """Check version, encoding, extensions, and that Arabic letters are letters to pg_trgm.

    Under a plain `C` locale pg_trgm finds nothing in Arabic or Persian, so duplicates and
    searches would fail silently.

    Raises:
        Unavailable: the server does not answer.
        Refused: it lacks something; the sentence says what and how to mend it.
    """
    try:
        connection = psycopg.connect(conninfo, connect_timeout=10, autocommit=True)
    except psycopg.OperationalError as error:
        raise Unavailable(f"The database does not answer: {str(error).strip()}") from error
    with connection:
        if connection.info.server_version < OLDEST_MAJOR * 10_000:
            raise Refused(f"Qanat needs PostgreSQL {OLDEST_MAJOR} or newer.")
        _require_extensions(connection)
        _require_locale(connection)


def _require_extensions(connection: psycopg.Connection) -> None:
    for name in EXTENSIONS:
        found = connection.execute("SELECT 1 FROM pg_extension WHERE extname = %s", (name,))
        if found.fetchone():
            continue
        try:
            connection.execute(
                sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name))
            )
        except psycopg.Error as error:
            raise Refused(
                f"The database lacks the extension {name} and would not let Qanat add it: "
                f"run CREATE EXTENSION {name} in it as an administrator."
            ) from error


def _require_locale(connection: psycopg.Connection) -> None:
    encoding, letters = connection.execute(
        "SELECT current_setting('server_encoding'), show_trgm(%s) <> '{}'", ("علی",)
    ).fetchone() or ("", False)
    if encoding != "UTF8" or not letters:
        raise Refused(
            "The database does not know Arabic letters (its encoding or locale is wrong): make it "
            "anew with ENCODING 'UTF8' LC_CTYPE 'C.UTF-8' TEMPLATE template0."
        )
