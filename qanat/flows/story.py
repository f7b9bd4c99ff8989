"""The story of a person: what happened to them and what became of them, in one order of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from qanat.people.public import PersonChange, changes_of
from qanat.platform.actor import Actor
from qanat.timeline.public import DONE_TO_THEM, TimelineEntry, timeline_of

EVENT: Final = 9
"""The rank of events: at the same instant they come before changes."""

StoryCursor = tuple[datetime, int, int]


class Chapter(StrEnum):
    """What part of a story is read."""

    ALL = "all"
    THEIRS = "theirs"
    TALKS = "talks"
    CHANGES = "changes"


TALKS: Final = (
    "call",
    "call_attempt",
    "meeting",
    "meeting_missed",
    "meeting_cancelled",
    "note",
    "task_done",
    "email_sent",
    "email_reply",
    "chat",
)
DEALS: Final = ("opportunity_opened", "stage_change", "opportunity_won", "opportunity_lost")


@dataclass(frozen=True)
class Story:
    """A page of a story, the last first; `after` is where the next page begins, None at the end."""

    entries: Sequence[TimelineEntry | PersonChange]
    after: StoryCursor | None


def story_of(
    person_id: int,
    actor: Actor,
    *,
    chapter: Chapter = Chapter.ALL,
    before: StoryCursor | None = None,
    limit: int = 30,
) -> Story:
    """A page of the story of a person, from the entry before `before`; four statements at most.

    Raises:
        NotFound: there is no such person that the actor may see.
    """
    found: list[TimelineEntry | PersonChange] = []
    found += _events(person_id, actor, chapter, before, limit + 1)
    if chapter in {Chapter.ALL, Chapter.CHANGES}:
        found += changes_of(person_id, actor, before=before, limit=limit + 1)
    found.sort(key=_place, reverse=True)
    shown = found[:limit]
    return Story(shown, _place(shown[-1]) if len(found) > limit else None)


def _events(
    person_id: int, actor: Actor, chapter: Chapter, before: StoryCursor | None, limit: int
) -> list[TimelineEntry]:
    since = None
    if before is not None:
        at, rank, entry_id = before
        since = (at, entry_id if rank == EVENT else 0)
    kinds = {Chapter.TALKS: TALKS, Chapter.CHANGES: DEALS}.get(chapter, ())
    without = DONE_TO_THEM if chapter is Chapter.THEIRS else ()
    return timeline_of(person_id, actor, kinds=kinds, without=without, before=since, limit=limit)


def _place(entry: TimelineEntry | PersonChange) -> StoryCursor:
    rank = entry.rank if isinstance(entry, PersonChange) else EVENT
    return (entry.at, rank, entry.id)
