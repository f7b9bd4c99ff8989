"""What the settings are made of: one entry a page, shown to whoever may open it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qanat.platform.actor import Actor
from qanat.web.navigation import address_of


@dataclass(frozen=True, kw_only=True)
class Section:
    """One page of settings.

    Attributes:
        name: of its address.
        about: what one does there, in a few words.
    """

    name: str
    label: str | Promise
    about: str | Promise
    icon: str
    permission: str
    group: str | Promise

    @property
    def url(self) -> str:
        """Its address; empty while there is none."""
        return address_of(self.name)


_RULES: Final = _("Rules")
_COMPANY: Final = _("Organisation")
_RECORDS: Final = _("Records")
_OPERATION: Final = _("Operation")

SECTIONS: Final = (
    Section(
        name="settings:scoring",
        label=_("Scoring"),
        about=_("What makes a lead ready, and from how many points"),
        icon="rules",
        permission="scoring.view",
        group=_RULES,
    ),
    Section(
        name="settings:routing",
        label=_("Routing"),
        about=_("Who gets which leads, in turn"),
        icon="sequence",
        permission="routing.view",
        group=_RULES,
    ),
    Section(
        name="settings:pipelines",
        label=_("Pipelines and statuses"),
        about=_("Stages, gates, reasons for losing"),
        icon="board",
        permission="pipeline.view",
        group=_RULES,
    ),
    Section(
        name="settings:fields",
        label=_("Fields"),
        about=_("Fields of your own for people, accounts and deals"),
        icon="columns",
        permission="people.view",
        group=_RULES,
    ),
    Section(
        name="settings:users",
        label=_("Users"),
        about=_("Who works here, and what each may do"),
        icon="leads",
        permission="users.view",
        group=_COMPANY,
    ),
    Section(
        name="settings:teams",
        label=_("Teams"),
        about=_("Who works together and sees each other's records"),
        icon="team",
        permission="users.view",
        group=_COMPANY,
    ),
    Section(
        name="settings:tokens",
        label=_("API tokens"),
        about=_("Keys with which programs act as you"),
        icon="key",
        permission="tokens.view",
        group=_COMPANY,
    ),
    Section(
        name="settings:trash",
        label=_("Trash"),
        about=_("What was deleted, and how to get it back"),
        icon="trash",
        permission="people.delete",
        group=_RECORDS,
    ),
    Section(
        name="settings:audit",
        label=_("Audit"),
        about=_("Who changed what, and when"),
        icon="book",
        permission="audit.view",
        group=_RECORDS,
    ),
    Section(
        name="settings:parked",
        label=_("Parked submissions"),
        about=_("What arrived and could not be read; mend it and it goes on"),
        icon="inbox",
        permission="inbox.view",
        group=_OPERATION,
    ),
    Section(
        name="settings:health",
        label=_("Health"),
        about=_("Whether all parts run, and what waits"),
        icon="pulse",
        permission="settings.view",
        group=_OPERATION,
    ),
)


def sections(actor: Actor) -> list[Section]:
    """The pages of settings that the actor may open."""
    return list(_open_to(actor))


def _open_to(actor: Actor) -> Iterator[Section]:
    for section in SECTIONS:
        if section.url and actor.may(section.permission):
            yield section
