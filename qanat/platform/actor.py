"""Who acts: a person, a token of theirs, or a part of Qanat itself.

Every action takes an actor. `acting` opens the transaction and tells PostgreSQL who it is,
so that the audit trigger covers every statement in it, bulk SQL included.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from django.db import connection, transaction

from qanat.kernel.errors import NotAllowed
from qanat.kernel.sql import Sql
from qanat.platform.statements import fetch


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


@dataclass(frozen=True)
class _Deed:
    """A transaction in which somebody acts.

    Attributes:
        whole: actions of the same actor inside are part of it.
        held: ids of the rows that it holds locked, by table; kept for a whole only.
    """

    actor: Actor
    whole: bool
    held: dict[str, set[int]] = field(default_factory=dict)


_present: ContextVar[_Deed | None] = ContextVar("the present deed", default=None)


@contextmanager
def acting(actor: Actor, *, whole: bool = False) -> Iterator[None]:
    """One transaction in which the audit knows `actor`.

    Inside another it can fail alone. With `whole`, actions of the same actor inside it are part of
    it, and what one of them wrote is taken back only with the whole: that saves three statements
    for each, and one for every lock that is held already. Prepared statements of a whole have one
    plan for all parameters, since planning them for each costs more than they take.
    """
    outer = _present.get() if connection.in_atomic_block else None
    if outer is not None and outer.whole and outer.actor == actor:
        yield
        return
    with transaction.atomic():
        _tell(actor, _ONE_PLAN if whole else "")
        token = _present.set(_Deed(actor, whole))
        try:
            yield
        finally:
            _present.reset(token)
        if outer is not None and outer.actor != actor:
            _tell(outer.actor)


def held_rows(table: str) -> set[int] | None:
    """Ids of the rows of `table` that the present whole holds locked, to be added to; None outside."""
    present = _present.get()
    return present.held.setdefault(table, set()) if present is not None and present.whole else None


_ONE_PLAN = ", set_config('plan_cache_mode', 'force_generic_plan', true)"


def _tell(actor: Actor, more: str = "") -> None:
    fetch(
        "SELECT set_config('qanat.actor', %s::text, true),"
        " set_config('qanat.cause', %s::text, true)" + more,
        (actor.name, actor.cause),
    )
