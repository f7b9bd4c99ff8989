"""The rows of a list as HTML, by functions: a page has sixty rows of ten cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from qanat.listing.public import Column, Kind, Row
from qanat.web.lists.cells import cell_html, link_of, next_of
from qanat.web.lists.shown import NUMBERS
from qanat.web.look import Look
from qanat.web.markup import markup
from qanat.web.navigation import Addresses, address_of

STACKED: Final = {
    Kind.RECORD: "cell-lead",
    Kind.SCORE: "cell-score",
    Kind.STEP: "cell-step",
    Kind.MONEY: "cell-money",
}
OF_ACCOUNTS: Final = {
    "industry": "cell-part",
    "city": "cell-part",
    "owner": "cell-owner",
    "worth": "cell-worth",
}
"""What a narrow list of accounts shows besides the name: value above, industry, city and owner below."""
_ROW: Final = """\
<tr data-row="{0}"{4}>
  <td><input type="checkbox" class="check" name="id" value="{0}" form="bulk" aria-label="{1}"></td>
  <th scope="row" class="col-pin cell-lead">{2}</th>{3}
</tr>
"""


@dataclass(frozen=True, kw_only=True)
class Printer:
    """Prints the rows of one page; what they share is looked up once.

    Attributes:
        labels: those of statuses, by key.
        may_edit: whether a cell says where it is edited, if its column can be.
        may_plan: whether a row says where its next step is planned.
    """

    subject: str
    columns: Sequence[Column]
    look: Look
    labels: Mapping[str, str]
    may_edit: bool
    may_plan: bool
    addresses: Addresses = field(default_factory=Addresses)

    def rows(self, rows: Sequence[Row]) -> SafeString:
        """The rows one after another; empty for none."""
        return SafeString("".join(self._row(each) for each in rows))

    def _row(self, row: Row) -> SafeString:
        select = self._select % {"name": row.values.get("name") or ""}
        cells = "".join(self._cell(row, column, opening) for column, opening in self._cells)
        return markup(_ROW, row.id, select, self._lead(row), SafeString(cells), self._next(row))

    def _next(self, row: Row) -> SafeString:
        """Where the next step of a row's record is planned; nothing where it is not or they may not."""
        url = next_of(self.subject, row, self.addresses) if self.may_plan else ""
        return markup(' data-next="{}"', url) if url else SafeString("")

    def _lead(self, row: Row) -> SafeString:
        """The inside of the first cell: the record's name, which leads to it."""
        shown = cell_html(row, self.columns[0], self.look, self.labels)
        page = link_of(self.subject, row, self.addresses)
        panel = link_of(self.subject, row, self.addresses, panel=True)
        if not page:
            return markup('<span class="table__lead">{}</span>', shown)
        beside = markup(' hx-get="{}" hx-target="#panel"', panel) if panel else ""
        return markup('<a class="table__lead" href="{}"{}>{}</a>', page, beside, shown)

    def _cell(self, row: Row, column: Column, pattern: str) -> str:
        shown = cell_html(row, column, self.look, self.labels)
        return markup(pattern, row.id, shown)

    @cached_property
    def _cells(self) -> list[tuple[Column, str]]:
        """The columns but the first, with the pattern of their cells: of the id and what is shown."""
        return [
            (each, f"<td{self._class(each)}{self._edit(each)}>{{1}}</td>")
            for each in self.columns[1:]
        ]

    def _edit(self, column: Column) -> str:
        if not column.edit or not self.may_edit:
            return ""
        return f' data-edit="{address_of(f"lists:{self.subject}")}{{0}}/cell/{column.key}/"'

    def _class(self, column: Column) -> str:
        stacked = OF_ACCOUNTS if self.subject == "accounts" else {}
        parts = [stacked.get(column.key) or STACKED.get(column.kind, "")]
        if column.kind in NUMBERS:
            parts.append("is-number")
        if column.kind in {Kind.INSTANT, Kind.DATE}:
            parts.append("soft")
        names = " ".join(filter(None, parts))
        return f' class="{names}"' if names else ""

    @cached_property
    def _select(self) -> str:
        return gettext("Select %(name)s")
