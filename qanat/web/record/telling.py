"""The timeline in words: each kind of event as a sentence, with its icon and whose deed it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qanat.timeline.public import TimelineEntry
from qanat.web.look import Look
from qanat.web.record.words import CALL_OUTCOMES
from qanat.work.public import NoteRow


@dataclass(frozen=True)
class Told:
    """One entry as the page prints it.

    Attributes:
        theirs: what the person did; else what we did.
        body: text of a note or subject, shown below; empty for none.
        day: the day it stands under, said once for each.
    """

    at: datetime
    icon: str
    theirs: bool
    says: SafeString
    body: str
    day: str
    note_id: int | None = None


# Kind: icon, whether they did it, the sentence; %(what)s is the subject, page, file or name.
KINDS: Final[dict[str, tuple[str, bool, Promise]]] = {
    "page_view": ("eye", True, _("Viewed %(what)s")),
    "form_submit": ("form", True, _("Sent the form %(what)s")),
    "lead_received": ("inbox", True, _("Came in as a lead, by %(what)s")),
    "download": ("download", True, _("Downloaded %(what)s")),
    "ad_click": ("link", True, _("Clicked the ad %(what)s")),
    "campaign_response": ("reply", True, _("Responded to %(what)s")),
    "email_sent": ("mail", False, _("Was sent %(what)s")),
    "email_open": ("mail", True, _("Opened %(what)s")),
    "email_click": ("link", True, _("Clicked in %(what)s")),
    "email_reply": ("reply", True, _("Replied to %(what)s")),
    "email_bounce": ("alert", False, _("%(what)s came back")),
    "unsubscribe": ("x", True, _("Unsubscribed from %(what)s")),
    "webinar_attended": ("screens", True, _("Attended the webinar %(what)s")),
    "event_attended": ("team", True, _("Attended %(what)s")),
    "chat": ("note", True, _("Chatted")),
    "call": ("phone", False, _("Was called: %(what)s")),
    "call_attempt": ("missed", False, _("Was called, not reached: %(what)s")),
    "meeting": ("meet", False, _("Met: %(what)s")),
    "meeting_missed": ("meet", False, _("Did not come to %(what)s")),
    "meeting_cancelled": ("meet", False, _("Called off: %(what)s")),
    "task_done": ("task", False, _("Done: %(what)s")),
    "note": ("note", False, _("Note")),
    "opportunity_opened": ("money", False, _("Deal opened: %(what)s")),
    "stage_change": ("board", False, _("Deal moved: %(what)s")),
    "opportunity_won": ("check", False, _("Deal won: %(what)s")),
    "opportunity_lost": ("x", False, _("Deal lost: %(what)s")),
    "product_use": ("screens", True, _("Used the product: %(what)s")),
    "purchase": ("money", True, _("Bought %(what)s")),
    "referral": ("hand", True, _("Referred %(what)s")),
    "activity": ("pulse", True, _("Activity: %(what)s")),
}
MINUTE: Final = 60
_WHAT: Final = ("subject", "name", "file", "title", "url", "form", "campaign", "door")


def told(entries: Sequence[TimelineEntry], notes: Mapping[int, NoteRow], look: Look) -> list[Told]:
    """The entries in words, the last first, as they came."""
    return [_told(entry, notes, look) for entry in entries]


def _told(entry: TimelineEntry, notes: Mapping[int, NoteRow], look: Look) -> Told:
    icon, theirs, says = KINDS.get(entry.kind, ("pulse", True, _("Activity: %(what)s")))
    what = _what(entry)
    note = notes.get(int(entry.properties.get("note_id") or 0))
    sentence = str(says)
    before, _mark, after = sentence.partition("%(what)s")
    shown = format_html("{}<b><bdi>{}</bdi></b>{}{}", before, what, after, _more(entry, look))
    if "%(what)s" not in sentence:
        shown = format_html("{}{}", sentence, _more(entry, look))
    if note is not None:
        shown = format_html("<b><bdi>{}</bdi></b> {}", note.author_name, gettext("wrote a note"))
    return Told(
        at=entry.at,
        icon=icon,
        theirs=theirs,
        says=shown,
        body=note.text if note is not None else "",
        day=look.day(entry.at),
        note_id=note.id if note is not None else None,
    )


def _what(entry: TimelineEntry) -> str:
    found = next((str(entry.properties[key]) for key in _WHAT if entry.properties.get(key)), "")
    return found or (entry.kind if entry.kind not in KINDS else "–")


def _more(entry: TimelineEntry, look: Look) -> str:
    """How a call went and how long something took."""
    parts: list[str] = []
    outcome: Any = entry.properties.get("outcome")
    if entry.kind in {"call", "call_attempt"} and outcome in CALL_OUTCOMES:
        parts.append(str(CALL_OUTCOMES[outcome]))
    seconds = entry.properties.get("seconds")
    if isinstance(seconds, int | float) and seconds >= MINUTE:
        parts.append(gettext("%(count)s min") % {"count": look.number(int(seconds) // MINUTE)})
    return "".join(f" · {part}" for part in parts)
