"""The timeline in words: each kind of event as a sentence, with its icon and whose deed it was."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qanat.consent.public import LedgerEntry
from qanat.flows.public import Story, StoryEntry
from qanat.kernel import clock
from qanat.people.public import PersonChange
from qanat.pipeline.public import DealVisit
from qanat.timeline.public import TimelineEntry, TouchRow
from qanat.web.lists.cells import LIFECYCLES, OUTCOMES
from qanat.web.look import Look
from qanat.web.navigation import address_of
from qanat.web.record.words import CALL_OUTCOMES, CHANNELS, PURPOSES, STATES
from qanat.web.templatetags.qanat import icon
from qanat.work.public import NoteRow


@dataclass(frozen=True)
class Link:
    """A record by its name."""

    name: str
    url: str


@dataclass(frozen=True)
class Told:
    """One entry as the page prints it.

    Attributes:
        theirs: what the person did; else what we did.
        body: text of a note or subject, shown below; empty for none.
        day: the day it stands under, said once for each.
        of: in the story of an account, the record that it happened to.
    """

    at: datetime
    icon: str
    theirs: bool
    says: SafeString
    body: str
    day: str
    of: Link | None = None
    note_id: int | None = None
    author_id: int | None = None


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


CHANGES: Final[dict[str, tuple[str, Promise]]] = {
    "owner": ("hand", _("Owner: %(what)s")),
    "status": ("sequence", _("Status: %(what)s")),
    "lifecycle": ("sequence", _("Lifecycle: %(what)s")),
}
REASONS: Final[dict[str, Promise]] = {
    "rule": _("By a routing rule"),
    "fallback": _("No rule found anybody"),
    "account": _("Same owner as the account"),
    "manual": _("By hand"),
    "import": _("By the import"),
    "came in again": _("Came in again"),
    "lost": _("A deal was lost"),
    "opportunity": _("With a deal"),
    "undo": _("Taken back"),
}
"""What Qanat notes down by itself as the reason of a change, by its first word where a number follows."""


def tell(
    story: Story, notes: Mapping[int, NoteRow], statuses: Mapping[str, str], look: Look
) -> list[Told]:
    """The entries in words, the last first, as they came; a note that was taken away is left out."""
    today = look.local(clock.now()).date()

    def told(entry: StoryEntry) -> Told:
        match entry:
            case PersonChange():
                return _changed(entry, statuses, look, today)
            case TouchRow():
                return _touched(entry, look, today)
            case LedgerEntry():
                return _said(entry, look, today)
            case DealVisit():
                return _went(entry, look, today)
            case TimelineEntry():
                whose = story.people.get(entry.id)
                of = Link(whose[1], address_of("record:person", whose[0])) if whose else None
                return replace(_told(entry, notes, look, today), of=of)

    return [told(entry) for entry in story.entries if not note_of(entry) or note_of(entry) in notes]


def note_of(entry: StoryEntry) -> int:
    """The id of the note that the entry tells of; 0 for any other."""
    if not isinstance(entry, TimelineEntry) or entry.kind != "note":
        return 0
    return int(entry.properties.get("note_id") or 0)


def _day(at: datetime, look: Look, today: date) -> str:
    day = look.local(at).date()
    if day == today:
        return gettext("Today")
    return gettext("Yesterday") if (today - day).days == 1 else look.day(at)


def reason_in_words(reason: str, look: Look) -> str:
    """What Qanat noted down, in the language of the reader; what people wrote, as they wrote it."""
    head, _space, rest = reason.partition(" ")
    if head == "score" and rest.isdecimal():
        return gettext("The score reached %(score)s") % {"score": look.number(int(rest))}
    noted = (head == "opportunity" and rest.isdecimal()) or reason.startswith("undo of ")
    return str(REASONS.get(head if noted else reason, reason))


def _changed(change: PersonChange, statuses: Mapping[str, str], look: Look, today: date) -> Told:
    mark, sentence = CHANGES[change.kind]
    names: Mapping[str, object] = LIFECYCLES if change.kind == "lifecycle" else statuses
    before, after = (
        str(names.get(value, value)) if value else gettext("nobody")
        for value in (change.before, change.after)
    )
    start, _mark, end = str(sentence).partition("%(what)s")
    way = format_html("<bdi>{}</bdi> {} <b><bdi>{}</bdi></b>", before, icon("next", "sm"), after)
    more = format_html_join(
        "",
        " · <bdi>{}</bdi>",
        ((text,) for text in (change.by, reason_in_words(change.reason, look)) if text),
    )
    return Told(
        at=change.at,
        icon=mark,
        theirs=False,
        says=format_html("{}{}{}{}", start, way, end, more),
        body="",
        day=_day(change.at, look, today),
    )


def _touched(touch: TouchRow, look: Look, today: date) -> Told:
    inbound = touch.direction != "outbound"
    says = gettext("Came by %(what)s") if inbound else gettext("Was reached by %(what)s")
    way = " / ".join(part for part in (touch.source, touch.medium) if part) or "–"
    more = format_html(" · <bdi>{}</bdi>", touch.campaign) if touch.campaign else ""
    return Told(
        at=touch.at,
        icon="link",
        theirs=inbound,
        says=format_html("{}{}", _sentence(says, way), more),
        body="",
        day=_day(touch.at, look, today),
    )


def _said(entry: LedgerEntry, look: Look, today: date) -> Told:
    """What they agreed to or refused: the state first, then by which channel and what for."""
    state = str(STATES.get(entry.state, entry.state))
    where = (str(CHANNELS.get(entry.channel, entry.channel)), str(PURPOSES.get(entry.purpose, "")))
    return Told(
        at=entry.at,
        icon="shield" if entry.state == "granted" else "x",
        theirs=True,
        says=format_html(
            "{} · {}",
            _sentence(gettext("Consent: %(what)s"), state),
            look.joined([part for part in where if part]),
        ),
        body="",
        day=_day(entry.at, look, today),
    )


def _went(visit: DealVisit, look: Look, today: date) -> Told:
    """One step of a deal: opened, moved, won or lost, where to and by whom."""
    kind = f"opportunity_{visit.outcome}" if visit.outcome in OUTCOMES else "stage_change"
    mark, _theirs, says = KINDS["opportunity_opened" if visit.is_first else kind]
    stage = visit.stage_labels.get(look.language) or visit.stage_labels.get("en", "")
    more = format_html_join("", " · <bdi>{}</bdi>", ((text,) for text in (stage, visit.by) if text))
    link = address_of("record:deal", visit.opportunity_id)
    name = format_html('<a class="link" href="{}">{}</a>', link, visit.name) if link else visit.name
    return Told(
        at=visit.at,
        icon=mark,
        theirs=False,
        says=format_html("{}{}", _sentence(str(says), name), more),
        body="",
        day=_day(visit.at, look, today),
    )


def _sentence(says: str, what: str | SafeString) -> SafeString:
    before, _mark, after = says.partition("%(what)s")
    return format_html("{}<b><bdi>{}</bdi></b>{}", before, what, after)


def _told(entry: TimelineEntry, notes: Mapping[int, NoteRow], look: Look, today: date) -> Told:
    mark, theirs, says = KINDS.get(entry.kind, ("pulse", True, _("Activity: %(what)s")))
    note = notes.get(note_of(entry))
    sentence, what = str(says), _what(entry)
    shown = format_html("{}{}", _sentence(sentence, what), _more(entry, look))
    if "%(what)s" not in sentence:
        shown = format_html("{}{}", sentence, _more(entry, look))
    if note is not None:
        shown = format_html("<b><bdi>{}</bdi></b> {}", note.author_name, gettext("wrote a note"))
    return Told(
        at=entry.at,
        icon=mark,
        theirs=theirs,
        says=shown,
        body=note.text if note is not None else "",
        day=_day(entry.at, look, today),
        note_id=note.id if note is not None else None,
        author_id=note.author_id if note is not None else None,
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
    return format_html_join("", ' <i class="sep"></i> {}', ((part,) for part in parts))
