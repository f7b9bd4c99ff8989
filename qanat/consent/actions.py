"""Recording by hand what a person said."""

from datetime import datetime

from qanat.consent.bulk import ConsentDraft, record_consents
from qanat.people.public import lock_visible_people
from qanat.platform.actor import Actor, acting


def record_consent(draft: ConsentDraft, *, actor: Actor, now: datetime) -> None:
    """Write one statement of a person to the ledger.

    Raises:
        NotFound: there is no such person that the actor may see.
        Invalid: `unknown_channel`, `unknown_purpose`, `unknown_state`, or a date out of bounds.
    """
    actor.require("consent.change")
    with acting(actor):
        lock_visible_people([draft.person_id], actor)
        record_consents([draft], actor=actor, now=now)
