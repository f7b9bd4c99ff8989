"""To what a person agreed: the ledger with its proof, and what they say now."""

from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qanat.consent.public import CHANNELS, ConsentDraft, ledger_of, record_consent
from qanat.kernel import clock
from qanat.kernel.errors import Invalid
from qanat.people.public import PersonCard, person_card
from qanat.web.components.date.reading import typed_date
from qanat.web.look import Look
from qanat.web.page import PageRequest, deed, page, told
from qanat.web.record.words import CHANNELS as CHANNEL_LABELS
from qanat.web.record.words import PURPOSES, STATES
from qanat.web.refusals import said

WAYS: Final[dict[str, Promise]] = {
    "call": _("On the phone"),
    "meeting": _("In person"),
    "email": _("By e-mail"),
    "message": _("By message"),
    "paper": _("On paper"),
}
HAND: Final = "hand:"


def standing(card: PersonCard) -> list[dict[str, Any]]:
    """How the person stands with each channel and purpose that was ever spoken of."""
    return [
        {
            "channel": CHANNEL_LABELS.get(each["channel"], each["channel"]),
            "purpose": PURPOSES.get(each["purpose"], each["purpose"]),
            "state": each["state"],
            "says": STATES.get(each["state"], each["state"]),
            "at": datetime.fromisoformat(each["at"]),
        }
        for each in card.consents
    ]


def consent(request: PageRequest, person_id: int) -> HttpResponse:
    """A dialog with all that the person ever said, where what they say now is recorded."""
    if request.method != "POST":
        return page(request, "record/consent.html", _context(request, person_id, QueryDict()))
    request.actor.require("consent.change")
    given, now, look = request.POST, clock.now(), Look.of_request(request)
    try:
        with deed(request) as actor:
            record_consent(
                ConsentDraft(
                    person_id=person_id,
                    channel=given.get("channel", ""),
                    purpose=given.get("purpose", ""),
                    state=given.get("state", ""),
                    source=f"{HAND}{given.get('way', '')}",
                    at=_when(given.get("on", ""), look, now),
                    wording=given.get("wording", "").strip(),
                    language=look.language,
                    evidence={"by": actor.name},
                ),
                actor=actor,
                now=now,
            )
    except Invalid as error:
        again = _context(request, person_id, given) | {"problem": said(error)}
        return page(request, "record/consent.html", again, status=422)
    return told(
        HttpResponse(status=204),
        gettext("It stands in the ledger."),
        after="person-changed",
        closes=True,
    )


def _when(text: str, look: Look, now: datetime) -> datetime:
    """The day on which it was said; today is now, and an earlier day its noon."""
    if not text.strip():
        return now
    day = typed_date(text, look)
    if day == look.local(now).date():
        return now
    return datetime(day.year, day.month, day.day, 12, tzinfo=look.zone)


def _context(request: PageRequest, person_id: int, given: QueryDict) -> dict[str, Any]:
    person_card(person_id, request.actor)
    entries = ledger_of(person_id, request.actor)
    return {
        "person_id": person_id,
        "given": given,
        "may_record": request.actor.may("consent.change"),
        "channels": [(key, CHANNEL_LABELS[key]) for key in CHANNELS],
        "purposes": PURPOSES.items(),
        "ways": WAYS.items(),
        "ledger": [
            {
                "entry": entry,
                "channel": CHANNEL_LABELS.get(entry.channel, entry.channel),
                "purpose": PURPOSES.get(entry.purpose, entry.purpose),
                "says": STATES.get(entry.state, entry.state),
                "source": _source(entry.source),
            }
            for entry in entries
        ],
    }


def _source(source: str) -> str:
    way = WAYS.get(source.removeprefix(HAND)) if source.startswith(HAND) else None
    return str(way) if way else source
