"""The run: an installation in a temporary home, filled, measured, and gone afterwards."""

import secrets
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.figures import Figure
from bench.ground import REPRESENTATIVES, Ground, qanat
from bench.machine import machine
from bench.measurements import MEASUREMENTS
from bench.report import as_json, as_markdown, write
from bench.scale import Scale
from bench.stock import Stock
from qanat.access.public import RoleName, actor_of_user, create_user
from qanat.kernel import clock
from qanat.pipeline.public import ensure_default_pipeline
from qanat.platform.actor import system_actor
from qanat.platform.postgres.places import places
from qanat.project.command.plumbing import django_ready
from qanat.routing.public import ensure_default_routing

ACTOR = system_actor("bench")


def run(home: Path, scale: Scale, only: Sequence[str], *, as_json_only: bool, keep: bool) -> None:
    """Measure what is asked for; print it, and with `keep` write it to docs/."""
    founded = qanat("init", "--json")
    with django_ready():
        measured_on = machine(clock.now())
        began = time.monotonic()
        ground = _laid(home, scale, founded)
        tell(f"{scale.people:,} people are there after {time.monotonic() - began:.0f} s")
        figures: list[Figure] = []
        for name, measure in MEASUREMENTS.items():
            if name in only:
                figures += _told(name, measure(ground))
        took = time.monotonic() - began
    if keep:
        write(figures, measured_on, took)
    shown = as_json if as_json_only else as_markdown
    print(shown(figures, measured_on, took))


def _laid(home: Path, scale: Scale, founded: dict[str, object]) -> Ground:
    now = clock.now()
    sellers = [
        create_user(
            email=f"seller{number}@example.com",
            name=f"Seller {number}",
            password=secrets.token_urlsafe(),
            role=RoleName.REPRESENTATIVE,
            actor=ACTOR,
            now=now,
        )
        for number in range(1, REPRESENTATIVES + 1)
    ]
    ensure_default_pipeline()
    ensure_default_routing(actor=ACTOR)
    stock = Stock(places(home), now=now, owners=[seller.id for seller in sellers])
    stock.lay_ground(accounts=scale.accounts)
    stock.grow(people=scale.people, events=scale.events)
    stock.open_opportunities(scale.opportunities)
    stock.settle()
    return Ground(
        home=home,
        scale=scale,
        now=now,
        token=str(founded["token"]),
        stock=stock,
        admin=actor_of_user(int(str(founded["user_id"]))),
        representatives=tuple(actor_of_user(seller.id) for seller in sellers),
    )


def _told(name: str, figures: list[Figure]) -> list[Figure]:
    for figure in figures:
        better = figure.times_better
        beside = "" if better is None else f", {better:.1f} times better than the peer"
        tell(f"{name}: {figure.name}: {figure.median:,.1f} {figure.unit}{beside}")
    return figures


def tell(sentence: str) -> None:
    """How far the run is, beside the result."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {sentence}\n")
