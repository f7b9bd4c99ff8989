"""The reports over everything, as an admin sees them."""

from bench.figures import Figure, Kind
from bench.ground import Ground, rows
from bench.timing import seconds
from qanat.insight.public import reports, run_report


def measure(ground: Ground) -> list[Figure]:
    """Each report in its first grouping; the peer has no such report to compare with."""
    ((opportunities,),) = rows("SELECT count(*) FROM opportunity")
    size = f"{ground.stock.people:,} people, {opportunities:,} opportunities"
    return [
        Figure(
            name=f"report {name}",
            kind=Kind.QUERY,
            size=size,
            unit="ms",
            rounds=tuple(
                seconds(lambda name=name: run_report(name, actor=ground.admin, now=ground.now))
                * 1000
                for _ in range(ground.scale.rounds)
            ),
        )
        for name in reports.names()
    ]
