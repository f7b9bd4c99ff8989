"""Quick filters: the few conditions that are asked all the time, each a link away.

A choice puts its condition into the criteria of the list, or takes it out again; all else of them stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from qanat.web.lists.state import State, criteria_json

BANDS: Final[dict[str, Promise]] = {"hot": _("Hot"), "warm": _("Warm"), "cold": _("Cold")}
OWNERS: Final = {
    "people": "person.owner",
    "accounts": "account.owner",
    "deals": "opportunity.owner",
}


@dataclass(frozen=True)
class Choice:
    """One choice: what it is called, the criteria with it (or without, where it is `on`)."""

    label: str
    criteria: str
    on: bool


@dataclass(frozen=True)
class Quick:
    """One quick filter with its choices; `on` when any of them is."""

    key: str
    label: str
    choices: list[Choice]

    @property
    def on(self) -> bool:
        """Whether the list is filtered by it."""
        return any(each.on for each in self.choices)


def quick_filters(state: State, statuses: Mapping[str, str]) -> list[Quick]:
    """The quick filters of the list as it is."""
    subject = state.asked.subject
    parts = _parts(state.asked.criteria)
    found = []
    if subject == "people":
        found.append(
            _several(parts, "status", gettext("Status"), "person.status", list(statuses.items()))
        )
        bands = [(key, str(label)) for key, label in BANDS.items()]
        found.append(_several(parts, "band", gettext("Band"), "score.band", bands))
    if subject in OWNERS:
        found.append(_owner(parts, OWNERS[subject]))
    return found


def _parts(criteria: Mapping[str, Any] | None) -> list[Any]:
    if criteria is None:
        return []
    return list(criteria["all"]) if isinstance(criteria.get("all"), list) else [criteria]


def _is_of(part: Any, name: str, operators: Sequence[str]) -> bool:
    return isinstance(part, dict) and part.get("field") == name and part.get("is") in operators


def _several(
    parts: list[Any], key: str, label: str, name: str, known: Sequence[tuple[str, str]]
) -> Quick:
    """Several values of one field can be chosen; none of them is no condition."""
    now = next((part for part in parts if _is_of(part, name, ("one_of", "is"))), None)
    value = now["value"] if now else []
    chosen = value if isinstance(value, list) else [value]
    rest = [part for part in parts if part is not now]
    choices = []
    for each, shown in known:
        on = each in chosen
        wanted = [one for one in chosen if one != each] if on else [*chosen, each]
        leaf = [{"field": name, "is": "one_of", "value": wanted}] if wanted else []
        choices.append(Choice(shown, criteria_json(rest + leaf), on))
    return Quick(key, label, choices)


def _owner(parts: list[Any], name: str) -> Quick:
    """One of a few; choosing it again takes it out."""
    words = {
        "is_me": gettext("Me"),
        "is_in_my_team": gettext("My team"),
        "is_unknown": pgettext("owner", "Nobody"),
    }
    now = next((part for part in parts if _is_of(part, name, tuple(words))), None)
    rest = [part for part in parts if part is not now]
    choices = []
    for operator, label in words.items():
        on = now is not None and now["is"] == operator
        leaf = [] if on else [{"field": name, "is": operator}]
        choices.append(Choice(label, criteria_json(rest + leaf), on))
    return Quick("owner", gettext("Owner"), choices)
