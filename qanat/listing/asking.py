"""What a list shows, as an address or a saved view says it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from qanat.listing.subjects import Subject, columns_of, subject_of

LONGEST_SEARCH = 200
MOST_PINS: Final = 3
"""How many columns can be pinned beside the first."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which records, by which order, with which columns.

    Attributes:
        criteria: of the criteria language; None asks for all.
        search: letters of a name, an e-mail or a phone.
        order: key of a column that can be ordered by; `-` before it turns it round.
        columns: keys, in order.
        widths: in rem, of the columns that were made wider or narrower.
        pins: keys of the columns that stay in sight beside the first, which always does.
    """

    subject: str
    criteria: Mapping[str, Any] | None = None
    search: str = ""
    order: str = ""
    columns: tuple[str, ...] = ()
    widths: Mapping[str, float] | None = None
    pins: tuple[str, ...] = ()

    @property
    def of(self) -> Subject:
        """The subject itself."""
        return subject_of(self.subject)

    def completed(self) -> "Asked":
        """The same, with what was not said filled in; what is not there any more is left out.

        Pinned columns come right behind the first.
        """
        known = columns_of(self.subject)
        said = tuple(key for key in dict.fromkeys(self.columns) if key in known)
        first, *others = said or self.of.shown
        pins = tuple(key for key in others if key in self.pins)[:MOST_PINS]
        columns = (first, *pins, *(key for key in others if key not in pins))
        order = self.order if _can_order(known, self.order) else self.of.order
        return replace(self, columns=columns, order=order, pins=pins)

    def as_json(self) -> dict[str, Any]:
        """What a saved view keeps."""
        return {
            "criteria": self.criteria,
            "search": self.search,
            "order": self.order,
            "columns": list(self.columns),
            "widths": dict(self.widths or {}),
            "pins": list(self.pins),
        }

    @classmethod
    def of_json(cls, subject: str, kept: Mapping[str, Any]) -> "Asked":
        """What `as_json` kept."""
        return cls(
            subject=subject,
            criteria=kept.get("criteria"),
            search=str(kept.get("search") or ""),
            order=str(kept.get("order") or ""),
            columns=tuple(kept.get("columns") or ()),
            widths={key: float(rem) for key, rem in (kept.get("widths") or {}).items()},
            pins=tuple(kept.get("pins") or ()),
        )


def read_criteria(text: str) -> Mapping[str, Any] | None:
    """Criteria out of an address; None for none and for what is no JSON object."""
    try:
        found = json.loads(text) if text else None
    except ValueError:
        return None
    return found if isinstance(found, dict) and found else None


def _can_order(known: Mapping[str, Any], order: str) -> bool:
    column = known.get(order.removeprefix("-"))
    return column is not None and bool(column.sort)
