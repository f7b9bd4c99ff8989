"""Leads in: one or many, now or later, and what became of them."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Header, Router, Status
from pydantic import TypeAdapter

from qanat.api.json_body import body_of
from qanat.api.lead_answers import (
    AcceptedOut,
    LeadOut,
    LeadsOut,
    SubmissionOut,
    accepted,
    lead_out,
    submission_out,
)
from qanat.api.needs import actor_of, needs
from qanat.api.openapi import inlined
from qanat.api.schemas import Id
from qanat.flows.public import Payload, payload_faults, receive_for_later, receive_now
from qanat.kernel.errors import Fault, Invalid
from qanat.platform.actor import Actor
from qanat.platform.inbox import Sending, find_submission
from qanat.platform.models import Submission

router = Router(tags=["leads"])

MOST_LEADS: Final = 1000
LONGEST_KEY: Final = 200

_LEAD = inlined(TypeAdapter(Payload).json_schema())
_BODY = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "anyOf": [
                    _LEAD,
                    {
                        "type": "object",
                        "title": "Several leads",
                        "required": ["leads"],
                        "additionalProperties": False,
                        "properties": {
                            "leads": {
                                "type": "array",
                                "minItems": 1,
                                "maxItems": MOST_LEADS,
                                "items": {"description": "As the single lead."},
                            }
                        },
                    },
                ]
            }
        }
    },
}


@router.post(
    "/leads",
    response={200: LeadOut | LeadsOut, 201: LeadOut, 202: LeadOut | AcceptedOut},
    operation_id="add_leads",
    openapi_extra={"requestBody": _BODY},
)
@needs("people.add")
def add_leads(
    request: HttpRequest,
    response: HttpResponse,
    idempotency_key: Annotated[str, Header(alias="Idempotency-Key")] = "",
    prefer: Annotated[str, Header(alias="Prefer")] = "",
) -> Status[Any]:
    """Take one lead, or up to 1,000 as `{"leads": […]}`.

    Sent again under the same `Idempotency-Key`, the same leads get the same answer, and are taken
    once. With `Prefer: respond-async` the answer is where to ask for them. A body that does not fit
    refuses all; a value that cannot be read refuses its lead.
    """
    actor = actor_of(request)
    leads, single = _leads_of(body_of(request))
    if any(isinstance(lead, dict) and lead.get("owner") for lead in leads):
        actor.require("routing.assign")
    sending = Sending(
        door=f"api:{actor.user_id}",
        key=_key(idempotency_key),
        sent_by=actor.name,
        payloads=leads,
    )
    if "respond-async" in prefer:
        response["Preference-Applied"] = "respond-async"
        return Status(HTTPStatus.ACCEPTED, accepted(receive_for_later(sending)))
    submissions = receive_now(sending)
    if single:
        return _one(submissions[0], actor)
    return Status(HTTPStatus.OK, {"results": [lead_out(one, actor) for one in submissions]})


@router.get("/submissions/{submission_id}", response=SubmissionOut, operation_id="show_submission")
@needs("people.add")
def show_submission(request: HttpRequest, submission_id: Id) -> dict[str, Any]:
    """What became of one lead that one has sent, or any for who may see the inbox."""
    actor = actor_of(request)
    return submission_out(find_submission(submission_id, actor=actor), actor)


_SINGLE_STATUS = {
    "created": HTTPStatus.CREATED,
    "updated": HTTPStatus.OK,
    "parked": HTTPStatus.ACCEPTED,
}


def _one(submission: Submission, actor: Actor) -> Status[Any]:
    """The answer for a lead sent alone; a refusal is an error.

    Raises:
        Invalid: the lead was refused.
    """
    told = lead_out(submission, actor)
    if told["result"] == "refused":
        faults = (
            Fault(tuple(fault["path"]), fault["message"], fault["code"]) for fault in told["faults"]
        )
        raise Invalid.of(tuple(faults))
    return Status(_SINGLE_STATUS[told["result"]], told)


def _leads_of(body: Any) -> tuple[Sequence[Mapping[str, Any]], bool]:
    """The leads of a body, and whether it is a single one.

    Raises:
        Invalid: something does not fit, and where.
    """
    if not (isinstance(body, dict) and "leads" in body):
        _refuse(payload_faults(body))
        return [body], True
    _refuse(
        Fault((name,), "There is no field of this name.", "unknown_field")
        for name in body
        if name != "leads"
    )
    leads = body["leads"]
    if not isinstance(leads, list):
        raise Invalid("This must be a list.", ("leads",), code="not_list")
    if not 1 <= len(leads) <= MOST_LEADS:
        message = f"From one to {MOST_LEADS} leads are taken at once."
        raise Invalid(message, ("leads",), code="too_long" if leads else "too_short")
    _refuse(
        Fault(("leads", place, *fault.path), fault.message, fault.code)
        for place, lead in enumerate(leads)
        for fault in payload_faults(lead)
    )
    return leads, False


def _refuse(faults: Iterable[Fault]) -> None:
    if found := tuple(faults):
        raise Invalid.of(found)


def _key(given: str) -> str:
    """The key of the request, or one of its own.

    Raises:
        Invalid: it is too long, or not plain text.
    """
    if len(given) > LONGEST_KEY or not (given.isascii() and given.isprintable()):
        message = f"A key has up to {LONGEST_KEY} plain characters."
        raise Invalid(message, ("Idempotency-Key",), code="wrong_form")
    return given or secrets.token_urlsafe(24)
