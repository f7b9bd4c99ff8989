"""The cards of a board as HTML, by functions: a board has a hundred of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from qanat.kernel.money import Money
from qanat.pipeline.public import OpportunityCard
from qanat.web.components.icon.icon import icon_html
from qanat.web.components.marks.marks import avatar_html
from qanat.web.look import Look
from qanat.web.markup import markup
from qanat.web.navigation import Addresses
from qanat.web.when import ago_html
from qanat.work.public import NextStep

SLOW: Final = 0.7
"""The part of a stage's patience after which a card turns amber."""
_CARD: Final = """\
<article class="deal{}" tabindex="0" data-deal="{}" data-seen="{}" data-outcome="{}"{}>
  <div class="deal__top">{}{}</div>
  <span class="deal__company cut"><bdi>{}</bdi></span>
  <div class="deal__top">{}{}</div>
  <div class="deal__foot">{}<span title="{}">{}</span>{}</div>
</article>
"""


@dataclass(frozen=True, kw_only=True)
class Printer:
    """Prints the cards of one board; what they share is looked up once.

    Attributes:
        steps: what is planned next, by the id of the deal.
    """

    look: Look
    steps: Mapping[int, NextStep]
    may_change: bool
    addresses: Addresses = field(default_factory=Addresses)

    def cards(self, deals: Sequence[OpportunityCard]) -> SafeString:
        """The cards one after another; empty for none."""
        return SafeString("".join(self._card(each) for each in deals))

    def _card(self, deal: OpportunityCard) -> SafeString:
        return markup(
            _CARD,
            " deal--lost" if deal.outcome == "lost" else "",
            deal.id,
            deal.stage_id,
            deal.outcome,
            self._moves(deal),
            self._name(deal),
            _badge(deal),
            deal.account_name or deal.person_name,
            self._value(deal),
            self._age(deal),
            self._step(deal),
            deal.owner_name,
            avatar_html(deal.owner_id, deal.owner_name),
            self._menu(deal),
        )

    def _moves(self, deal: OpportunityCard) -> SafeString:
        """Where its moves are sent to."""
        return markup(
            ' data-move="{}" data-won="{}" data-lost="{}"',
            self.addresses.of("record:move", deal.id),
            self.addresses.of("record:won", deal.id),
            self.addresses.of("record:lost", deal.id),
        )

    def _name(self, deal: OpportunityCard) -> SafeString:
        return markup(
            '<a class="deal__name cut" dir="auto" href="{}" hx-get="{}" hx-target="#panel"'
            ' draggable="false">{}</a>',
            self.addresses.of("record:deal", deal.id),
            self.addresses.of("record:deal_panel", deal.id),
            deal.name,
        )

    def _value(self, deal: OpportunityCard) -> SafeString:
        if deal.amount is None:
            shown = markup('<span class="muted">{}</span>', gettext("no value yet"))
        else:
            shown = markup("<bdi>{}</bdi>", self.look.money(Money(deal.amount, deal.currency)))
        return markup('<span class="deal__value">{}</span>', shown)

    def _age(self, deal: OpportunityCard) -> SafeString:
        days = gettext("%(days)s d") % {"days": self.look.number(deal.days_in_stage)}
        age = _age_of(deal)
        return markup(
            '<span class="push age{}" title="{}">{}{}</span>',
            f" age--{age}" if age else "",
            gettext("Days in this stage"),
            icon_html("clock"),
            days,
        )

    def _step(self, deal: OpportunityCard) -> SafeString:
        """What is planned next; of a closed one, since when."""
        step = self.steps.get(deal.id)
        if deal.outcome != "open":
            since = ago_html(deal.closed_at, self.look) if deal.closed_at else ""
            return markup('<span class="soft cut">{}</span>', since)
        if step is None:
            none = markup('<span class="cut">{}</span>', gettext("No next step"))
            return markup(_STEP, "none", none)
        title = markup('<bdi class="cut">{}</bdi>', step.title)
        return markup(_STEP, "overdue" if step.overdue else "planned", title)

    def _menu(self, deal: OpportunityCard) -> SafeString | str:
        if not self.may_change or deal.outcome != "open":
            return ""
        return markup(
            '\n  <button type="button" class="button button--icon button--quiet button--sm deal__more"'
            ' data-card-menu aria-haspopup="menu" aria-label="{}">{}</button>',
            gettext("Move %(name)s") % {"name": deal.name},
            icon_html("dots"),
        )


_STEP: Final = '<span class="step step--{}">{}</span>'


def _badge(deal: OpportunityCard) -> SafeString | str:
    pattern = '<span class="push badge badge--{}">{}{}</span>'
    if deal.outcome == "won":
        return markup(pattern, "won", icon_html("check"), gettext("Won"))
    if deal.outcome == "lost":
        return markup(pattern, "lost", icon_html("x"), gettext("Lost"))
    return ""


def _age_of(deal: OpportunityCard) -> str:
    """`slow` when most of the stage's patience is used, `stuck` when all of it is, else empty."""
    if deal.outcome != "open" or deal.patience_days is None:
        return ""
    if deal.ageing:
        return "stuck"
    return "slow" if deal.days_in_stage >= deal.patience_days * SLOW else ""
