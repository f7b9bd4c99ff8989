"""The arithmetic of the benchmarks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.figures import Figure, Kind, percentile
from bench.leads import lead


def figure(kind, rounds, peer):
    return Figure(name="it", kind=kind, size="one", unit="it", rounds=rounds, peer=peer)


@pytest.mark.parametrize(
    ("share", "value"), [(0.01, 1), (0.5, 50), (0.501, 51), (0.95, 95), (0.99, 99), (1.0, 100)]
)
def test_a_percentile_is_the_value_of_the_nearest_rank(share, value):
    assert percentile(list(range(100, 0, -1)), share) == value


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.001, 1))
def test_at_least_that_share_of_the_values_is_not_above_their_percentile(values, share):
    found = percentile(values, share)

    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
    assert sum(value < found for value in values) < share * len(values) + 1e-9


def test_nothing_has_no_percentile():
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


@pytest.mark.parametrize(
    ("kind", "rounds", "peer", "better", "reached"),
    [
        pytest.param(Kind.RATE, (190.0, 210.0, 500.0), 21.0, 10.0, True, id="ten times the rate"),
        pytest.param(Kind.RATE, (189.0,), 21.0, 9.0, False, id="nine times the rate"),
        pytest.param(Kind.QUERY, (20.5,), 41.0, 2.0, True, id="half the time"),
        pytest.param(Kind.QUERY, (41.0,), 41.0, 1.0, False, id="the same time"),
        pytest.param(Kind.QUERY, (41.0,), None, None, None, id="no peer"),
    ],
)
def test_the_peer_is_compared_the_way_that_is_better(kind, rounds, peer, better, reached):
    measured = figure(kind, rounds, peer)

    assert (measured.times_better, measured.reached) == (better, reached)


@pytest.mark.parametrize(("p95", "reached"), [(100.0, True), (100.1, False)])
def test_a_page_is_measured_by_the_slow_requests(p95, reached):
    measured = Figure(
        name="it", kind=Kind.PAGE, size="one", unit="ms", rounds=(1.0,), p95=p95, ceiling=100.0
    )

    assert measured.reached is reached


def test_leads_are_the_same_in_every_run_and_other_people_at_every_door():
    assert lead(7, door="api1") == lead(7, door="api1")
    others = [
        lead(7, door="api1"),
        lead(8, door="api1"),
        lead(7, door="api2"),
        lead(7, door="file"),
    ]
    assert len({each["email"] for each in others}) == 4
    assert len({each["phone"] for each in others}) == 4
