"""Writing to people: consent is asked when a mail is emitted, and again just before it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qanat.consent.public import Verdict, may_contact
from qanat.kernel.errors import Invalid, Refused
from qanat.kernel.text import clean, clean_lines
from qanat.people.public import person_card
from qanat.platform.actor import Actor, acting, system_actor
from qanat.platform.config import config
from qanat.platform.mail import Mail, hand_over
from qanat.platform.outbox import Effect, effects, emit

LONGEST_SUBJECT = 300
LONGEST_TEXT = 100_000


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What is to be written.

    Attributes:
        key: names this letter; a person gets the letter of one key once.
        purpose: what the consent must be for, see `consent.PURPOSES`.
    """

    key: str
    purpose: str
    subject: str
    text: str


def write_to(
    person_ids: Sequence[int], letter: Letter, *, actor: Actor, now: datetime
) -> dict[int, Verdict]:
    """Emit the letter to whoever may be written to, and say of each why or why not.

    Raises:
        NotAllowed: `actor` may not write to people.
        NotFound: one of them is not there, or not for `actor` to see.
        Invalid: no subject or text, or too long ones.
    """
    actor.require("people.mail")
    subject, text = _checked(letter)
    addresses = {each: person_card(each, actor).email for each in person_ids}
    with acting(actor):
        verdicts = may_contact(person_ids, "email", letter.purpose)
        for person_id in person_ids:
            if verdicts[person_id].allowed:
                emit(
                    "mail",
                    {
                        "person_id": person_id,
                        "to": addresses[person_id],
                        "purpose": letter.purpose,
                        "subject": subject,
                        "text": text,
                    },
                    key=f"mail:{letter.key}:{person_id}",
                    due_at=now,
                )
    return verdicts


def _checked(letter: Letter) -> tuple[str, str]:
    subject, text = clean(letter.subject), clean_lines(letter.text)
    for field, value, longest in (
        ("subject", subject, LONGEST_SUBJECT),
        ("text", text, LONGEST_TEXT),
    ):
        if not value:
            raise Invalid(f"The {field} is empty.", (field,), code="missing")
        if len(value) > longest:
            raise Invalid(f"At most {longest} characters are kept.", (field,), code="too_long")
    return subject, text


def _deliver(payload: dict[str, Any], key: str) -> None:
    """Send the mail, unless the person has changed their mind since."""
    person_id = payload["person_id"]
    verdict = may_contact([person_id], "email", payload["purpose"])[person_id]
    if not verdict.allowed:
        raise Refused(f"Not sent: {verdict.reason}.")
    address = person_card(person_id, system_actor("mail")).email
    mail = Mail(to=address, subject=payload["subject"], text=payload["text"])
    hand_over(mail, key=key, server=config.mail_url, sender=config.mail_from)


effects.add(Effect(name="mail", deliver=_deliver))
