"""What work can be, and what follows from how it went. No Django here."""

from enum import StrEnum


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
