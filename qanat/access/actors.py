"""From a user or the secret of a token to the actor who acts."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection

from qanat.access.roles import RoleName, permissions_of
from qanat.access.rules import EVERYTHING, granted, sees
from qanat.access.secrets import PREFIX, digest_of
from qanat.kernel.errors import NotFound
from qanat.platform.actor import Actor
from qanat.platform.statements import fetch

_SQL = Path(__file__).parent / "sql"
_USER_ACTOR = (_SQL / "user_actor.sql").read_text()
_TOKEN_HOLDER = (_SQL / "token_holder.sql").read_text()
_USE_NOTED_EVERY = timedelta(minutes=1)


def actor_of_user(user_id: int, *, scopes: Iterable[str] = (EVERYTHING,)) -> Actor:
    """The user as an actor, held to `scopes`. One query.

    Raises:
        NotFound: there is no such user, or they are out.
    """
    rows = fetch(_USER_ACTOR, (user_id,))
    if not rows:
        raise NotFound("user", user_id)
    row = rows[0]
    role, language, colleagues = row
    return _actor(
        f"user:{user_id}",
        user_id,
        role=role,
        language=language,
        scopes=scopes,
        colleagues=colleagues,
    )


def actor_of_token(secret: str, now: datetime) -> Actor | None:
    """The user behind a token, held to its scopes; None when it opens nothing (any more).

    One query, and at most once a minute a second one that notes the use.
    """
    if not secret.startswith(PREFIX):
        return None
    rows = fetch(_TOKEN_HOLDER, (digest_of(secret), now))
    if not rows:
        return None
    row = rows[0]
    token_id, scopes, last_used_at, user_id, role, language, colleagues = row
    if last_used_at is None or last_used_at < now - _USE_NOTED_EVERY:
        _note_use(token_id, now)
    return _actor(
        f"user:{user_id}/token:{token_id}",
        user_id,
        role=role,
        language=language,
        scopes=scopes,
        colleagues=colleagues,
    )


def _actor(
    name: str,
    user_id: int,
    *,
    role: str,
    language: str,
    scopes: Iterable[str],
    colleagues: Iterable[int],
) -> Actor:
    return Actor(
        name=name,
        user_id=user_id,
        permissions=granted(permissions_of(RoleName(role)), scopes),
        sees=sees(RoleName(role), user_id, colleagues),
        language=language,
    )


def _note_use(token_id: int, now: datetime) -> None:
    """SKIP LOCKED: one of many calls at once notes it, none waits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_token SET last_used_at = %s WHERE id = "
            "(SELECT id FROM access_token WHERE id = %s FOR UPDATE SKIP LOCKED)",
            (now, token_id),
        )
