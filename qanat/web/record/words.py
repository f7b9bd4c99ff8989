"""What outcomes, kinds, channels and the rest of the closed sets are called on records."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, Promise]

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
MEETING_KINDS: Final[Words] = {"meeting": _("Meeting"), "presentation": _("Presentation")}
TASK_KINDS: Final[Words] = {
    "call": _("Call"),
    "email": _("E-mail"),
    "meeting": _("Meeting"),
    "follow_up": _("Follow-up"),
    "todo": _("To do"),
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
STEPS: Final = ("lead", "mql", "sql", "opportunity", "customer")
"""The lifecycle as the stepper of a person shows it."""
