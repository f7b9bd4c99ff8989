"""What outcomes, kinds, channels and the rest of the closed sets are called on records."""

from typing import Final

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from qanat.work.public import kind_name

Words = dict[str, Promise]


def _in_language_of_now(kind: str) -> str:
    return kind_name(kind, get_language() or "en")


_name = lazy(_in_language_of_now, str)


CALL_OUTCOMES: Final[Words] = {
    "answered": _("answered"),
    "call_back": _("call back later"),
    "not_interested": _("not interested"),
    "no_answer": _("no answer"),
    "left_message": _("left a message"),
    "busy": _("busy"),
    "wrong_number": _("wrong number"),
    "refused": _("refused"),
}
MEETING_KINDS: Final[dict[str, str]] = {kind: _name(kind) for kind in ("meeting", "presentation")}
TASK_KINDS: Final[dict[str, str]] = {
    kind: _name(kind) for kind in ("call", "email", "meeting", "follow_up", "todo")
}
CHANNELS: Final[Words] = {
    "email": _("E-mail"),
    "phone": _("Phone"),
    "sms": _("SMS"),
    "whatsapp": _("WhatsApp"),
    "post": _("Post"),
    "tracking": _("Tracking"),
}
STATES: Final[Words] = {
    "granted": _("agreed"),
    "denied": _("refused"),
    "withdrawn": _("withdrawn"),
    "pending": _("asked, not confirmed"),
    "expired": _("expired"),
}
PURPOSES: Final[Words] = {
    "marketing": _("Marketing"),
    "service": _("Answers to what they asked"),
}
STEPS: Final = ("lead", "mql", "sql", "opportunity", "customer")
"""The lifecycle as the stepper of a person shows it."""
