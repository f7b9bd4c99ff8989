"""What the pages ask for: lists, the board and the record, each call with other keys."""

from collections.abc import Callable
from datetime import timedelta

from bench import peer
from bench.figures import Figure, Kind
from bench.ground import Ground, rows
from bench.measurements.rescore import ACTOR, activate_rules
from bench.timing import calls, medians_and_spread
from qanat.criteria.public import where
from qanat.people.public import list_people, person_card
from qanat.pipeline.public import board, list_pipelines, stage_cards
from qanat.platform.actor import Actor
from qanat.routing.public import owner_reason
from qanat.scoring.public import explanation, score_everybody
from qanat.timeline.public import timeline_of

PAGE = 80
COUNTRIES = ("SA", "AE", "EG", "IR")


def measure(ground: Ground) -> list[Figure]:
    """Times of single calls of the functions that pages and API call."""
    activate_rules(ground.now)
    score_everybody(at=ground.now, actor=ACTOR)
    ground.stock.settle()
    admin = ground.admin
    return [
        *_lists(ground, "admin", lambda _: admin),
        *_lists(
            ground,
            "representative",
            lambda key: ground.representatives[key % len(ground.representatives)],
        ),
        _board(ground),
        _record(ground),
    ]


def _lists(ground: Ground, who: str, actor: Callable[[int], Actor]) -> list[Figure]:
    """Pages from all over the list: each call begins after another person."""
    marks = _marks(ground)
    size = f"{ground.stock.people:,} people, {PAGE} a page, {who}"

    def newest(key: int) -> object:
        return list_people(
            actor(key), after=marks["came_at"][key % len(marks["came_at"])], limit=PAGE
        )

    def best(key: int) -> object:
        return list_people(
            actor(key), order="score", after=marks["score"][key % len(marks["score"])], limit=PAGE
        )

    def filtered(key: int) -> object:
        return list_people(actor(key), where(_criteria(key), at=ground.now), limit=PAGE)

    return [
        _figure(ground, "list, newest first", size, newest, peer.LIST),
        _figure(ground, "list, best score first", size, best, peer.LIST),
        _figure(ground, "list, filtered by criteria", size, filtered, peer.LIST),
    ]


def _criteria(key: int) -> dict[str, object]:
    """Country, title, score and behaviour together."""
    return {
        "all": [
            {"field": "person.country", "is": "is", "value": COUNTRIES[key % len(COUNTRIES)]},
            {
                "field": "person.job_title",
                "is": "contains",
                "value": ("manager", "مدير", "engineer")[key % 3],
            },
            {"field": "score.total", "is": "at_least", "value": 10 + key % 20},
            {"event": "page_view", "is": "at_least", "value": 1, "within": {"days": 30 + key % 60}},
        ]
    }


def _marks(ground: Ground) -> dict[str, list[tuple[object, int]]]:
    """Places in the lists, evenly apart."""
    step = max(1, ground.stock.people // ground.scale.asked)
    return {
        "came_at": rows("SELECT came_at, id FROM person WHERE id %% %s = 0 ORDER BY id", (step,)),
        "score": rows(
            "SELECT total, person_id FROM score WHERE person_id %% %s = 0 ORDER BY person_id",
            (step,),
        ),
    }


def _board(ground: Ground) -> Figure:
    """The columns with their sums, and the first cards of each, as the board's page shows them."""
    pipeline = list_pipelines(actor=ground.admin)[0]
    ((opportunities,),) = rows("SELECT count(*) FROM opportunity")
    since = ground.now - timedelta(days=30)
    people = (ground.admin, *ground.representatives)

    def whole(key: int) -> object:
        actor = people[key % len(people)]
        columns = board(pipeline.id, actor=actor, closed_since=since - timedelta(days=key % 7))
        return [
            stage_cards(column.stage_id, actor=actor, now=ground.now, limit=20)
            for column in columns
        ]

    size = f"{opportunities:,} opportunities, 5 columns of 20 cards"
    return _figure(ground, "board", size, whole, peer.BOARD)


def _record(ground: Ground) -> Figure:
    """All that the page of a person shows."""
    admin = ground.admin
    step = max(1, ground.stock.people // ground.scale.asked)

    def whole(key: int) -> object:
        person = 1 + key * step % ground.stock.people
        return (
            person_card(person, admin),
            timeline_of(person, admin),
            explanation(person, admin),
            owner_reason(person, admin),
        )

    size = f"{ground.stock.people:,} people; record, timeline, score explained, owner's reason"
    return _figure(ground, "record", size, whole, peer.RECORD)


def _figure(
    ground: Ground, name: str, size: str, ask: Callable[[int], object], odoo: float
) -> Figure:
    ask(0)
    rounds = [calls(ask, range(ground.scale.asked)) for _ in range(ground.scale.rounds)]
    return Figure(
        name=name, kind=Kind.QUERY, size=size, unit="ms", peer=odoo, **medians_and_spread(rounds)
    )
