"""The state of a list as its address has it: a view, and what was changed of it since.

`?view=mine&q=sara&criteria={…}&order=-score&columns=name,owner&widths=name:14&pins=owner`
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import QueryDict

from qanat.kernel.phrase import Phrase
from qanat.listing.public import Asked, View, read_criteria

PARTS: Final = ("q", "criteria", "order", "columns", "widths", "pins")
NARROWEST: Final = 3.0
WIDEST: Final = 40.0


@dataclass(frozen=True)
class State:
    """What a list shows.

    Attributes:
        view: the one that it began from.
        asked: the view with all that the address says besides.
        changed: whether that differs from the view.
        query: the address again, in its shortest form.
    """

    view: View
    asked: Asked
    changed: bool
    query: str

    @property
    def criteria_text(self) -> str:
        """The criteria as the editor takes them; empty for none."""
        return json.dumps(self.asked.criteria, ensure_ascii=False) if self.asked.criteria else ""


def criteria_json(parts: list[Any]) -> str:
    """The criteria that all of these hold, as an address has them; empty for none."""
    return json.dumps({"all": parts}, ensure_ascii=False, separators=(",", ":")) if parts else ""


def state_of(told: QueryDict, views: list[View]) -> State:
    """The state that an address says; what it cannot say so is left out."""
    given = {key: str(told[key]) for key in told}
    view = next((each for each in views if each.key == given.get("view")), views[0])
    asked = view.asked
    if "q" in given:
        asked = replace(asked, search=given["q"].strip())
    if "criteria" in given:
        criteria = read_criteria(given["criteria"])
        if _bare(criteria) != _bare(view.asked.criteria):
            asked = replace(asked, criteria=criteria)
    if "order" in given:
        asked = replace(asked, order=given["order"])
    if "columns" in given:
        asked = replace(asked, columns=tuple(filter(None, given["columns"].split(","))))
    if "widths" in given:
        asked = replace(asked, widths=_widths(given["widths"]))
    if "pins" in given:
        asked = replace(asked, pins=tuple(given["pins"].split(",")))
    changed = asked.completed() != view.asked.completed()
    return State(view, asked.completed(), changed, _query(given, view))


def _bare(criteria: Any) -> Any:
    """The criteria without a group of one around them, as the editor gives them back."""
    parts = criteria.get("all") if isinstance(criteria, Mapping) else None
    return _bare(parts[0]) if isinstance(parts, list) and len(parts) == 1 else criteria


def _query(given: dict[str, str], view: View) -> str:
    short = QueryDict(mutable=True)
    short["view"] = view.key
    for part in PARTS:
        if part in given:
            short[part] = given[part]
    return short.urlencode()


def _widths(text: str) -> dict[str, float]:
    found = {}
    for pair in text.split(","):
        key, _, width = pair.partition(":")
        try:
            found[key] = min(WIDEST, max(NARROWEST, float(width)))
        except ValueError:
            continue
    return found


def named(view: View, language: str) -> str:
    """The name of a view in the language of the page."""
    return view.name.in_language(language) if isinstance(view.name, Phrase) else view.name
