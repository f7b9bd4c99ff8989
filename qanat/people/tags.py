"""Tags and static lists: put on people and taken off, in sets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from qanat.kernel.errors import Conflict, Invalid, NotFound
from qanat.kernel.text import clean, matching_key
from qanat.people.models import ListMember, StaticList, Tag
from qanat.people.scope import lock_visible_people
from qanat.platform.actor import Actor, acting
from qanat.platform.statements import as_json, fetch, statement

LONGEST_NAME = 100
MOST_TAGS = 10_000


@dataclass(frozen=True)
class ListRow:
    """One static list, and how many people are on it."""

    id: int
    name: str
    owner_id: int | None
    people: int


def put_tags(pairs: Sequence[tuple[int, str]], *, now: datetime) -> int:
    """How many tags were put on somebody who had them not; tags are made where needed.

    One statement, no permission asked. A tag is the same in any spelling; the first stays.

    Raises:
        Invalid: `tag_name`, with the place of the pair.
    """
    if not pairs:
        return 0
    rows = [
        {"person_id": person_id, "name": name, "name_key": matching_key(name)}
        for person_id, name in (
            (pair[0], _name(pair[1], "tag_name", index)) for index, pair in enumerate(pairs)
        )
    ]
    found = fetch(statement(__file__, "put_tags"), {"tags": as_json(rows), "now": now})
    return int(found[0][0])


def tag_people(ids: Sequence[int], names: Sequence[str], *, actor: Actor, now: datetime) -> int:
    """How many tags were put on somebody who had them not.

    Raises:
        NotFound: for the first person whom the actor may not see.
        Invalid: `tag_name`.
    """
    actor.require("people.change")
    with acting(actor):
        found = lock_visible_people(ids, actor)
        return put_tags([(person_id, name) for person_id in found for name in names], now=now)


def untag_people(ids: Sequence[int], names: Sequence[str], *, actor: Actor) -> int:
    """How many tags were taken off; the names in any spelling.

    Raises:
        NotFound: for the first person whom the actor may not see.
    """
    actor.require("people.change")
    with acting(actor):
        params = {
            "ids": lock_visible_people(ids, actor),
            "keys": [matching_key(name) for name in names],
        }
        return int(fetch(statement(__file__, "take_tags"), params)[0][0])


def tag_names(*, prefix: str = "", limit: int = 50) -> list[str]:
    """Tags whose name begins with `prefix` in any spelling, by key."""
    tags = Tag.objects.filter(name_key__startswith=matching_key(prefix)).order_by("name_key")
    return list(tags.values_list("name", flat=True)[: min(limit, 200)])


def list_names(*, limit: int) -> list[str]:
    """Names of static lists, by key."""
    lists = StaticList.objects.order_by("name_key")
    return list(lists.values_list("name", flat=True)[:limit])


def create_list(name: str, *, actor: Actor, now: datetime) -> int:
    """The id of a new, empty static list.

    Raises:
        Invalid: `list_name`.
        Conflict: there is a list of this name, in any spelling.
    """
    actor.require("people.change")
    cleaned = _name(name, "list_name")
    with acting(actor):
        try:
            with transaction.atomic():
                made = StaticList.objects.create(
                    name=cleaned,
                    name_key=matching_key(cleaned),
                    owner_id=actor.user_id,
                    created_at=now,
                )
        except IntegrityError as error:
            there = StaticList.objects.get(name_key=matching_key(cleaned))
            message = f"There is a list {there.name} already."
            raise Conflict(message, record=f"lists/{there.pk}") from error
    return made.pk


def add_to_list(list_id: int, ids: Sequence[int], *, actor: Actor, now: datetime) -> int:
    """How many people were not on the list yet.

    Raises:
        NotFound: there is no such list, or a person whom the actor may not see.
    """
    actor.require("people.change")
    with acting(actor):
        _require_list(list_id)
        members = [
            ListMember(static_list_id=list_id, person_id=person_id, created_at=now)
            for person_id in lock_visible_people(ids, actor)
        ]
        before = ListMember.objects.filter(static_list_id=list_id, person_id__in=ids).count()
        ListMember.objects.bulk_create(members, ignore_conflicts=True)
        return len(members) - before


def remove_from_list(list_id: int, ids: Sequence[int], *, actor: Actor) -> int:
    """How many people were on the list.

    Raises:
        NotFound: there is no such list, or a person whom the actor may not see.
    """
    actor.require("people.change")
    with acting(actor):
        _require_list(list_id)
        found = lock_visible_people(ids, actor)
        members = ListMember.objects.filter(static_list_id=list_id, person_id__in=found)
        return members.delete()[0]


def delete_list(list_id: int, *, actor: Actor) -> None:
    """Take the list away; its people stay.

    Raises:
        NotFound: there is no such list.
    """
    actor.require("people.delete")
    with acting(actor):
        _require_list(list_id)
        StaticList.objects.filter(pk=list_id).delete()


def static_lists(actor: Actor, *, after: int = 0, limit: int = 50) -> list[ListRow]:
    """Static lists by id from the one after `after`, with how many of its people may be seen."""
    actor.require("people.view")
    visible = actor.visible("p.owner_id")
    params = {
        "after": after,
        "limit": min(limit, 200),
        "all": actor.sees is None,
        "sees": list(visible.params[0]) if visible.params else [],
    }
    return [ListRow(*row) for row in fetch(statement(__file__, "static_lists"), params)]


def _require_list(list_id: int) -> None:
    if not StaticList.objects.select_for_update().filter(pk=list_id).exists():
        raise NotFound("list", list_id)


def _name(text: str, code: str, *path: int) -> str:
    name = clean(text)
    if not matching_key(name) or len(name) > LONGEST_NAME:
        message = f"Please give a name of 1 to {LONGEST_NAME} characters."
        raise Invalid(message, path, code=code)
    return name
