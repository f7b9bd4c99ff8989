"""How much is measured: `full` is what docs/benchmarks.md shows, `small` checks the program."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The sizes of a run.

    Attributes:
        people, events, opportunities, accounts: what is there for most measurements.
        many_people, many_events: what is there for the last ones.
        created: leads that each client sends in one round.
        imported: rows of the file.
        assigned: leads given out at once.
        asked: calls of one query, each with other keys.
        requests: of one page, each with other keys.
        rounds: how often a measurement is made; `long_rounds` those that take long.
    """

    name: str
    people: int
    events: int
    opportunities: int
    accounts: int
    many_people: int
    many_events: int
    created: int
    imported: int
    assigned: int
    asked: int
    requests: int
    rounds: int
    long_rounds: int


FULL = Scale(
    name="full",
    people=100_000,
    events=1_000_000,
    opportunities=100_000,
    accounts=20_000,
    many_people=1_000_000,
    many_events=10_000_000,
    created=600,
    imported=100_000,
    assigned=10_000,
    asked=200,
    requests=60,
    rounds=3,
    long_rounds=2,
)
SMALL = Scale(
    name="small",
    people=2_000,
    events=20_000,
    opportunities=2_000,
    accounts=500,
    many_people=10_000,
    many_events=100_000,
    created=50,
    imported=1_000,
    assigned=1_000,
    asked=20,
    requests=6,
    rounds=3,
    long_rounds=2,
)
SCALES = {scale.name: scale for scale in (FULL, SMALL)}
