"""The pages as the server makes them: whole requests through Django, signed in, each with other keys.

What is timed is the server's time of a request, from its middleware to its bytes, in this process;
no network and no browser. Queries run on the durable database that all measurements stand on.
"""

import json
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from bench.figures import Figure, Kind, percentile, spread
from bench.ground import Ground, rows
from bench.measurements.rescore import ACTOR, activate_rules
from bench.timing import timed
from qanat.scoring.public import score_everybody
from qanat.web.reports.asked import forget
from qanat.web.reports.views_dashboard import CARDS

LIST, RECORD, BOARD, DASHBOARD = 100.0, 60.0, 100.0, 300.0
"""The p95 that is aimed at, in milliseconds."""
TITLES = ("manager", "مدير", "engineer")
COUNTRIES = ("SA", "AE", "EG", "IR")
PERIODS = ("this_month", "this_quarter", "this_year")
PLACES_IN_LIST = 40


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One page.

    Attributes:
        path: its address, for each key another.
        aim: the p95 aimed at, in milliseconds.
        part: whether htmx asks for it, as a fragment.
        cold: whether reports that are kept for a minute are forgotten before each call.
    """

    name: str
    path: Callable[[int], str]
    aim: float
    part: bool = False
    cold: bool = False


@dataclass(frozen=True)
class Asked:
    """One request: milliseconds by the clock, and of this process's own work."""

    wall: float
    own: float


def measure(ground: Ground) -> list[Figure]:
    """Each page as an admin, who sees all, and as a representative, who sees a tenth."""
    activate_rules(ground.now)
    score_everybody(at=ground.now, actor=ACTOR)
    ground.stock.settle()
    seller = ground.representatives[0].user_id
    return [
        *pages_of(ground, "admin", ground.admin.user_id),
        *pages_of(ground, "representative", seller),
    ]


def pages_of(ground: Ground, who: str, user_id: int | None, only: str = "") -> list[Figure]:
    """The pages of one user; with `only`, those whose name has it."""
    logging.getLogger("qanat").setLevel(logging.WARNING)  # a line for each request is not read
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(pk=user_id))
    shapes = [*_lists(ground), *_records(user_id), *_work(), *_reports()]
    size = f"{ground.stock.people:,} people, {who}"
    return [_figure(ground, shape, client, size) for shape in shapes if only in shape.name]


def _lists(ground: Ground) -> list[Shape]:
    return [
        Shape(name="page of leads", path=lambda _: "/leads/", aim=LIST),
        Shape(name="page of leads, by score", path=lambda _: "/leads/?order=-score", aim=LIST),
        Shape(
            name="page of leads, filtered with behaviour",
            path=lambda key: "/leads/?" + urlencode({"criteria": json.dumps(_behaviour(key))}),
            aim=LIST,
        ),
        Shape(
            name="page of leads, searched",
            path=lambda key: "/leads/?" + urlencode({"q": f"lead{_person(ground, key)}@"}),
            aim=LIST,
        ),
        Shape(name="page of leads, next rows", path=_next_rows(ground), aim=LIST, part=True),
        Shape(name="page of leads, foot", path=lambda _: "/leads/foot/", aim=LIST, part=True),
        Shape(
            name="page of leads, foot, filtered with behaviour",
            path=lambda key: "/leads/foot/?" + urlencode({"criteria": json.dumps(_behaviour(key))}),
            aim=LIST,
            part=True,
        ),
        Shape(name="page of deals", path=lambda _: "/deals/", aim=LIST),
        Shape(name="page of deals, foot", path=lambda _: "/deals/foot/", aim=LIST, part=True),
        Shape(name="page of accounts", path=lambda _: "/accounts/", aim=LIST),
        Shape(name="page of accounts, foot", path=lambda _: "/accounts/foot/", aim=LIST, part=True),
    ]


def _behaviour(key: int) -> dict[str, object]:
    """Country, title and what they did lately."""
    visits = {"event": "page_view", "is": "at_least", "value": 1 + key % 3}
    return {
        "all": [
            {"field": "person.country", "is": "is", "value": COUNTRIES[key % len(COUNTRIES)]},
            {"field": "person.job_title", "is": "contains", "value": TITLES[key % len(TITLES)]},
            visits | {"within": {"days": 30 + key % 60}},
        ]
    }


def _person(ground: Ground, key: int) -> int:
    return 1 + key * max(1, ground.stock.people // ground.scale.asked) % ground.stock.people


def _next_rows(ground: Ground) -> Callable[[int], str]:
    """Pages from all over the list: each begins after another person."""
    step = max(1, ground.stock.people // PLACES_IN_LIST)
    marks = rows("SELECT came_at, id FROM person WHERE id %% %s = 0 ORDER BY id", (step,))
    cursors = [json.dumps([str(came_at), person_id]) for came_at, person_id in marks]
    return lambda key: (
        "/leads/rows/?" + urlencode({"order": "-came", "after": cursors[key % len(cursors)]})
    )


def _records(user_id: int | None) -> list[Shape]:
    """Of persons and deals from all over, whom this user sees."""
    people = _some("person", user_id)
    deals = _some("opportunity", user_id)

    def of(place: str, ids: Sequence[int], rest: str = "") -> Callable[[int], str]:
        return lambda key: f"/{place}/{ids[key % len(ids)]}/{rest}"

    return [
        Shape(name="page of a person", path=of("people", people), aim=RECORD),
        Shape(name="panel of a person", path=of("people", people, "panel/"), aim=RECORD, part=True),
        Shape(name="page of a deal", path=of("deals", deals), aim=RECORD),
    ]


def _some(table: str, user_id: int | None) -> list[int]:
    """Ids from all over the table, of this user where they own any."""
    found = rows(
        f"SELECT id FROM {table} WHERE owner_id = %s ORDER BY hashint8(id) LIMIT 200", (user_id,)
    ) or rows(f"SELECT id FROM {table} ORDER BY hashint8(id) LIMIT 200")
    return [each for (each,) in found]


def _work() -> list[Shape]:
    return [
        Shape(name="page of the board", path=lambda _: "/board/", aim=BOARD),
        Shape(name="page of the inbox", path=lambda _: "/inbox/", aim=LIST),
        Shape(name="count of the inbox", path=lambda _: "/inbox/count/", aim=LIST, part=True),
    ]


def _reports() -> list[Shape]:
    def card(name: str) -> Callable[[int], str]:
        return lambda key: f"/dashboard/cards/{name}/?period={PERIODS[key % len(PERIODS)]}"

    return [
        Shape(name="page of the dashboard", path=lambda _: "/dashboard/", aim=DASHBOARD),
        *(
            Shape(
                name=f"card {name}, computed", path=card(name), aim=DASHBOARD, part=True, cold=True
            )
            for name in CARDS
        ),
        *(
            Shape(name=f"card {name}, kept", path=card(name), aim=DASHBOARD, part=True)
            for name in CARDS
        ),
        Shape(
            name="page of a report, computed",
            path=lambda key: f"/reports/sources/?period={PERIODS[key % len(PERIODS)]}",
            aim=DASHBOARD,
            cold=True,
        ),
    ]


def _figure(ground: Ground, shape: Shape, client: Client, size: str) -> Figure:
    for key in range(len(PERIODS)):  # templates, plans and what is kept are warm
        _ask(shape, client, key)
    queries: list[str] = []
    with connection.execute_wrapper(_noted(queries)):
        _ask(shape, client, 0)
    every = [_ask(shape, client, key) for key in range(ground.scale.requests)]
    walls = [each.wall for each in every]
    part = len(every) // ground.scale.rounds or 1
    own = median(each.own for each in every)
    return Figure(
        name=shape.name,
        kind=Kind.PAGE,
        size=size,
        unit="ms",
        rounds=tuple(
            percentile(walls[first : first + part], 0.5) for first in range(0, len(walls), part)
        ),
        ceiling=shape.aim,
        note=f"{len(queries)} queries, quickest {min(walls):.0f} ms, {own:.0f} ms of it Python's own",
        **spread(walls),
    )


def _noted(queries: list[str]) -> Callable[..., Any]:
    def note(execute: Callable[..., Any], text: str, *rest: Any) -> Any:
        queries.append(text)
        return execute(text, *rest)

    return note


def _ask(shape: Shape, client: Client, key: int) -> Asked:
    if shape.cold:
        forget()
    headers = {"HX-Request": "true"} if shape.part else {}
    path, began = shape.path(key), time.process_time()
    answer, took = timed(lambda: client.get(path, headers=headers))
    own = time.process_time() - began
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}")
    return Asked(took * 1000, own * 1000)
