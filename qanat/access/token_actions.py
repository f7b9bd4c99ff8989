"""Issuing and revoking tokens. The secret is given back once and kept nowhere."""

from collections.abc import Sequence
from datetime import datetime

from qanat.access.models import ApiToken, User
from qanat.access.queries import TokenRow, token_row
from qanat.access.roles import RoleName, permissions_of
from qanat.access.rules import granted, unknown_scopes
from qanat.access.secrets import digest_of, new_secret, shown_part
from qanat.kernel.errors import Invalid, NotAllowed, NotFound
from qanat.platform.actor import Actor, acting
from qanat.platform.permissions import PERMISSIONS


def issue_token(
    user_id: int,
    *,
    name: str,
    scopes: Sequence[str],
    actor: Actor,
    now: datetime,
    expires_at: datetime | None = None,
) -> tuple[TokenRow, str]:
    """A new token of the user and its secret, which cannot be shown again.

    One's own needs `tokens.add`, another's `users.change`; neither can do more than the actor.

    Raises:
        NotAllowed: the actor may not, or lacks something that the token would allow.
        Invalid: no name, no or unknown scopes, or it would have expired.
        NotFound: no such user.
    """
    actor.require("tokens.add" if user_id == actor.user_id else "users.change")
    _check_token(name, scopes, expires_at, now)
    secret = new_secret()
    with acting(actor):
        user = User.objects.filter(id=user_id, is_active=True).first()
        if user is None:
            raise NotFound("user", user_id)
        for permission in sorted(granted(permissions_of(RoleName(user.role)), scopes)):
            if not actor.may(permission):
                raise NotAllowed(permission)
        token = ApiToken.objects.create(
            user=user,
            name=name.strip(),
            prefix=shown_part(secret),
            digest=digest_of(secret),
            scopes=list(scopes),
            created_at=now,
            expires_at=expires_at,
        )
    return token_row(token), secret


def revoke_token(token_id: int, *, actor: Actor, now: datetime) -> None:
    """Make the token useless at once; nothing happens when it is.

    Raises:
        NotFound: no such token, or it is somebody else's and the actor may not change users.
    """
    actor.require("tokens.delete")
    with acting(actor):
        token = ApiToken.objects.select_for_update().filter(id=token_id).first()
        mine = token is not None and token.user_id == actor.user_id
        if token is None or not (mine or actor.may("users.change")):
            raise NotFound("token", token_id)
        if token.revoked_at is None:
            ApiToken.objects.filter(id=token_id).update(revoked_at=now)


def _check_token(
    name: str, scopes: Sequence[str], expires_at: datetime | None, now: datetime
) -> None:
    if not name.strip():
        raise Invalid("A token needs a name.", ("name",), code="required")
    if not scopes:
        raise Invalid("A token needs scopes, such as *.", ("scopes",), code="required")
    unknown = unknown_scopes(scopes, PERMISSIONS.names())
    if unknown:
        place = list(scopes).index(unknown[0])
        raise Invalid(
            f"There is no permission {unknown[0]}.", ("scopes", place), code="unknown_permission"
        )
    if expires_at is not None and expires_at <= now:
        raise Invalid("This time has passed.", ("expires_at",), code="in_the_past")
