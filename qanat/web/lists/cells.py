"""A value of a list as a person sees it. Functions, not templates: a page has hundreds of cells."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qanat.kernel import clock
from qanat.kernel.countries import country_name
from qanat.kernel.money import Money
from qanat.listing.public import Column, Kind, Row
from qanat.web.components.date.reading import numeric_date
from qanat.web.components.marks.marks import avatar_html
from qanat.web.components.score.score import score_html
from qanat.web.look import Look
from qanat.web.markup import markup
from qanat.web.navigation import Addresses
from qanat.web.when import ago_html, shown_ago
from qanat.work.public import kind_name

Shown = str | SafeString
NOTHING: Final = ""
RECORDS: Final = {"people": "person", "accounts": "account", "deals": "deal"}
LIFECYCLES: Final[dict[str, Promise]] = {
    "subscriber": _("Subscriber"),
    "lead": _("Lead"),
    "mql": _("Marketing-qualified"),
    "sql": _("Sales-qualified"),
    "opportunity": _("Opportunity"),
    "customer": _("Customer"),
}
BADGES: Final = {
    "contacted": "water",
    "qualified": "won",
    "unqualified": "lost",
    "nurture": "warm",
    "won": "won",
    "lost": "lost",
    "customer": "won",
    "opportunity": "won",
    "mql": "water",
    "sql": "water",
}
OUTCOMES: Final[dict[str, Promise]] = {"won": _("Won"), "lost": _("Lost")}


def cell_html(row: Row, column: Column, look: Look, labels: Mapping[str, str]) -> Shown:
    """The inside of a cell; empty where there is no value. `labels` are those of statuses."""
    value = row.values[column.key]
    if column.kind is Kind.CHOICE:
        return _choice(value, look, labels)
    return _SHOWN[column.kind](value, look) if value not in (None, "", []) else NOTHING


def link_of(subject: str, row: Row, addresses: Addresses, *, panel: bool = False) -> str:
    """The address of a row's record, as a page or beside the list; empty while there is none."""
    about = row.values.get("about") if subject == "tasks" else None
    kind, record_id = RECORDS.get(subject, ""), row.id
    if about:
        kind = "person" if about["person"] else "deal"
        record_id = about["person"] or about["deal"] or 0
    return addresses.of(f"record:{kind}{'_panel' if panel else ''}", record_id) if kind else ""


def next_of(subject: str, row: Row, addresses: Addresses) -> str:
    """The address of the dialog that plans a next step with the row's record; empty while there is none."""
    match subject:
        case "people":
            return addresses.of("record:next_step", row.id)
        case "deals":
            return addresses.of("record:deal_next_step", row.id)
        case "tasks":
            about = row.values.get("about") or {}
            if about.get("deal"):
                return addresses.of("record:deal_next_step", about["deal"])
            return addresses.of("record:next_step", about["person"]) if about.get("person") else ""
        case _:
            return ""


def plain(value: Any, column: Column, look: Look, labels: Mapping[str, str]) -> str:
    """The value as the field of an edit holds it: a day in the calendar of the reader, Latin digits."""
    match column.kind:
        case Kind.MONEY:
            return str(value["amount"] or "")
        case Kind.USER:
            return str(value["id"] or "")
        case Kind.DATE:
            return numeric_date(value, look) if value else ""
        case _:
            return "" if value is None else str(value)


def _text(value: Any, look: Look) -> Shown:
    return markup('<bdi class="cut">{}</bdi>', value)


def _left_to_right(value: Any, look: Look) -> Shown:
    return markup('<bdi class="cut" dir="ltr">{}</bdi>', value)


def _number(value: Any, look: Look) -> Shown:
    return look.number(value)


def _money(value: Any, look: Look) -> Shown:
    if value["amount"] is None:
        return NOTHING
    return markup("<bdi>{}</bdi>", look.money(Money(Decimal(value["amount"]), value["currency"])))


def _date(value: Any, look: Look) -> Shown:
    return look.day(value)


def _instant(value: Any, look: Look) -> Shown:
    return ago_html(value, look)


def _user(value: Any, look: Look) -> Shown:
    if value["id"] is None:
        return markup(
            '<span class="row">{}<span class="muted">{}</span></span>',
            avatar_html(None, ""),
            gettext("Nobody"),
        )
    name = value["name"] or ""
    return markup(
        '<span class="row">{}<bdi class="cut">{}</bdi></span>', avatar_html(value["id"], name), name
    )


def _score(value: Any, look: Look) -> Shown:
    if value["total"] is None:
        return NOTHING
    return score_html(look.number(value["total"]), value["band"] or "", "")


def _step(value: Any, look: Look) -> Shown:
    if value.get("done"):
        return markup(
            '<span class="step step--planned"><span class="cut">{}</span></span>', gettext("Done")
        )
    if not value["at"]:
        return markup(
            '<span class="step step--none"><span class="cut">{}</span></span>',
            gettext("No next step"),
        )
    at = datetime.fromisoformat(value["at"])
    now = clock.now()
    state = "overdue" if at < now else "planned"
    if look.local(at).date() == look.local(now).date():
        state = "overdue" if at < now else "today"
        when = look.clock(at)
    else:
        when = shown_ago(at, look)
    what = value["title"] or kind_name(value["kind"], look.language)
    return markup(
        '<span class="step step--{}" title="{}"><bdi class="cut">{}</bdi><span class="step__when">{}</span></span>',
        state,
        look.instant(at),
        what,
        when,
    )


def _tags(value: Any, look: Look) -> Shown:
    badges = [markup('<span class="badge"><bdi>{}</bdi></span>', tag) for tag in value]
    return markup('<span class="row">{}</span>', SafeString(" ".join(badges)))


def _country(value: Any, look: Look) -> Shown:
    return markup('<span class="cut">{}</span>', country_name(value, look.language))


def _about(value: Any, look: Look) -> Shown:
    return _text(value["name"], look) if value["name"] else NOTHING


def _choice(value: Any, look: Look, labels: Mapping[str, str]) -> Shown:
    if not value:
        return NOTHING
    if isinstance(value, Mapping):
        outcome = value["outcome"]
        label = (
            OUTCOMES.get(outcome)
            or value["labels"].get(look.language)
            or value["labels"].get("en", "")
        )
        return badge_html(outcome, str(label))
    label = labels.get(value) or str(LIFECYCLES.get(value) or kind_name(value, look.language))
    return badge_html(value, label)


def badge_html(key: str, label: str) -> SafeString:
    """A badge in the colour of what it says."""
    colour = BADGES.get(key)
    return markup(
        '<span class="badge{}">{}</span>',
        f" badge--{colour}" if colour else "",
        label,
    )


_SHOWN: Final[dict[Kind, Callable[[Any, Look], Shown]]] = {
    Kind.RECORD: _text,
    Kind.TEXT: _text,
    Kind.EMAIL: _left_to_right,
    Kind.PHONE: _left_to_right,
    Kind.LINK: _left_to_right,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.INSTANT: _instant,
    Kind.USER: _user,
    Kind.SCORE: _score,
    Kind.STEP: _step,
    Kind.TAGS: _tags,
    Kind.COUNTRY: _country,
    Kind.ABOUT: _about,
}
