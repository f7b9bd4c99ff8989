"""What a reader can choose in place: period, source, team, owner, grouping."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qanat.access.public import list_teams
from qanat.insight.public import Report, owners_seen, sources_seen
from qanat.kernel.calendars import in_calendar
from qanat.kernel.errors import Invalid
from qanat.kernel.shown import shown_digits
from qanat.web.look import Look
from qanat.web.reports.asked import Asker
from qanat.web.reports.periods import CUSTOM, LABELS, Days
from qanat.web.reports.state import NO_SOURCE, State

MOST_TEAMS: Final = 200

GROUPS: Final[dict[str, str | Promise]] = {
    "none": gettext_lazy("Not grouped"),
    "source": gettext_lazy("By source"),
    "medium": gettext_lazy("By medium"),
    "campaign": gettext_lazy("By campaign"),
    "owner": gettext_lazy("By owner"),
    "country": gettext_lazy("By country"),
    "industry": gettext_lazy("By industry"),
    "month": gettext_lazy("By month"),
    "quarter": gettext_lazy("By quarter"),
    "year": gettext_lazy("By year"),
}


@dataclass(frozen=True)
class Option:
    """One thing to choose."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Choice:
    """A field in which one of the options is chosen."""

    name: str
    label: str
    options: list[Option]

    @property
    def is_set(self) -> bool:
        """Whether something else than the first, which is the usual, is chosen."""
        return any(option.chosen for option in self.options[1:])


def period_choice(state: State) -> Choice:
    """The periods there are."""
    options = [Option(name, str(label), name == state.period) for name, label in LABELS.items()]
    return Choice("period", _("Period"), options)


def grouping_choice(state: State, report: Report) -> Choice | None:
    """How the rows can be grouped; None where there is no choice."""
    if len(report.groupings) < 2:  # noqa: PLR2004 nothing to choose
        return None
    chosen = state.by or report.groupings[0]
    return Choice(
        "by",
        _("Grouping"),
        [Option(name, str(GROUPS[name]), name == chosen) for name in report.groupings],
    )


def only_choices(state: State, asker: Asker) -> list[Choice]:
    """To whom it can be restricted: only what the reader sees, and only where there is a choice."""
    actor = asker.actor
    sources = sources_seen(actor=actor)
    found = [
        Choice(
            "source",
            _("Source"),
            [
                Option("", _("All sources"), not state.source),
                *(Option(name, name, name == state.source) for name in sources),
                Option(NO_SOURCE, _("Without a source"), state.source == NO_SOURCE),
            ],
        )
    ]
    teams = list_teams(actor, limit=MOST_TEAMS) if actor.may("users.view") else []
    if actor.sees is not None:
        teams = [team for team in teams if actor.sees & set(team.user_ids)]
    if len(teams) > 1:
        options = [Option(str(team.id), team.name, team.id == state.team) for team in teams]
        usual = Option("", _("All teams"), state.team is None)
        found.append(Choice("team", _("Team"), [usual, *options]))
    owners = owners_seen(actor=actor)
    if len(owners) > 1:
        options = [Option(str(one.id), one.name, one.id == state.owner) for one in owners]
        usual = Option("", _("All owners"), state.owner is None)
        found.append(Choice("owner", _("Owner"), [usual, *options]))
    return found


def shown_days(days: Days | None, look: Look) -> str:
    """The days of a period in words, or its end alone; empty for all time."""
    if days is None or (days.start is None and days.end is None):
        return ""
    if days.start is None:
        return _("until %(day)s") % {"day": look.day(days.end)} if days.end else ""
    if days.end is None:
        return _("from %(day)s") % {"day": look.day(days.start)}
    if days.start == days.end:
        return look.day(days.start)
    return f"{look.day(days.start)} – {look.day(days.end)}"


def typed_days(state: State, look: Look) -> dict[str, str]:
    """First and last day of a period of one's own as one would type them, by the names of the fields."""
    if state.period != CUSTOM:
        return {"from": "", "to": ""}
    return {
        name: _typed(day, look) if day else ""
        for name, day in (("from", state.start), ("to", state.end))
    }


def _typed(day: date, look: Look) -> str:
    try:
        found = in_calendar(day, look.calendar)
    except Invalid:
        return day.isoformat()
    return shown_digits(f"{found.year:04}-{found.month:02}-{found.day:02}", look.digits)
