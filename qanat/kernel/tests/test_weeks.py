import pytest

from qanat.kernel.weeks import (
    FRIDAY,
    MONDAY,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    half_days,
    week_start,
    weekend,
)


@pytest.mark.parametrize(
    ("country", "first", "rest"),
    [
        ("SA", SUNDAY, {FRIDAY, SATURDAY}),
        ("EG", SATURDAY, {FRIDAY, SATURDAY}),
        ("IQ", SATURDAY, {FRIDAY, SATURDAY}),
        ("AE", MONDAY, {SATURDAY, SUNDAY}),
        ("MA", MONDAY, {SATURDAY, SUNDAY}),
        ("IR", SATURDAY, {FRIDAY}),
        ("AF", SATURDAY, {THURSDAY, FRIDAY}),
        ("US", SUNDAY, {SATURDAY, SUNDAY}),
        ("DE", MONDAY, {SATURDAY, SUNDAY}),
        ("IN", SUNDAY, {SUNDAY}),
        ("", MONDAY, {SATURDAY, SUNDAY}),
    ],
)
def test_each_country_has_its_week(country, first, rest):
    assert (week_start(country), weekend(country)) == (first, rest)


def test_thursday_is_half_a_day_in_iran():
    assert half_days("IR") == {THURSDAY}
    assert half_days("SA") == frozenset()
