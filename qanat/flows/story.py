"""The story of a person: what happened to them and what became of them, in one order of time.

So is the story of an account: what happened to its people, and the ways of its deals.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from qanat.consent.public import LedgerEntry, said_by
from qanat.people.public import PersonChange, changes_of
from qanat.pipeline.public import DealVisit, visits_of_account
from qanat.platform.actor import Actor
from qanat.timeline.public import (
    DONE_TO_THEM,
    TimelineEntry,
    TouchRow,
    events_of_account,
    timeline_of,
    touches_of,
)

EVENT: Final = 9
"""The rank of events: at the same instant they come before touches, consents and changes."""
TOUCH: Final = 8
SAID: Final = 7
VISIT: Final = 6
_LAST_ID: Final = 2**63 - 1

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


StoryEntry = TimelineEntry | PersonChange | TouchRow | LedgerEntry | DealVisit


@dataclass(frozen=True)
class Story:
    """A page of a story, the last first; `after` is where the next page begins, None at the end.

    Attributes:
        people: in the story of an account, whose each event is: id and name, by the id of the event.
    """

    entries: Sequence[StoryEntry]
    after: StoryCursor | None
    people: Mapping[int, tuple[int, str]] = field(default_factory=dict)


def story_of(
    person_id: int,
    actor: Actor,
    *,
    chapter: Chapter = Chapter.ALL,
    before: StoryCursor | None = None,
    limit: int = 30,
) -> Story:
    """A page of the story of a person, from the entry before `before`; six statements at most.

    What they said about being written to is told to those who may see consents.

    Raises:
        NotFound: there is no such person that the actor may see.
    """
    found: list[StoryEntry] = []
    most = limit + 1
    found += _events(person_id, actor, chapter, before, most)
    if chapter in {Chapter.ALL, Chapter.THEIRS}:
        found += touches_of(person_id, actor, before=_since(before, TOUCH), limit=most)
    if chapter is not Chapter.TALKS and actor.may("consent.view"):
        found += said_by(person_id, actor, before=_since(before, SAID), limit=most)
    if chapter in {Chapter.ALL, Chapter.CHANGES}:
        found += changes_of(person_id, actor, before=before, limit=most)
    return _page(found, limit)


def story_of_account(
    account_id: int, actor: Actor, *, before: StoryCursor | None = None, limit: int = 30
) -> Story:
    """A page of the story of an account, from the entry before `before`; two statements at most.

    Its people are those whom the actor may see, its deals too, and only where they may see deals.
    """
    most = limit + 1
    events = events_of_account(
        account_id, actor, without=DEALS, before=_since(before, EVENT), limit=most
    )
    found: list[StoryEntry] = [entry for _, _, entry in events]
    if actor.may("opportunities.view"):
        found += visits_of_account(account_id, actor, before=_since(before, VISIT), limit=most)
    page = _page(found, limit)
    people = {entry.id: (person_id, name) for person_id, name, entry in events}
    return Story(page.entries, page.after, people)


def _page(found: list[StoryEntry], limit: int) -> Story:
    found.sort(key=_place, reverse=True)
    shown = found[:limit]
    return Story(shown, _place(shown[-1]) if len(found) > limit else None)


def _events(
    person_id: int, actor: Actor, chapter: Chapter, before: StoryCursor | None, limit: int
) -> list[TimelineEntry]:
    kinds = {Chapter.TALKS: TALKS, Chapter.CHANGES: DEALS}.get(chapter, ())
    without = DONE_TO_THEM if chapter is Chapter.THEIRS else ()
    since = _since(before, EVENT)
    return timeline_of(person_id, actor, kinds=kinds, without=without, before=since, limit=limit)


def _since(before: StoryCursor | None, rank: int) -> tuple[datetime, int] | None:
    """Where the entries of one rank go on after `before`, as an instant and an id."""
    if before is None:
        return None
    at, last, entry_id = before
    if rank == last:
        return (at, entry_id)
    return (at, _LAST_ID if rank < last else 0)


def _place(entry: StoryEntry) -> StoryCursor:
    match entry:
        case PersonChange():
            return (entry.at, entry.rank, entry.id)
        case TouchRow():
            return (entry.at, TOUCH, entry.id)
        case LedgerEntry():
            return (entry.at, SAID, entry.id)
        case DealVisit():
            return (entry.at, VISIT, entry.id)
        case _:
            return (entry.at, EVENT, entry.id)
