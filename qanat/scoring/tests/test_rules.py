"""Points, sides and bands, against their definitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.scoring.rules import (
    Band,
    Group,
    Rule,
    Side,
    Thresholds,
    band_of,
    points_fit_group,
    speaks_of_events,
    tally,
)

FIELD = {"field": "person.country", "is": "equals", "value": "SA"}
EVENT = {"event": "page_view", "is": "at_least", "value": 3}

criteria = st.recursive(
    st.sampled_from([FIELD, EVENT]),
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=8,
)
rules = st.builds(
    lambda group, criteria, size: Rule(
        name="r",
        group=group,
        criteria=criteria,
        points=-size if group is Group.NEGATIVE else size,
    ),
    st.sampled_from(Group),
    criteria,
    st.integers(1, 1000),
)


@given(st.lists(rules, max_size=20))
def test_the_points_of_the_rules_that_held_are_the_total(held):
    assert tally(held).total == sum(rule.points for rule in held)


@given(st.lists(rules, max_size=20))
def test_fit_and_engagement_are_the_points_of_their_sides(held):
    score = tally(held)
    assert score.fit == sum(rule.points for rule in held if rule.side is Side.FIT)
    assert score.engagement == sum(rule.points for rule in held if rule.side is Side.ENGAGEMENT)


@given(st.lists(rules, max_size=10), rules)
def test_a_negative_rule_never_raises_the_total_and_another_never_lowers_it(held, extra):
    change = tally([*held, extra]).total - tally(held).total
    assert (change < 0) == (extra.group is Group.NEGATIVE)


@given(criteria)
def test_a_criteria_speaks_of_events_when_its_text_does(found):
    assert speaks_of_events(found) == ("'event'" in str(found))


@given(st.integers(-500, 500), st.integers(-500, 500), st.integers(-100, 100), st.integers(1, 100))
def test_a_higher_total_is_never_in_a_colder_band(low, high, warm_at, gap):
    thresholds = Thresholds(warm_at=warm_at, hot_at=warm_at + gap)
    order = list(Band)
    low, high = sorted((low, high))
    assert order.index(band_of(low, thresholds)) <= order.index(band_of(high, thresholds))


@pytest.mark.parametrize(
    ("total", "band"),
    [(29, Band.COLD), (30, Band.WARM), (59, Band.WARM), (60, Band.HOT)],
)
def test_a_threshold_belongs_to_the_warmer_band(total, band):
    assert band_of(total, Thresholds()) is band


@pytest.mark.parametrize(
    ("group", "criteria", "side"),
    [
        (Group.EXPLICIT, EVENT, Side.FIT),
        (Group.IMPLICIT, FIELD, Side.ENGAGEMENT),
        (Group.NEGATIVE, FIELD, Side.FIT),
        (Group.NEGATIVE, {"all": [FIELD, {"not": EVENT}]}, Side.ENGAGEMENT),
    ],
)
def test_a_rule_counts_towards_its_side(group, criteria, side):
    points = -1 if group is Group.NEGATIVE else 1
    assert Rule(name="r", group=group, criteria=criteria, points=points).side is side


@pytest.mark.parametrize(
    ("group", "points", "fits"),
    [
        (Group.EXPLICIT, 1, True),
        (Group.EXPLICIT, 0, False),
        (Group.IMPLICIT, -1, False),
        (Group.NEGATIVE, -1, True),
        (Group.NEGATIVE, 0, False),
    ],
)
def test_points_have_the_sign_of_their_group(group, points, fits):
    assert points_fit_group(group, points) is fits
