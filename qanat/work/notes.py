"""Writing notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qanat.kernel.errors import NotFound
from qanat.kernel.text import clean_lines
from qanat.platform.actor import Actor, acting
from qanat.platform.statements import as_json, fetch, statement
from qanat.work.entry import MAX_TEXT_LENGTH, raise_faults, text_faults
from qanat.work.models import Note
from qanat.work.rules import time_faults
from qanat.work.subject import Subject, seen_subject
from qanat.work.telling import tell_notes


def add_note(
    text: str, *, about: Subject, actor: Actor, now: datetime, at: datetime | None = None
) -> int:
    """The id of a new note.

    Raises:
        Invalid: no text, or about nobody that the actor sees.
    """
    actor.require("tasks.add")
    written_at = at or now
    raise_faults(
        text_faults("text", text, longest=MAX_TEXT_LENGTH, needed=True),
        time_faults("at", written_at, now=now, planned=False),
    )
    with acting(actor):
        seen = seen_subject(about, actor=actor)
        note = Note.objects.create(
            person_id=seen.person_id,
            opportunity_id=seen.opportunity_id,
            author_id=actor.user_id,
            text=clean_lines(text),
            at=written_at,
        )
        tell_notes([note], now=now)
        return note.id


@dataclass(frozen=True, kw_only=True)
class NoteDraft:
    """A note on a person, not written yet; the text is cleaned and of bearable length."""

    person_id: int
    text: str
    at: datetime


def add_notes(drafts: Sequence[NoteDraft], *, actor: Actor, now: datetime) -> None:
    """Write notes of people. For parts of Qanat that see all: nobody is looked up. Two statements."""
    actor.require("tasks.add")
    if not drafts:
        return
    with acting(actor):
        rows = fetch(
            statement(__file__, "add_notes"),
            {"notes": as_json(drafts), "author": actor.user_id},
        )
        notes = [
            Note(id=note_id, person_id=draft.person_id, text=draft.text, at=draft.at)
            for draft, (note_id,) in zip(drafts, rows, strict=True)
        ]
        tell_notes(notes, now=now)


def change_note(note_id: int, text: str, *, actor: Actor) -> None:
    """Write a note of one's own anew; the audit keeps what it said.

    Raises:
        NotFound: none of the actor's own.
        Invalid: no text.
    """
    actor.require("tasks.change")
    raise_faults(text_faults("text", text, longest=MAX_TEXT_LENGTH, needed=True))
    with acting(actor):
        notes = Note.objects.filter(
            id=note_id, author_id=actor.user_id, author_id__isnull=False, deleted_at__isnull=True
        )
        if not notes.update(text=clean_lines(text)):
            raise NotFound("note", note_id)


def delete_note(note_id: int, *, actor: Actor, now: datetime) -> None:
    """Take a note of one's own away, or, for whoever sees all, anybody's.

    Raises:
        NotFound: none that the actor may take away.
    """
    actor.require("tasks.delete")
    with acting(actor):
        notes = Note.objects.filter(id=note_id, deleted_at__isnull=True)
        if actor.sees is not None:
            notes = notes.filter(author_id=actor.user_id)
        if not notes.update(deleted_at=now):
            raise NotFound("note", note_id)
