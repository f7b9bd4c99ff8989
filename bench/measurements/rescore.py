"""Scoring everybody anew: first when every score changes, then when few do."""

from datetime import datetime, timedelta

from bench import peer
from bench.figures import Figure, Kind
from bench.ground import Ground, rows
from bench.timing import timed
from qanat.platform.actor import system_actor
from qanat.scoring.default_rules import default_rules
from qanat.scoring.public import (
    Group,
    Rescored,
    activate_model,
    active_model,
    add_rule,
    create_model,
    score_everybody,
)

ACTOR = system_actor("bench")
MODEL = "Benchmark"
WANTED = {Group.EXPLICIT: 7, Group.IMPLICIT: 9, Group.NEGATIVE: 4}


def activate_rules(now: datetime) -> int:
    """Have twenty of the default rules decide the scores; how many there are."""
    active = active_model(ACTOR)
    if active is None or active.name != MODEL:
        model = create_model(MODEL, actor=ACTOR, now=now)
        for group, number in WANTED.items():
            for rule in [rule for rule in default_rules("en") if rule.group is group][:number]:
                add_rule(model.pk, rule, actor=ACTOR)
        activate_model(model.pk, actor=ACTOR, now=now)
    return int(
        rows(
            "SELECT count(*) FROM score_rule r JOIN score_model m ON m.id = r.model_id AND m.active"
        )[0][0]
    )


def measure(ground: Ground) -> list[Figure]:
    """At the size of most measurements."""
    return rescored(ground, rounds=ground.scale.rounds)


def rescored(ground: Ground, *, rounds: int) -> list[Figure]:
    """People per second; each round begins without any score, and then asks a day later."""
    rules = activate_rules(ground.now)
    every, few, changed = [], [], 0
    for _ in range(rounds):
        ground.stock.execute("TRUNCATE score, score_change")
        ground.stock.settle()
        for at, rates in ((ground.now, every), (ground.now + timedelta(days=1), few)):
            done, took = timed(lambda at=at: score_everybody(at=at, actor=ACTOR))
            _check(done)
            changed = done.changed
            rates.append(done.people / took)
    size = f"{ground.stock.people:,} people, {rules} rules, {ground.stock.events:,} events"
    slowest = ground.stock.people / min(every)
    return [
        Figure(
            name="rescore, every score changes",
            kind=Kind.RATE,
            size=size,
            unit="people/s",
            rounds=tuple(every),
            peer=peer.SCORE,
            note=f"{slowest:.1f} s at most",
        ),
        Figure(
            name="rescore, few change",
            kind=Kind.RATE,
            size=size,
            unit="people/s",
            rounds=tuple(few),
            peer=peer.SCORE,
            note=f"{changed:,} scores changed",
        ),
    ]


def _check(done: Rescored) -> None:
    ((people, scores),) = rows(
        "SELECT (SELECT count(*) FROM person WHERE deleted_at IS NULL), (SELECT count(*) FROM score)"
    )
    if not done.people == people == scores:
        raise RuntimeError(f"{done.people} people were scored and {scores} have one, not {people}")
