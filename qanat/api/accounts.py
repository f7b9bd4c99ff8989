"""Accounts: lists, the record, and what can be changed of it."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from qanat.api.asked import (
    CriteriaText,
    Search,
    asked_criteria,
    both,
    by_instant,
    instant_after,
)
from qanat.api.needs import actor_of, needs
from qanat.api.paging import After, Limit, Page, Paged, paged
from qanat.api.schemas import Body, Id, MadeOut
from qanat.kernel import clock
from qanat.people.public import (
    AccountCard,
    account_card,
    accounts_search,
    change_account,
    create_account,
    delete_accounts,
    list_accounts,
    restore_accounts,
)

router = Router(tags=["accounts"])

Text = Annotated[str, Field(max_length=500)]


class AccountOut(Schema):
    """An account as lists show it."""

    id: int
    name: str
    domain: str
    industry: str
    kind: str
    size: int | None
    country: str
    city: str
    owner_id: int | None
    owner_name: str
    created_at: datetime


class AccountCardOut(AccountOut):
    """The record of an account, and how many of its people may be seen."""

    website: str
    phone: str
    custom: dict[str, Any]
    updated_at: datetime
    people: int


class AccountFields(Body):
    """What can be said about an account; in a change, what is not named stays."""

    name: Text | None = None
    domain: Text | None = None
    website: Annotated[str, Field(max_length=2000)] | None = None
    phone: Text | None = None
    industry: Text | None = None
    kind: Text | None = None
    size: int | None = None
    country: Text | None = None
    city: Text | None = None
    custom: dict[str, Any] | None = None


@router.get("/accounts", response=Page[AccountOut], operation_id="list_accounts")
@needs("accounts.view")
def accounts(
    request: HttpRequest,
    criteria: CriteriaText = "",
    search: Search = "",
    after: After = "",
    limit: Limit = 50,
) -> Paged:
    """Accounts, the newest first."""
    actor = actor_of(request)
    asked = asked_criteria(criteria, subject="account", actor=actor, now=clock.now())
    rows = list_accounts(
        actor,
        both(asked, accounts_search(search)),
        after=instant_after(after, "accounts"),
        limit=limit + 1,
    )
    return paged(
        rows, limit=limit, name="accounts", key=lambda row: by_instant(row.created_at, row.id)
    )


@router.post("/accounts", response={201: MadeOut}, operation_id="create_account")
@needs("accounts.add")
def create(request: HttpRequest, body: AccountFields) -> dict[str, int]:
    """Add an account; it belongs to whoever adds it."""
    values = body.dict(exclude_unset=True)
    return {"id": create_account(values, actor=actor_of(request), now=clock.now())}


@router.get("/accounts/{account_id}", response=AccountCardOut, operation_id="show_account")
@needs("accounts.view")
def show(request: HttpRequest, account_id: Id) -> AccountCard:
    """One account."""
    return account_card(account_id, actor_of(request))


@router.patch("/accounts/{account_id}", response={204: None}, operation_id="change_account")
@needs("accounts.change")
def change(request: HttpRequest, account_id: Id, body: AccountFields) -> None:
    """Write the given fields over the account's; the others stay."""
    values = body.dict(exclude_unset=True)
    change_account(account_id, values, actor=actor_of(request), now=clock.now())


@router.delete("/accounts/{account_id}", response={204: None}, operation_id="delete_account")
@needs("accounts.delete")
def delete(request: HttpRequest, account_id: Id) -> None:
    """Move the account to the trash; its people stay."""
    delete_accounts([account_id], actor=actor_of(request), now=clock.now())


@router.post("/accounts/{account_id}/restore", response={204: None}, operation_id="restore_account")
@needs("accounts.delete")
def restore(request: HttpRequest, account_id: Id) -> None:
    """Take the account out of the trash."""
    restore_accounts([account_id], actor=actor_of(request), now=clock.now())
