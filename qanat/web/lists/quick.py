"""Quick filters: the few conditions that are asked all the time, each a link away.

A choice puts its condition into the criteria of the list, or takes it out again; all else of them stays.
What the records of the list have most, such as their sources, is looked up and counted when its menu opens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from qanat.kernel.errors import NotFound
from qanat.listing.public import Asked, Facet, commons_of, facets_of
from qanat.platform.actor import Actor
from qanat.web.lists.state import State, criteria_json
from qanat.web.look import Look

BANDS: Final[dict[str, Promise]] = {"hot": _("Hot"), "warm": _("Warm"), "cold": _("Cold")}
OWNERS: Final = {
    "people": "person.owner",
    "accounts": "account.owner",
    "deals": "opportunity.owner",
}

WHO: Final = ("is_me", "is_in_my_team", "is_unknown")


@dataclass(frozen=True)
class Choice:
    """One choice: what it is called, the criteria with it (or without, where it is `on`), how many have it."""

    label: str
    criteria: str
    on: bool
    count: str = ""


@dataclass(frozen=True)
class Quick:
    """One quick filter with its choices.

    Attributes:
        more: whether further choices are looked up when it opens.
        narrowed: whether one of those is chosen.
    """

    key: str
    label: str
    choices: list[Choice]
    more: bool = False
    narrowed: bool = False

    @property
    def on(self) -> bool:
        """Whether the list is filtered by it."""
        return self.narrowed or any(each.on for each in self.choices)


def quick_filters(state: State, statuses: Mapping[str, str], actor: Actor) -> list[Quick]:
    """The quick filters of the list as it is."""
    subject = state.asked.subject
    parts = _parts(state.asked.criteria)
    facets = {each.key: each for each in facets_of(subject, actor)}
    found = []
    if subject == "people":
        found.append(
            _several(parts, "status", gettext("Status"), "person.status", list(statuses.items()))
        )
        bands = [(key, str(label)) for key, label in BANDS.items()]
        found.append(_several(parts, "band", gettext("Band"), "score.band", bands))
    if subject in OWNERS:
        found.append(_owner(parts, OWNERS[subject]))
    known = {each.key for each in found}
    found += [Quick(key, _label(each), []) for key, each in facets.items() if key not in known]
    return [_completed(each, facets.get(each.key), parts) for each in found]


def common_choices(
    state: State, key: str, look: Look, *, actor: Actor, now: datetime
) -> list[Choice]:
    """What the records have most in one respect, each as a choice; what is chosen is always among them.

    Raises:
        NotFound: there is no such quick filter, or not for the actor.
        Invalid: the criteria of the list cannot be asked.
    """
    facet = next((each for each in facets_of(state.asked.subject, actor) if each.key == key), None)
    if facet is None:
        raise NotFound("quick filter", key)
    parts = _parts(state.asked.criteria)
    rest = [part for part in parts if not _is_of(part, facet.field, _replaced(facet))]
    found = commons_of(_narrowed(state.asked, rest), key, actor=actor, now=now)
    chosen = _chosen(parts, facet)
    known = [(each.value, _said(each.labels, look), each.count) for each in found.values]
    gone = [(value, value, 0) for value in chosen if value not in {each[0] for each in known}]
    choices = []
    for value, label, count in (*gone, *known):
        on = value in chosen
        wanted = [each for each in chosen if each != value] if on else [*chosen, value]
        leaf = [{"field": facet.field, "is": facet.operator, "value": wanted}] if wanted else []
        more = "+" if found.least else ""
        said = f"{look.number(count)}{more}" if count else ""
        choices.append(Choice(label, criteria_json(rest + leaf), on, said))
    return choices


def _narrowed(asked: Asked, parts: list[Any]) -> Asked:
    return replace(asked, criteria={"all": parts} if parts else None)


def _label(facet: Facet) -> str:
    return facet.label.in_language(get_language() or "en")


def _said(labels: str | Mapping[str, str], look: Look) -> str:
    return labels if isinstance(labels, str) else labels.get(look.language) or labels["en"]


def _completed(quick: Quick, facet: Facet | None, parts: list[Any]) -> Quick:
    if facet is None:
        return quick
    return replace(quick, more=True, narrowed=bool(_chosen(parts, facet)))


def _chosen(parts: list[Any], facet: Facet) -> list[Any]:
    """The values of the condition that the quick filter writes; none where there is no such."""
    operators = (facet.operator, "is")
    now = next((part for part in parts if _is_of(part, facet.field, operators)), None)
    value = now["value"] if now else []
    return value if isinstance(value, list) else [value]


def _replaced(facet: Facet) -> tuple[str, ...]:
    """The operators of the conditions that a choice takes the place of."""
    return (facet.operator, "is", *WHO) if facet.key == "owner" else (facet.operator, "is")


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
    words = dict(
        zip(WHO, (gettext("Me"), gettext("My team"), pgettext("owner", "Nobody")), strict=True)
    )
    now = next((part for part in parts if _is_of(part, name, WHO)), None)
    rest = [part for part in parts if not _is_of(part, name, (*WHO, "one_of", "is"))]
    choices = []
    for operator, label in words.items():
        on = now is not None and now["is"] == operator
        leaf = [] if on else [{"field": name, "is": operator}]
        choices.append(Choice(label, criteria_json(rest + leaf), on))
    return Quick("owner", gettext("Owner"), choices)
