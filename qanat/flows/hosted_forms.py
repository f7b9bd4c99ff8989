"""What somebody wrote into a hosted form, down the road like every other lead, with proof of consent."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from qanat.capture.public import OpenForm, Wording
from qanat.flows.reception import receive_now
from qanat.flows.road.payload import payload_faults
from qanat.kernel.errors import Fault, Invalid
from qanat.platform.inbox import Sending
from qanat.platform.models import Submission

ORIGINS: Final = {
    "source": 200,
    "medium": 200,
    "campaign": 300,
    "content": 300,
    "term": 300,
    "landing_page": 2000,
    "referrer": 2000,
}
"""What tells where somebody came from, and how much of it is kept; nobody can mend it, so it is cut."""


@dataclass(frozen=True, kw_only=True)
class FormSending:
    """A form as somebody sent it.

    Attributes:
        typed: what was typed, by field.
        agreed: the version of the consent that was shown and ticked; None when it was not.
        origins: as `ORIGINS`; where they say nothing, the form does.
        serial: of the page that was sent; the same page sent twice is one lead.
        address: of the network from which it came.
        page: the address of the form.
    """

    form: OpenForm
    language: str
    typed: Mapping[str, str]
    agreed: Wording | None
    origins: Mapping[str, str]
    serial: str
    address: str
    page: str


def hand_in(sending: FormSending) -> tuple[Fault, ...]:
    """Take what was sent as a lead; what is wrong with it, when nothing was taken.

    Raises:
        Unavailable: the database is away; the same page sent again later is taken once.
    """
    payload = _payload(sending)
    if faults := payload_faults(payload):
        return faults
    door = f"form:{sending.form.id}"
    said = json.dumps([sending.typed, sending.agreed is not None], sort_keys=True)
    key = f"{sending.serial}:{hashlib.sha256(said.encode()).hexdigest()[:16]}"
    try:
        submission = receive_now(Sending(door=door, key=key, sent_by=door, payloads=[payload]))[0]
    except Invalid:
        return ()  # the same text of the same page, from another network: it is here already
    if submission.state != Submission.State.DROPPED:
        return ()
    return tuple(
        Fault(tuple(one["path"]), one["message"], one.get("code", "invalid"))
        for one in submission.problem or []
    )


def _payload(sending: FormSending) -> dict[str, Any]:
    form = sending.form
    payload: dict[str, Any] = {
        name: sending.typed[name] for name in form.fields if sending.typed.get(name)
    }
    origins = {"source": form.source, "medium": form.medium, "campaign": form.campaign}
    origins |= {name: told for name, told in sending.origins.items() if told}
    for name, longest in ORIGINS.items():
        if told := _printable(origins.get(name, ""))[:longest]:
            payload[name] = told
    payload["language"] = sending.language
    if sending.agreed is not None:
        payload["consents"] = [
            _consent(sending, sending.agreed, channel) for channel in sending.agreed.channels
        ]
    return payload


def _consent(sending: FormSending, agreed: Wording, channel: str) -> dict[str, Any]:
    return {
        "channel": channel,
        "purpose": agreed.purpose,
        "state": "granted",
        "wording": agreed.text,
        "language": sending.language,
        "evidence": {
            "form": sending.form.id,
            "wording": agreed.id,
            "version": agreed.version,
            "privacy": agreed.privacy_url,
            "address": sending.address,
            "page": sending.page,
        },
    }


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable()).strip()
