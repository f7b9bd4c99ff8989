from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.work.rules import FollowUps, next_working_day, time_faults

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
CAIRO, TEHRAN, RIYADH = ZoneInfo("Africa/Cairo"), ZoneInfo("Asia/Tehran"), ZoneInfo("Asia/Riyadh")


@pytest.mark.parametrize(
    ("after", "zone", "weekend", "expected"),
    [
        pytest.param(NOW, RIYADH, [5, 6], datetime(2026, 3, 11, 6, tzinfo=UTC), id="next day"),
        pytest.param(
            datetime(2026, 3, 12, 9, tzinfo=UTC),
            RIYADH,
            [5, 6],
            datetime(2026, 3, 15, 6, tzinfo=UTC),
            id="over Friday and Saturday",
        ),
        pytest.param(
            datetime(2026, 3, 12, 9, tzinfo=UTC),
            TEHRAN,
            [5],
            datetime(2026, 3, 14, 5, 30, tzinfo=UTC),
            id="over Friday only",
        ),
        pytest.param(
            datetime(2026, 3, 10, 22, tzinfo=UTC),
            RIYADH,
            [],
            datetime(2026, 3, 12, 6, tzinfo=UTC),
            id="it is the eleventh there already",
        ),
        pytest.param(
            datetime(2026, 4, 23, 12, tzinfo=UTC),
            CAIRO,
            [],
            datetime(2026, 4, 24, 6, tzinfo=UTC),
            id="09:00 stays 09:00 when clocks go forward that night",
        ),
        pytest.param(NOW, RIYADH, range(1, 8), datetime(2026, 3, 11, 6, tzinfo=UTC), id="all off"),
    ],
)
def test_the_next_working_day_is_counted_where_the_people_are(after, zone, weekend, expected):
    assert next_working_day(after, zone=zone, weekend=weekend) == expected


@given(
    st.integers(min_value=0, max_value=10**9),
    st.sampled_from([CAIRO, TEHRAN, RIYADH]),
    st.sets(st.integers(min_value=1, max_value=7), max_size=6),
)
def test_the_next_working_day_is_a_later_day_that_is_worked(seconds, zone, weekend):
    after = NOW + timedelta(seconds=seconds)
    found = next_working_day(after, zone=zone, weekend=weekend).astimezone(zone)

    assert found.isoweekday() not in weekend
    assert found.time() == time(9)
    days = (found.date() - after.astimezone(zone).date()).days
    assert 1 <= days <= len(weekend) + 1


@pytest.mark.parametrize(
    ("at", "planned", "codes"),
    [
        (NOW, False, []),
        (NOW + timedelta(days=1), True, []),
        (NOW + timedelta(seconds=1), False, ["time_in_future"]),
        (NOW + timedelta(days=3661), True, ["time_too_late"]),
        (datetime(1989, 1, 1, tzinfo=UTC), True, ["time_too_early"]),
        (datetime(2026, 3, 1), False, ["time_without_zone"]),  # noqa: DTZ001 as it arrives
    ],
)
def test_a_time_that_cannot_be_is_told(at, planned, codes):
    assert [f.code for f in time_faults("at", at, now=NOW, planned=planned)] == codes


@pytest.mark.parametrize(
    ("first", "made", "planned", "missing"),
    [(None, 0, 0, 0), (NOW, 0, 0, 5), (NOW, 2, 1, 2), (NOW, 7, 0, 0)],
)
def test_five_follow_ups_are_wanted_after_the_first_contact(first, made, planned, missing):
    found = FollowUps(person_id=1, first_contact_at=first, made=made, planned=planned)
    assert found.missing == missing
