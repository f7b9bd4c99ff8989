"""What is particular to each of the four lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is particular to one list.

    Attributes:
        one: what its new-button says; `new` is where it leads.
        change, delete: the permissions that its edits and bulk deeds need.
        empty: what the page says while there is nothing yet.
        fine: by the key of a view, what the page says when nothing is in it, which is good.
    """

    subject: str
    label: str | Promise
    one: str | Promise
    new: str
    add: str
    change: str
    delete: str
    empty: str | Promise
    bulk: tuple[str, ...]
    fine: Mapping[str, str | Promise] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The name of its address."""
        return f"lists:{self.subject}"


LISTS: Final = {
    each.subject: each
    for each in (
        Kept(
            subject="people",
            label=_("Leads"),
            one=_("New lead"),
            new="record:new_person",
            add="people.add",
            change="people.change",
            delete="people.delete",
            empty=_(
                "A lead arrives by form, file, API or hand, and lands here with its score and its owner."
            ),
            bulk=("assign", "status", "tag", "list", "delete"),
            fine={
                "mine": _("No open lead of yours is left."),
                "unassigned": _("Every lead has an owner."),
                "hot": _("Nobody is hot at the moment."),
                "forgotten": _("Every open lead has a next step."),
            },
        ),
        Kept(
            subject="accounts",
            label=_("Accounts"),
            one=_("New account"),
            new="record:new_account",
            add="accounts.add",
            change="accounts.change",
            delete="accounts.delete",
            empty=_("A company comes here by itself with the first lead who works there."),
            bulk=("assign", "delete"),
            fine={"mine": _("No account is yours yet.")},
        ),
        Kept(
            subject="deals",
            label=_("Deals"),
            one=_("New deal"),
            new="record:new_deal",
            add="opportunities.add",
            change="opportunities.change",
            delete="opportunities.delete",
            empty=_("A deal begins when a qualified lead is converted, or by hand."),
            bulk=("assign", "delete"),
            fine={
                "closing": _("No open deal is expected to close within 30 days."),
                "stuck": _("No open deal stands still."),
                "won": _("No deal is won yet."),
            },
        ),
        Kept(
            subject="tasks",
            label=_("Tasks"),
            one=_("New task"),
            new="",
            add="tasks.add",
            change="tasks.change",
            delete="tasks.delete",
            empty=_("What is planned with your leads and deals stands here, the first due first."),
            bulk=("done", "assign", "delete"),
            fine={
                "today": _("Nothing is due today."),
                "overdue": _("Nothing is late."),
                "mine": _("You have planned nothing."),
            },
        ),
    )
}
