"""What keeps criteria from holding, condition by condition."""

import pytest

from qanat.criteria.unmet import Unmet, part_at, unmet_conditions

A, B, C = ({"field": name, "is": "known"} for name in "abc")


@pytest.mark.parametrize(
    ("criteria", "held", "unmet"),
    [
        pytest.param(A, {(): True}, [], id="one that holds"),
        pytest.param(A, {(): False}, [Unmet((), True)], id="one that does not"),
        pytest.param(
            {"all": [A, B, C]},
            {("all", 0): True, ("all", 1): False, ("all", 2): False},
            [Unmet(("all", 1), True), Unmet(("all", 2), True)],
            id="all: those that do not hold",
        ),
        pytest.param(
            {"any": [A, B]}, {("any", 0): False, ("any", 1): True}, [], id="any: one is enough"
        ),
        pytest.param(
            {"any": [A, B]},
            {("any", 0): False, ("any", 1): False},
            [Unmet(("any", 0), True), Unmet(("any", 1), True)],
            id="any: each way is told",
        ),
        pytest.param({"not": A}, {("not",): True}, [Unmet(("not",), False)], id="not"),
        pytest.param({"not": {"not": A}}, {("not", "not"): False}, [Unmet(("not", "not"), True)]),
        pytest.param(
            {"all": [{"not": {"all": [A, B]}}, C]},
            {
                ("all", 0, "not", "all", 0): True,
                ("all", 0, "not", "all", 1): True,
                ("all", 1): True,
            },
            [
                Unmet(("all", 0, "not", "all", 0), False),
                Unmet(("all", 0, "not", "all", 1), False),
            ],
            id="not all: any of them must go",
        ),
    ],
)
def test_what_is_missing_is_told_by_its_path(criteria, held, unmet):
    assert unmet_conditions(criteria, held) == unmet
    for found in unmet:
        assert part_at(criteria, found.path) in (A, B, C)
