"""Conversion: a lead becomes a contact, with an account and perhaps an opportunity."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from qanat.api.accounts import AccountFields
from qanat.api.needs import actor_of, needs
from qanat.api.opportunities import OpportunityFields
from qanat.api.schemas import Body, Id
from qanat.flows.public import (
    AccountChoice,
    Converted,
    KnownAccount,
    KnownOpportunity,
    NewAccount,
    NewOpportunity,
    OpportunityChoice,
    convert,
)
from qanat.kernel import clock

router = Router(tags=["people"])


class AccountChoiceIn(Body):
    """The account: a known one by `id`, or a new one with `values`."""

    id: Id | None = None
    values: AccountFields = AccountFields()

    def choice(self) -> AccountChoice:
        """As the flow takes it."""
        if self.id is not None:
            return KnownAccount(account_id=self.id)
        return NewAccount(values=self.values.dict(exclude_unset=True))


class OpportunityChoiceIn(Body):
    """The opportunity: a known one by `id`, or a new one with `values` at `stage_id`."""

    id: Id | None = None
    stage_id: Id | None = None
    values: OpportunityFields = OpportunityFields()

    def choice(self) -> OpportunityChoice:
        """As the flow takes it."""
        if self.id is not None:
            return KnownOpportunity(opportunity_id=self.id)
        return NewOpportunity(values=self.values.values(), stage_id=self.stage_id)


class ConvertIn(Body):
    """What comes with the contact; null for none."""

    account: AccountChoiceIn | None = None
    opportunity: OpportunityChoiceIn | None = None


class ConvertedOut(Schema):
    """What a conversion made or linked."""

    person_id: int
    account_id: int | None
    opportunity_id: int | None


@router.post("/people/{person_id}/convert", response=ConvertedOut, operation_id="convert_person")
@needs("people.change")
def convert_person(request: HttpRequest, person_id: Id, body: ConvertIn) -> Converted:
    """Convert a lead: all of it or nothing, and once."""
    chosen: dict[str, Any] = {
        "account": body.account and body.account.choice(),
        "opportunity": body.opportunity and body.opportunity.choice(),
    }
    return convert(person_id, **chosen, actor=actor_of(request), now=clock.now())
