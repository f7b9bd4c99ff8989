"""Words, times and people of work, checked before they are written."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.sql import Sql
from qanat.kernel.text import clean, clean_lines
from qanat.platform.actor import Actor
from qanat.platform.statements import select
from qanat.work.rules import LONGEST_CALL_SECONDS

MAX_TITLE_LENGTH = 300
MAX_TEXT_LENGTH = 20_000


def text_faults(field: str, text: str, *, longest: int, needed: bool = False) -> list[Fault]:
    """What is wrong with a text that will be stored cleaned."""
    try:
        fit = clean_lines(text)
    except Invalid as error:
        return [replace(fault, path=(field,)) for fault in error.faults]
    if needed and not fit:
        return [Fault((field,), "Please write something here.", "text_missing")]
    if len(fit) > longest:
        message = f"Please use at most {longest} characters."
        return [Fault((field,), message, "text_too_long")]
    return []


def choice_faults(field: str, value: str, choices: type[StrEnum]) -> list[Fault]:
    """What is wrong with a value that must be one of a closed list."""
    if value in set(choices):
        return []
    message = f"There is no {value!r} here; use one of {', '.join(choices)}."
    return [Fault((field,), message, "unknown_choice")]


def duration_faults(seconds: int | None) -> list[Fault]:
    """What is wrong with how long a call took."""
    if seconds is None or 0 <= seconds <= LONGEST_CALL_SECONDS:
        return []
    message = "A call takes between 0 seconds and a day."
    return [Fault(("duration_seconds",), message, "duration_out_of_range")]


def raise_faults(*faults: Sequence[Fault]) -> None:
    """Raise one `Invalid` with all the faults, if there are any."""
    found = [fault for group in faults for fault in group]
    if found:
        raise Invalid.of(tuple(found))


def owner_for(owner_id: int | None, *, actor: Actor) -> int:
    """Who does the work: the actor unless another is named, whose records the actor sees.

    Raises:
        Invalid: nobody is named and the actor is no user, or no such active user is seen.
    """
    if owner_id is None or owner_id == actor.user_id:
        if actor.user_id is None:
            raise Invalid("Say who does it.", ("owner_id",), code="owner_missing")
        return actor.user_id
    user = Sql("SELECT 1 FROM access_user WHERE id = %s AND is_active AND ", (owner_id,))
    if not select(user + actor.visible("id")):
        message = f"There is no user {owner_id} to whom you could give it."
        raise Invalid(message, ("owner_id",), code="not_found")
    return owner_id


def one_line(text: str) -> str:
    """A text that was checked, as one line fit to store."""
    return clean(text)
