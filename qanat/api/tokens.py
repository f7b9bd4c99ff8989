"""API tokens. The secret is in the answer to the POST and nowhere else, ever."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from qanat.access.public import issue_token, list_tokens, revoke_token
from qanat.api.needs import actor_of, needs
from qanat.api.paging import After, Limit, Page, Paged, id_after, paged
from qanat.api.schemas import Body, Id, Name
from qanat.kernel import clock

router = Router(tags=["tokens"])


class TokenOut(Schema):
    """A token without its secret."""

    id: int
    user_id: int
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


class IssuedOut(Schema):
    """A new token and its secret, which cannot be shown again."""

    token: TokenOut
    secret: str


class TokenIn(Body):
    """A token to issue; for oneself unless `user_id` is given."""

    name: Name
    scopes: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=100)]
    expires_at: AwareDatetime | None = None
    user_id: Id | None = None


@router.get("/tokens", response=Page[TokenOut], operation_id="list_tokens")
@needs("tokens.view")
def tokens(request: HttpRequest, after: After = "", limit: Limit = 50) -> Paged:
    """One's own tokens by id; everybody's for those who may change users."""
    rows = list_tokens(actor_of(request), after=id_after(after, "tokens"), limit=limit + 1)
    return paged(rows, limit=limit, name="tokens", key=lambda row: (row.id,))


@router.post("/tokens", response={201: IssuedOut}, operation_id="issue_token")
@needs("tokens.add")
def add_token(request: HttpRequest, body: TokenIn) -> dict[str, object]:
    """Issue a token."""
    actor = actor_of(request)
    token, secret = issue_token(
        body.user_id or actor.user_id or 0,
        name=body.name,
        scopes=body.scopes,
        expires_at=body.expires_at,
        actor=actor,
        now=clock.now(),
    )
    return {"token": token, "secret": secret}


@router.delete("/tokens/{token_id}", response={204: None}, operation_id="revoke_token")
@needs("tokens.delete")
def delete_token(request: HttpRequest, token_id: Id) -> None:
    """Make the token useless at once."""
    revoke_token(token_id, actor=actor_of(request), now=clock.now())
