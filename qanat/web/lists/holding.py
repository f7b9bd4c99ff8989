"""Holding a record while what it says is compared with what somebody saw, and then written.

The lock is taken in one statement and the record is read in the next: whoever waited for another
transaction reads what that one wrote, so that nothing can come between the look and the write.
"""

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404
from django.utils.translation import gettext

from qanat.kernel.errors import Conflict, Refused
from qanat.people.public import lock_visible_accounts, lock_visible_people
from qanat.pipeline.public import lock_visible_opportunity
from qanat.platform.actor import Actor
from qanat.web.holders import holder_of
from qanat.web.lists.cells import Shown
from qanat.web.refusals import said


class Meanwhile(Conflict):
    """The record says something else than what was seen when somebody began to write."""

    def __init__(self) -> None:
        super().__init__("Somebody changed this meanwhile.")


def hold(subject: str, record_id: int, actor: Actor) -> None:
    """Hold the record until the transaction ends; one statement or two.

    Raises:
        NotFound: there is none that the actor may see.
        Http404: records of this subject are not edited in place.
    """
    if subject not in _HOLD:
        raise Http404
    _HOLD[subject](record_id, actor)


def require_seen(stands: str, *, was: str, typed: str) -> None:
    """Raise `Meanwhile` unless the held record still says what was seen, or what is to be written."""
    if stands not in (was, typed):
        raise Meanwhile


def changed_meanwhile(typed: str, theirs: Shown) -> dict[str, Any]:
    """What the field of an edit is given besides, when somebody was faster: both values."""
    problem = gettext("Somebody changed this meanwhile. Save again to put yours in its place.")
    return {"value": typed, "theirs": theirs, "clash": True, "problem": problem}


def refused(error: Refused, actor: Actor) -> dict[str, Any]:
    """What the field of an edit is given besides, when it was refused: why, and who has it already."""
    return {"problem": said(error), "holder": holder_of(error, actor)}


def _hold_person(record_id: int, actor: Actor) -> None:
    lock_visible_people([record_id], actor)


def _hold_account(record_id: int, actor: Actor) -> None:
    lock_visible_accounts([record_id], actor)


_HOLD: Final[dict[str, Callable[[int, Actor], None]]] = {
    "people": _hold_person,
    "accounts": _hold_account,
    "deals": lock_visible_opportunity,
}
