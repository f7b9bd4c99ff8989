"""The shares of a rotation, against their definition."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from qanat.routing.rules import Candidate, Waiting, next_owner, next_owners, routes_of

rotations = st.lists(st.integers(1, 50), min_size=1, max_size=12).map(
    lambda shares: [Candidate(user_id=i, share=share) for i, share in enumerate(shares, start=1)]
)
histories = st.lists(
    st.tuples(st.integers(1, 50), st.integers(0, 500)), min_size=1, max_size=12
).map(
    lambda seats: [
        Candidate(user_id=i, share=share, assigned=assigned)
        for i, (share, assigned) in enumerate(seats, start=1)
    ]
)


def owners(candidates, number):
    return [turn.user_id for turn in next_owners(candidates, number)]


@settings(max_examples=300, deadline=None)
@given(rotations, st.integers(1, 200))
def test_nobody_is_ever_a_whole_lead_away_from_their_exact_share(candidates, number):
    shares = sum(candidate.share for candidate in candidates)
    given_out = dict.fromkeys((candidate.user_id for candidate in candidates), 0)
    for lead, owner in enumerate(owners(candidates, number), start=1):
        given_out[owner] += 1
        for candidate in candidates:
            exact = Fraction(candidate.share * lead, shares)
            assert abs(given_out[candidate.user_id] - exact) < 1


@settings(max_examples=200, deadline=None)
@given(histories, st.integers(1, 30))
def test_a_batch_gives_what_one_by_one_gives_from_any_history(candidates, number):
    one_by_one = []
    state = {candidate.user_id: candidate for candidate in candidates}
    for _ in range(number):
        turn = next_owner(list(state.values()))
        one_by_one.append(turn)
        before = state[turn.user_id]
        state[turn.user_id] = replace(before, assigned=before.assigned + 1)
    assert next_owners(candidates, number) == one_by_one


def test_equal_shares_take_turns():
    candidates = [Candidate(user_id=user, share=1) for user in (7, 3, 5)]
    assert owners(candidates, 6) == [3, 5, 7, 3, 5, 7]


def test_three_to_two_to_one_is_exact_after_each_six():
    candidates = [
        Candidate(user_id=1, share=3),
        Candidate(user_id=2, share=2),
        Candidate(user_id=3, share=1),
    ]
    first = owners(candidates, 12)
    assert [first[:6].count(user) for user in (1, 2, 3)] == [3, 2, 1]
    assert [first.count(user) for user in (1, 2, 3)] == [6, 4, 2]


def test_a_turn_tells_its_number_and_the_share():
    candidates = [Candidate(user_id=4, share=2, assigned=2), Candidate(user_id=9, share=1)]
    turn = next_owner(candidates)
    assert (turn.user_id, turn.number, turn.share, turn.shares) == (9, 3, 1, 3)


def test_whoever_is_furthest_behind_would_break_the_promise_that_this_keeps():
    """The obvious rule strays by more than a lead here, so the property above can fail."""
    shares = [14, 4, 14, 14, 1, 14, 3, 4, 7, 4, 2]
    assigned = [0] * len(shares)
    worst = 0.0
    for lead in range(1, sum(shares) + 1):
        lags = [
            share * lead / sum(shares) - held for share, held in zip(shares, assigned, strict=True)
        ]
        place = lags.index(max(lags))
        assigned[place] += 1
        lags[place] -= 1
        worst = max(worst, *(abs(lag) for lag in lags))
    assert worst > 1.04


FALLBACK, GULF = 1, 2
people = st.lists(
    st.builds(
        Waiting,
        person_id=st.just(0),
        account_id=st.sampled_from([None, 10, 11]),
        account_owner=st.none(),
        rule=st.just(5),
        pool=st.sampled_from([None, GULF]),
    ),
    max_size=12,
)


def route(**person):
    waiting = [Waiting(person_id=1, **person)]
    return routes_of(waiting, open_pools={FALLBACK, GULF}, fallback=FALLBACK)[0]


def test_an_account_that_somebody_looks_after_decides_before_any_rule():
    found = route(account_id=10, account_owner=7, rule=5, pool=GULF)
    assert (found.owner, found.pool, found.rule) == (7, None, None)


def test_a_rule_decides_before_the_fallback():
    assert (route(rule=5, pool=GULF).pool, route(rule=5, pool=GULF).rule) == (GULF, 5)
    assert (route().pool, route().rule) == (FALLBACK, None)


@given(people)
def test_one_person_of_each_new_account_takes_a_turn_and_the_others_follow(waiting):
    routes = routes_of(waiting, open_pools={FALLBACK, GULF}, fallback=FALLBACK)
    assert len(routes) == len(waiting)
    for account in (10, 11):
        turns = [found.pool is not None for found in routes if found.account_id == account]
        assert turns == ([True] + [False] * (len(turns) - 1) if turns else [])
    assert all(found.pool is not None for found in routes if found.account_id is None)


@given(people)
def test_where_nobody_takes_leads_nobody_is_sent(waiting):
    routes = routes_of(waiting, open_pools=set(), fallback=FALLBACK)
    assert all(found.pool is None and found.owner is None for found in routes)
