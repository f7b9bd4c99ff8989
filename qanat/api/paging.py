"""Lists by key: `after` says where the last page ended, never how many to skip.

The cursor is signed and bound to its list, so that only what we gave out comes back.

    @router.get("/people", response=Page[PersonOut], operation_id="list_people")
    @needs("people.view")
    def people(request: HttpRequest, after: After = "", limit: Limit = 50) -> Paged:
        rows = list_people(actor, after=key_after(after, "people"), limit=limit + 1)
        return paged(rows, limit=limit, name="people", key=lambda row: (row.came_at, row.id))
"""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.core import signing
from ninja import Schema
from pydantic import Field

from qanat.kernel.errors import Invalid

MAX_LIMIT = 200

Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT, description="How many at most.")]
After = Annotated[str, Field(max_length=500, description="`next` of the page before.")]
Paged = dict[str, Any]

Item = TypeVar("Item")
Row = TypeVar("Row")


class Page(Schema, Generic[Item]):
    """Part of a list; `next` is the `after` of the next part, empty on the last."""

    items: list[Item]
    next: str


def key_after(cursor: str, name: str) -> list[Any] | None:
    """The key that `cursor` stands for in the list `name`; None for the beginning.

    Raises:
        Invalid: the cursor is not one of this list.
    """
    if not cursor:
        return None
    try:
        key = signing.loads(cursor, salt=f"page:{name}")
    except signing.BadSignature as error:
        raise Invalid(
            "This `after` is not from this list. Begin without it.", ("after",), code="bad_cursor"
        ) from error
    return list(key)


def id_after(cursor: str, name: str) -> int:
    """As `key_after` for a list by id; 0 for the beginning."""
    key = key_after(cursor, name)
    return key[0] if key else 0


def paged(
    rows: Sequence[Row], *, limit: int, name: str, key: Callable[[Row], Sequence[Any]]
) -> Paged:
    """The page of up to `limit + 1` rows: one more than shown tells that there is a next."""
    shown = rows[:limit]
    more = len(rows) > limit
    following = signing.dumps(list(key(shown[-1])), salt=f"page:{name}") if more else ""
    return {"items": list(shown), "next": following}
