"""What a list shows, as an address or a saved view says it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from qanat.listing.subjects import Subject, columns_of, subject_of

LONGEST_SEARCH = 200


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which records, by which order, with which columns.

    Attributes:
        criteria: of the criteria language; None asks for all.
        search: letters of a name, an e-mail or a phone.
        order: key of a column that can be ordered by; `-` before it turns it round.
        columns: keys, in order.
        widths: in rem, of the columns that were made wider or narrower.
    """

    subject: str
    criteria: Mapping[str, Any] | None = None
    search: str = ""
    order: str = ""
    columns: tuple[str, ...] = ()
    widths: Mapping[str, float] | None = None

    @property
    def of(self) -> Subject:
        """The subject itself."""
        return subject_of(self.subject)

    def completed(self) -> "Asked":
        """The same, with what was not said filled in; what is not there any more is left out."""
        known = columns_of(self.subject)
        columns = tuple(key for key in dict.fromkeys(self.columns) if key in known)
        order = self.order if _can_order(known, self.order) else self.of.order
        return replace(self, columns=columns or self.of.shown, order=order)

    def as_json(self) -> dict[str, Any]:
        """What a saved view keeps."""
        return {
            "criteria": self.criteria,
            "search": self.search,
            "order": self.order,
            "columns": list(self.columns),
            "widths": dict(self.widths or {}),
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
