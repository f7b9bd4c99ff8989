"""What work can be, and what follows from how it went. No Django here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from qanat.kernel.errors import Fault


class TaskKind(StrEnum):
    """What a task asks for."""

    TODO = "todo"
    CALL = "call"
    EMAIL = "email"
    MEETING = "meeting"
    FOLLOW_UP = "follow_up"


class Direction(StrEnum):
    """Who called whom."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class CallOutcome(StrEnum):
    """How a call went."""

    ANSWERED = "answered"
    CALL_BACK = "call_back"
    NOT_INTERESTED = "not_interested"
    NO_ANSWER = "no_answer"
    LEFT_MESSAGE = "left_message"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"


class MeetingOutcome(StrEnum):
    """What became of a meeting."""

    HELD = "held"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


class MeetingKind(StrEnum):
    """What a meeting is for."""

    MEETING = "meeting"
    PRESENTATION = "presentation"


REACHING: Final = frozenset(
    {CallOutcome.ANSWERED, CallOutcome.CALL_BACK, CallOutcome.NOT_INTERESTED}
)
"""Outcomes of a call in which one spoke with the person."""

FOLLOW_UP_KINDS: Final = (TaskKind.CALL, TaskKind.EMAIL, TaskKind.MEETING, TaskKind.FOLLOW_UP)
"""Tasks that touch the person; a to-do is for oneself."""

FOLLOW_UP_GOAL: Final = 5
"""Follow-ups after the first contact that one should not give up before."""

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
FARTHEST: Final = timedelta(days=3660)
LONGEST_CALL_SECONDS: Final = 24 * 3600


@dataclass(frozen=True, kw_only=True)
class FollowUps:
    """How a person was followed up after the first contact.

    Attributes:
        first_contact_at: the first call in which one spoke, or meeting held; None before it.
        made: calls, meetings held and other follow-up tasks done after it.
        planned: follow-up tasks open, and meetings of which nobody said yet how they went.
    """

    person_id: int
    first_contact_at: datetime | None
    made: int
    planned: int

    @property
    def missing(self) -> int:
        """How many more should be planned before giving up; none before the first contact."""
        if self.first_contact_at is None:
            return 0
        return max(0, FOLLOW_UP_GOAL - self.made - self.planned)


def time_faults(field: str, at: datetime, *, now: datetime, planned: bool) -> list[Fault]:
    """What is wrong with a time: what is `planned` may lie ahead, what happened may not."""
    if at.tzinfo is None:
        return [Fault((field,), "The time needs a time zone, such as +03:00.", "time_without_zone")]
    if at < EARLIEST:
        return [
            Fault((field,), "The time is before 1990; please check the year.", "time_too_early")
        ]
    if not planned and at > now:
        message = "The time lies in the future; say when it happened."
        return [Fault((field,), message, "time_in_future")]
    if at > now + FARTHEST:
        return [Fault((field,), "The time is more than ten years away.", "time_too_late")]
    return []


def next_working_day(
    after: datetime, *, zone: ZoneInfo, weekend: Iterable[int], at: time = time(9)
) -> datetime:
    """The `at` o'clock of the first day after `after` that is no week-end, in that zone.

    `weekend` holds ISO weekdays, 1 is Monday. A week-end of all seven days counts as none.
    """
    off = set(weekend)
    if len(off) >= len(range(7)):
        off = set()
    day = after.astimezone(zone).date() + timedelta(days=1)
    while day.isoweekday() in off:
        day += timedelta(days=1)
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
