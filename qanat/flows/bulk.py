"""The same deed for many records at once; all or nothing, and taken back as one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from qanat.flows.entry_by_hand import check_owner
from qanat.flows.giving import give_to
from qanat.flows.rescoring import score_and_qualify
from qanat.kernel.errors import Invalid
from qanat.people.public import (
    add_to_list,
    change_account,
    create_list,
    delete_accounts,
    delete_people,
    set_status,
    tag_people,
    untag_people,
)
from qanat.pipeline.public import OpportunityValues, change_opportunity, delete_opportunity
from qanat.platform.actor import Actor, acting
from qanat.work.public import change_task, delete_task, finish_task

MOST_AT_ONCE: Final = 10_000
ONE_BY_ONE: Final = 500
"""How many of those whose actions take one record each."""


class Deed(StrEnum):
    """What can be done to many."""

    ASSIGN = "assign"
    STATUS = "status"
    TAG = "tag"
    UNTAG = "untag"
    LIST = "list"
    DELETE = "delete"
    DONE = "done"


def do_to_many(
    subject: str, deed: Deed, ids: Sequence[int], value: str, *, actor: Actor, now: datetime
) -> int:
    """How many records it was done to, in one transaction.

    Raises:
        NotAllowed: the actor may not.
        NotFound: one of them is not there, or not for the actor to see.
        Invalid: too many at once, no such deed for them, or the value or a gate refuses.
    """
    do = _DEEDS.get((subject, deed))
    if do is None:
        raise Invalid("This cannot be done to these records.", code="invalid")
    most = MOST_AT_ONCE if in_sets(subject, deed) else ONE_BY_ONE
    if len(ids) > most:
        message = f"At most {most} at once; narrow the filter."
        raise Invalid(message, ("ids",), code="too_many_at_once")
    with acting(actor):
        do(ids, value, actor, now)
        if subject == "people" and deed is not Deed.DELETE:
            score_and_qualify(list(ids), now=now)
    return len(ids)


def in_sets(subject: str, deed: Deed) -> bool:
    """Whether the deed is done to such records in sets, not one by one."""
    return (subject, deed) in _IN_SETS


def _user(value: str) -> int:
    if not value.isdecimal():
        raise Invalid("Say who.", ("value",), code="required")
    return int(value)


def _assign_people(ids: Sequence[int], value: str, actor: Actor, now: datetime) -> None:
    check_owner(_user(value), actor)
    give_to(ids, _user(value), actor=actor, now=now)


def _status(ids: Sequence[int], value: str, actor: Actor, now: datetime) -> None:
    set_status(ids, value, at=now, now=now, actor=actor)


def _tag(ids: Sequence[int], value: str, actor: Actor, now: datetime) -> None:
    tag_people(ids, [value], actor=actor, now=now)


def _untag(ids: Sequence[int], value: str, actor: Actor, now: datetime) -> None:
    untag_people(ids, [value], actor=actor)


def _list(ids: Sequence[int], value: str, actor: Actor, now: datetime) -> None:
    """Put them on a list: one that is there, by its id, or a new one, by `+` and its name."""
    new = value.removeprefix("+") if value.startswith("+") else ""
    if not new and not value.isdecimal():
        raise Invalid("Say which list.", ("value",), code="required")
    list_id = create_list(new, actor=actor, now=now) if new else int(value)
    add_to_list(list_id, ids, actor=actor, now=now)


def _delete_people(ids: Sequence[int], value: str, actor: Actor, now: datetime) -> None:
    delete_people(ids, actor=actor, now=now)


def _delete_accounts(ids: Sequence[int], value: str, actor: Actor, now: datetime) -> None:
    delete_accounts(ids, actor=actor, now=now)


def _assign_accounts(ids: Sequence[int], value: str, actor: Actor, now: datetime) -> None:
    check_owner(_user(value), actor)
    for each in ids:
        change_account(each, {"owner_id": _user(value)}, actor=actor, now=now)


def _assign_deals(ids: Sequence[int], value: str, actor: Actor, now: datetime) -> None:
    check_owner(_user(value), actor)
    for each in ids:
        values = OpportunityValues(owner_id=_user(value))
        change_opportunity(each, values, actor=actor, now=now)


def _delete_deals(ids: Sequence[int], value: str, actor: Actor, now: datetime) -> None:
    for each in ids:
        delete_opportunity(each, actor=actor, now=now)


def _assign_tasks(ids: Sequence[int], value: str, actor: Actor, now: datetime) -> None:
    for each in ids:
        change_task(each, owner_id=_user(value), actor=actor, now=now)


def _done_tasks(ids: Sequence[int], value: str, actor: Actor, now: datetime) -> None:
    for each in ids:
        finish_task(each, actor=actor, now=now)


def _delete_tasks(ids: Sequence[int], value: str, actor: Actor, now: datetime) -> None:
    for each in ids:
        delete_task(each, actor=actor, now=now)


_Do = Callable[[Sequence[int], str, Actor, datetime], None]
_DEEDS: Final[dict[tuple[str, Deed], _Do]] = {
    ("people", Deed.ASSIGN): _assign_people,
    ("people", Deed.STATUS): _status,
    ("people", Deed.TAG): _tag,
    ("people", Deed.UNTAG): _untag,
    ("people", Deed.LIST): _list,
    ("people", Deed.DELETE): _delete_people,
    ("accounts", Deed.ASSIGN): _assign_accounts,
    ("accounts", Deed.DELETE): _delete_accounts,
    ("deals", Deed.ASSIGN): _assign_deals,
    ("deals", Deed.DELETE): _delete_deals,
    ("tasks", Deed.ASSIGN): _assign_tasks,
    ("tasks", Deed.DONE): _done_tasks,
    ("tasks", Deed.DELETE): _delete_tasks,
}
_IN_SETS: Final = frozenset(
    {("accounts", Deed.DELETE), *(pair for pair in _DEEDS if pair[0] == "people")}
)
