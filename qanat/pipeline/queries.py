"""Reading opportunities, always scoped to whom the actor sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qanat.kernel.errors import NotFound
from qanat.kernel.sql import Sql, joined
from qanat.pipeline.models import StageVisit
from qanat.pipeline.rules import days_between, outlasts, weighted
from qanat.platform.actor import Actor
from qanat.platform.statements import from_json, records, select, statement

MAX_PAGE = 200


@dataclass(frozen=True, kw_only=True)
class OpportunityCard:
    """An opportunity as a list, a board or its own page shows it.

    Attributes:
        chance: said for this one, else of the stage; in per cent.
        weighted: the amount times the chance of an open one; None without an amount.
        days_in_stage: whole days since it entered the stage it is in.
        patience_days: of the stage; `ageing` once it is in there for longer.
        pipeline_labels, stage_labels, reason_labels: by language code.
    """

    id: int
    name: str
    person_id: int | None
    person_name: str
    account_id: int | None
    account_name: str
    campaign_id: int | None
    owner_id: int
    owner_name: str
    pipeline_id: int
    pipeline_labels: Mapping[str, str]
    stage_id: int
    stage_key: str
    stage_labels: Mapping[str, str]
    outcome: str
    lost_reason: str | None
    reason_labels: Mapping[str, str] | None
    amount: Decimal | None
    currency: str
    chance: int
    weighted: Decimal | None
    kind: str
    custom: Mapping[str, Any]
    expected_close_on: date | None
    entered_stage_at: datetime
    days_in_stage: int
    patience_days: int | None
    ageing: bool
    opened_at: datetime
    closed_at: datetime | None
    updated_at: datetime


@dataclass(frozen=True, kw_only=True)
class OpportunityFilter:
    """Which opportunities a list shows; what is None does not restrict.

    Attributes:
        where: a condition over the table `opportunity o`, as criteria compile to.
    """

    pipeline_id: int | None = None
    stage_id: int | None = None
    outcome: str | None = None
    owner_id: int | None = None
    person_id: int | None = None
    account_id: int | None = None
    where: Sql | None = None


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One stay in a stage, by both clocks; `left_at` is None for the present one."""

    stage_id: int
    stage_labels: Mapping[str, str]
    outcome: str
    entered_at: datetime
    left_at: datetime | None
    recorded_at: datetime
    actor: str


EVERY = OpportunityFilter()


def opportunity_card(opportunity_id: int, *, actor: Actor, now: datetime) -> OpportunityCard:
    """One opportunity; one query.

    Raises:
        NotFound: none that the actor sees.
    """
    actor.require("opportunities.view")
    cards = _cards(_seen_by(actor) + Sql(" AND o.id = %s", (opportunity_id,)), now=now)
    if not cards:
        raise NotFound("opportunity", opportunity_id)
    return cards[0]


def list_opportunities(
    *,
    actor: Actor,
    now: datetime,
    chosen: OpportunityFilter = EVERY,
    after: int | None = None,
    limit: int = 50,
) -> list[OpportunityCard]:
    """Opportunities, the newest first, from below the id `after`; one query."""
    actor.require("opportunities.view")
    conditions = [_seen_by(actor), *_conditions(chosen)]
    if after is not None:
        conditions.append(Sql("o.id < %s", (after,)))
    return _cards(
        joined(" AND ", conditions) + " ORDER BY o.id DESC" + Sql(" LIMIT %s", (_page(limit),)),
        now=now,
    )


def count_opportunities(
    *, actor: Actor, chosen: OpportunityFilter = EVERY, cap: int = 10_000
) -> int:
    """How many there are, counted up to `cap`."""
    actor.require("opportunities.view")
    conditions = joined(" AND ", [_seen_by(actor), *_conditions(chosen)])
    inside = "SELECT FROM opportunity o WHERE " + conditions + Sql(" LIMIT %s", (cap,))
    ((count,),) = select("SELECT count(*) FROM (" + inside + ") found")  # noqa: S608 our own text
    return int(count)


def ageing_opportunities(
    *,
    actor: Actor,
    now: datetime,
    owner_id: int | None = None,
    after: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> list[OpportunityCard]:
    """Open ones that are in their stage for longer than its patience, the longest there first.

    `after` is `(entered_stage_at, id)` of the last one seen. One query.
    """
    actor.require("opportunities.view")
    conditions = [_seen_by(actor)]
    if owner_id is not None:
        conditions.append(Sql("o.owner_id = %s", (owner_id,)))
    if after is not None:
        conditions.append(Sql("(o.entered_stage_at, o.id) > (%s, %s)", after))
    before, rest = statement(__file__, "ageing").split("{condition}")
    oldest = before + joined(" AND ", conditions) + Sql(rest, (now, _page(limit)))
    order = Sql(" ORDER BY o.entered_stage_at, o.id LIMIT %s", (_page(limit),))
    return _cards("o.id IN (" + oldest + ")" + order, now=now)


def stage_cards(
    stage_id: int,
    *,
    actor: Actor,
    now: datetime,
    owner_id: int | None = None,
    entered_since: datetime | None = None,
    where: Sql | None = None,
    after: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> list[OpportunityCard]:
    """One column of the board: those in the stage, the last to enter first; one query.

    `after` is `(entered_stage_at, id)` of the last one seen. With `entered_since` only those that
    entered since then, as the board counts the closed stage; `where` as for `board`.
    """
    actor.require("opportunities.view")
    conditions = [_seen_by(actor), Sql("o.stage_id = %s", (stage_id,))]
    if owner_id is not None:
        conditions.append(Sql("o.owner_id = %s", (owner_id,)))
    if entered_since is not None:
        conditions.append(Sql("o.entered_stage_at >= %s", (entered_since,)))
    if where is not None:
        conditions.append(where)
    if after is not None:
        conditions.append(Sql("(o.entered_stage_at, o.id) < (%s, %s)", after))
    order = " ORDER BY o.entered_stage_at DESC, o.id DESC"
    return _cards(joined(" AND ", conditions) + order + Sql(" LIMIT %s", (_page(limit),)), now=now)


def stage_visits(opportunity_id: int, *, actor: Actor) -> list[Visit]:
    """Every stay of the opportunity in a stage, the first first.

    Raises:
        NotFound: no opportunity that the actor sees.
    """
    actor.require("opportunities.view")
    condition = _seen_by(actor) + Sql(" AND o.id = %s", (opportunity_id,))
    seen = select("SELECT 1 FROM opportunity o WHERE " + condition)  # noqa: S608 our own text
    if not seen:
        raise NotFound("opportunity", opportunity_id)
    visits = StageVisit.objects.filter(opportunity_id=opportunity_id).select_related("stage")
    return [
        Visit(
            stage_id=visit.stage_id,
            stage_labels=visit.stage.labels,
            outcome=visit.outcome,
            entered_at=visit.entered_at,
            left_at=visit.left_at,
            recorded_at=visit.recorded_at,
            actor=visit.actor,
        )
        for visit in visits.order_by("entered_at", "id")
    ]


@dataclass(frozen=True, kw_only=True)
class DealVisit:
    """A stay of some deal in a stage; `is_first` where it was opened with it."""

    at: datetime
    id: int
    opportunity_id: int
    name: str
    stage_labels: Mapping[str, str]
    outcome: str
    is_first: bool
    by: str


def visits_of_account(
    account_id: int,
    actor: Actor,
    *,
    before: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> list[DealVisit]:
    """Every stay of the deals of an account, the last first, from the one before `before`.

    One statement; only of deals that the actor may see.
    """
    actor.require("opportunities.view")
    query = Sql(
        "SELECT v.entered_at AS at, v.id, o.id AS opportunity_id, o.name, s.labels AS stage_labels,"
        " v.outcome, NOT EXISTS (SELECT FROM stage_visit w WHERE w.opportunity_id = o.id"
        " AND (w.entered_at, w.id) < (v.entered_at, v.id)) AS is_first,"
        " coalesce(nullif(u.name, ''), u.email, '') AS by"
        " FROM opportunity o JOIN stage_visit v ON v.opportunity_id = o.id"
        " JOIN stage s ON s.id = v.stage_id"
        " LEFT JOIN access_user u ON u.id = (substring(v.actor FROM '^user:([0-9]+)'))::bigint"
        " WHERE o.account_id = %s AND ",
        (account_id,),
    ) + _seen_by(actor)
    if before is not None:
        query += Sql(" AND (v.entered_at, v.id) < (%s, %s)", before)
    query += Sql(" ORDER BY v.entered_at DESC, v.id DESC LIMIT %s", (min(limit, MAX_PAGE),))
    return [
        DealVisit(**(row | {"stage_labels": from_json(row["stage_labels"])}))
        for row in records(query)
    ]


def _seen_by(actor: Actor) -> Sql:
    return "o.deleted_at IS NULL AND " + actor.visible("o.owner_id")


def _conditions(chosen: OpportunityFilter) -> list[Sql]:
    columns = ("pipeline_id", "stage_id", "outcome", "owner_id", "person_id", "account_id")
    conditions = [
        Sql(f"o.{column} = %s", (value,))
        for column in columns
        if (value := getattr(chosen, column)) is not None
    ]
    return [*conditions, chosen.where] if chosen.where is not None else conditions


def _page(limit: int) -> int:
    return max(1, min(limit, MAX_PAGE))


def _cards(tail: Sql, *, now: datetime) -> list[OpportunityCard]:
    found = records(statement(__file__, "opportunity_cards") + " WHERE " + tail)
    return [_card(record, now) for record in found]


def _card(found: dict[str, Any], now: datetime) -> OpportunityCard:
    for column in ("pipeline_labels", "stage_labels", "reason_labels", "custom"):
        found[column] = from_json(found[column])
    own_chance, stage_chance = found.pop("own_chance"), found.pop("stage_chance")
    chance = stage_chance if own_chance is None else own_chance
    chance = {"won": 100, "lost": 0}.get(found["outcome"], chance)
    amount, entered_at = found["amount"], found["entered_stage_at"]
    return OpportunityCard(
        **found,
        chance=chance,
        weighted=None if amount is None else weighted(amount, chance),
        days_in_stage=days_between(entered_at, now),
        ageing=found["outcome"] == "open"
        and outlasts(entered_at, now=now, patience_days=found["patience_days"]),
    )
