"""The timeline of a record: what they did, what we did, what became of them; and the notes on it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from qanat.flows.public import Chapter, Story, StoryCursor, story_of, story_of_account
from qanat.kernel import clock
from qanat.kernel.errors import Invalid, NotFound
from qanat.people.public import PersonChange, account_card
from qanat.platform.actor import Actor
from qanat.web.lists.shown import status_labels
from qanat.web.look import Look
from qanat.web.page import PageRequest, deed, page, told
from qanat.web.record.telling import note_of, tell
from qanat.web.refusals import said
from qanat.work.public import NoteRow, change_note, delete_note, notes_among

ENTRIES: Final = 30
CHAPTERS: Final[dict[Chapter, Promise]] = {
    Chapter.ALL: _("Everything"),
    Chapter.THEIRS: _("What they did"),
    Chapter.TALKS: _("Conversations"),
    Chapter.CHANGES: _("Changes"),
}


@require_safe
def timeline(request: PageRequest, person_id: int) -> HttpResponse:
    """A part of the timeline, or what stands before an entry of it."""
    before = _before(request.GET.get("before", ""))
    context = timeline_context(request, person_id, before=before)
    template = "record/entries.html" if before else "record/timeline.html"
    return page(request, template, context | {"may_write": request.actor.may("tasks.add")})


def note(request: PageRequest, note_id: int) -> HttpResponse:
    """A note of one's own as a field, and written anew."""
    found = notes_among([note_id], actor=request.actor).get(note_id)
    if found is None or found.author_id != request.user.pk:
        raise NotFound("note", note_id)
    if request.method != "POST":
        return page(request, "record/note.html", {"note_id": note_id, "text": found.text})
    text = request.POST.get("text", "")
    try:
        with deed(request) as actor:
            change_note(note_id, text, actor=actor)
    except Invalid as error:
        again = {"note_id": note_id, "text": text, "problem": said(error)}
        return page(request, "record/note.html", again, status=422)
    answer = HttpResponse(status=204)
    return told(answer, gettext("Saved."), undo=actor, after="person-changed", closes=True)


@require_POST
def note_gone(request: PageRequest, note_id: int) -> HttpResponse:
    """Take a note away."""
    with deed(request) as actor:
        delete_note(note_id, actor=actor, now=clock.now())
    answer = HttpResponse(status=204)
    return told(answer, gettext("The note is gone."), undo=actor, after="person-changed")


def timeline_context(
    request: PageRequest,
    person_id: int,
    *,
    before: StoryCursor | None = None,
    labels: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A page of a person's timeline; `labels` of statuses are looked up where none are given."""
    look, asked = Look.of_request(request), request.GET.get("of", "")
    chapter = Chapter(asked) if asked in CHAPTERS else Chapter.ALL
    story = story_of(person_id, request.actor, chapter=chapter, before=before, limit=ENTRIES)
    if labels is None:
        labels = status_labels(look.language) if _speaks_of_status(story) else {}
    return {
        "entries": tell(story, _notes(story, request.actor), labels, look),
        "chapters": [(key.value, label) for key, label in CHAPTERS.items()],
        "chapter": chapter.value,
        "person_id": person_id,
        "older": reverse("record:timeline", args=[person_id]),
        "before": _written(story.after) if story.after else "",
        "me": request.user.pk,
    }


@require_safe
def account_timeline(request: PageRequest, account_id: int) -> HttpResponse:
    """What stands before an entry of the timeline of an account."""
    account_card(account_id, request.actor)
    before = _before(request.GET.get("before", ""))
    context = account_timeline_context(request, account_id, before=before)
    return page(request, "record/entries.html" if before else "record/timeline.html", context)


def account_timeline_context(
    request: PageRequest, account_id: int, *, before: StoryCursor | None = None
) -> dict[str, Any]:
    """A page of what happened to the people of an account and to its deals.

    Nothing for who may not see the timeline; whether the account may be seen, the caller has asked.
    """
    if not request.actor.may("events.view"):
        return {"entries": []}
    look = Look.of_request(request)
    story = story_of_account(account_id, request.actor, before=before, limit=ENTRIES)
    return {
        "entries": tell(story, _notes(story, request.actor), {}, look),
        "older": reverse("record:account_timeline", args=[account_id]),
        "before": _written(story.after) if story.after else "",
    }


def _speaks_of_status(story: Story) -> bool:
    return any(
        isinstance(entry, PersonChange) and entry.kind == "status" for entry in story.entries
    )


def _notes(story: Story, actor: Actor) -> Mapping[int, NoteRow]:
    ids = [note_id for entry in story.entries if (note_id := note_of(entry))]
    return notes_among(ids, actor=actor) if ids and actor.may("tasks.view") else {}


def _written(cursor: StoryCursor) -> str:
    at, rank, entry_id = cursor
    return f"{at.isoformat()}~{rank}~{entry_id}"


def _before(text: str) -> StoryCursor | None:
    at, _mark, place = text.partition("~")
    rank, _mark, entry_id = place.partition("~")
    try:
        return (datetime.fromisoformat(at), int(rank), int(entry_id)) if text else None
    except ValueError:
        return None
