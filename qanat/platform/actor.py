"""Who acts: a person, a token of theirs, or a part of Qanat itself.

Every action takes an actor. `acting` opens the transaction and tells PostgreSQL who it is,
so that the audit trigger covers every statement in it, bulk SQL included.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db import connection, transaction

from qanat.kernel.errors import NotAllowed
from qanat.kernel.sql import Sql


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Someone or something that acts, with what they may do and whom they may see.

    Attributes:
        name: how the audit names them, such as `user:7` or `system:intake`.
        user_id: the user behind it; None for a part of Qanat.
        permissions: names such as `people.change`; tokens hold only those in their scopes.
        sees: ids of the users whose records are visible; None means every record, owned or not.
        everything: a part of Qanat itself, which may do all.
        cause: what this is part of, such as `import:12`; kept in the audit and used by undo.
        language: in which they read what an action tells them in sentences put together.
    """

    name: str
    user_id: int | None = None
    permissions: frozenset[str] = frozenset()
    sees: frozenset[int] | None = frozenset()
    everything: bool = False
    cause: str = ""
    language: str = "en"

    def may(self, permission: str) -> bool:
        """Whether the permission is held."""
        return self.everything or permission in self.permissions

    def require(self, permission: str) -> None:
        """Raise `NotAllowed` unless the permission is held."""
        if not self.may(permission):
            raise NotAllowed(permission)

    def visible(self, owner_column: str) -> Sql:
        """The SQL condition that keeps to rows whose owner this actor may see.

        `owner_column` is our own SQL, never a user's text.
        """
        if self.sees is None:
            return Sql("true")
        return Sql(f"{owner_column} = ANY(%s)", (sorted(self.sees),))

    def because(self, cause: str) -> "Actor":
        """The same actor, acting as part of `cause`."""
        return replace(self, cause=cause)


def system_actor(part: str) -> Actor:
    """A part of Qanat, such as the intake: it may do all and sees all."""
    return Actor(name=f"system:{part}", sees=None, everything=True)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """One transaction in which the audit knows `actor`."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('qanat.actor', %s, true), set_config('qanat.cause', %s, true)",
                (actor.name, actor.cause),
            )
        yield
