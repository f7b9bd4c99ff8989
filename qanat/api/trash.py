"""What is in the trash. It is put there and taken out by the routes of each noun."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.http import HttpRequest
from ninja import Router, Schema

from qanat.api.asked import by_instant, instant_after
from qanat.api.needs import actor_of, needs
from qanat.api.paging import After, Limit, Page, Paged, paged
from qanat.people.public import trashed_accounts, trashed_people
from qanat.pipeline.public import trashed_opportunities
from qanat.platform.actor import Actor

router = Router(tags=["trash"])


class TrashedOut(Schema):
    """A record in the trash; an account has no `email`, an opportunity that of its person."""

    id: int
    name: str
    email: str
    deleted_at: datetime


class _Trashed(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def deleted_at(self) -> datetime: ...


class _Listing(Protocol):
    def __call__(
        self, actor: Actor, *, before: tuple[datetime, int] | None, limit: int
    ) -> Sequence[_Trashed]: ...


@router.get("/trash/people", response=Page[TrashedOut], operation_id="list_trashed_people")
@needs("people.delete")
def people(request: HttpRequest, after: After = "", limit: Limit = 50) -> Paged:
    """People in the trash, the last deleted first."""
    return _page(request, trashed_people, "trashed people", after, limit)


@router.get("/trash/accounts", response=Page[TrashedOut], operation_id="list_trashed_accounts")
@needs("accounts.delete")
def accounts(request: HttpRequest, after: After = "", limit: Limit = 50) -> Paged:
    """Accounts in the trash, the last deleted first."""
    return _page(request, trashed_accounts, "trashed accounts", after, limit)


@router.get(
    "/trash/opportunities", response=Page[TrashedOut], operation_id="list_trashed_opportunities"
)
@needs("opportunities.delete")
def opportunities(request: HttpRequest, after: After = "", limit: Limit = 50) -> Paged:
    """Opportunities in the trash, the last deleted first."""
    return _page(request, trashed_opportunities, "trashed opportunities", after, limit)


def _page(request: HttpRequest, listing: _Listing, name: str, after: str, limit: int) -> Paged:
    rows = listing(actor_of(request), before=instant_after(after, name), limit=limit + 1)
    return paged(rows, limit=limit, name=name, key=lambda row: by_instant(row.deleted_at, row.id))
