"""Writing the consent ledger and its current state in sets, inside the caller's `acting`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from qanat.consent.rules import consent_faults
from qanat.kernel.errors import Invalid
from qanat.platform.actor import Actor
from qanat.platform.statements import as_json, fetch, statement


@dataclass(frozen=True, kw_only=True)
class ConsentDraft:
    """One statement of a person about one channel and purpose, not written yet.

    Attributes:
        state: granted or withdrawn.
        wording: the exact text that was shown, in `language`.
        source: where it was said, such as `form:contact` or `import:12`.
        evidence: address, form, page and what else proves it.
    """

    person_id: int
    channel: str
    purpose: str
    state: str
    source: str
    at: datetime
    wording: str = ""
    language: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)


def record_consents(drafts: Sequence[ConsentDraft], *, actor: Actor, now: datetime) -> int:
    """How many statements were new and written to the ledger; one statement.

    The current state follows the latest statement by `at`; of two with the same `at`, the one
    written later. One of the same person, channel, purpose, state, time and source is there
    already and not written again, so that a delivery may come twice.

    Raises:
        Invalid: `unknown_channel`, `unknown_purpose`, `unknown_state`, or a date out of bounds.
    """
    faults = [
        fault
        for index, draft in enumerate(drafts)
        for fault in consent_faults(draft, index, now=now)
    ]
    if faults:
        raise Invalid.of(tuple(faults))
    if not drafts:
        return 0
    rows = fetch(
        statement(__file__, "record_consents"),
        {
            "consents": as_json(
                vars(draft) | {"index": index} for index, draft in enumerate(drafts)
            ),
            "actor": actor.name,
        },
    )
    return int(rows[0][0])
