"""The pauses before a restart grow, end at half a minute, and begin anew once all was well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.platform.processes.rules import deaths_in_a_row, restart_delay


@pytest.mark.parametrize(
    ("deaths", "seconds"), [(1, 0.2), (2, 0.4), (3, 0.8), (8, 25.6), (9, 30.0), (1000, 30.0)]
)
def test_pauses_double_up_to_thirty_seconds(deaths, seconds):
    assert restart_delay(deaths) == pytest.approx(seconds)


@given(st.integers(min_value=1, max_value=10_000))
def test_no_pause_is_shorter_than_the_one_before(deaths):
    assert restart_delay(deaths) <= restart_delay(deaths + 1) <= 30


def test_a_process_that_was_well_dies_for_the_first_time():
    assert deaths_in_a_row(7, lived_seconds=30.0) == 1
    assert deaths_in_a_row(7, lived_seconds=29.9) == 8
