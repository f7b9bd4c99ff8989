"""The tree behind the editor: whatever is done to it, it stays what the language can read."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.web.criteria.tree import (
    inside,
    leaf_paths,
    mode_of,
    moved,
    node_at,
    part_path,
    parts_of,
    pruned,
    replaced,
    rooted,
    simple,
    with_mode,
    with_part,
    without,
)

A, B, C = ({"field": f"person.{name}", "is": "is_known"} for name in ("city", "source", "medium"))
LEAVES = st.sampled_from([A, B, C])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=8,
)


def truth(node, true):
    """What the node says where exactly the leaves of `true` hold."""
    match node:
        case {"all": parts}:
            return all(truth(part, true) for part in parts)
        case {"any": parts}:
            return any(truth(part, true) for part in parts)
        case {"not": part}:
            return not truth(part, true)
        case _:
            return node in true


@given(TREES, st.lists(LEAVES, max_size=3))
def test_being_given_a_root_changes_nothing_in_what_it_means(tree, true):
    root = rooted(tree)
    assert truth(root, true) == truth(tree, true)
    assert "all" in root or "any" in root
    assert rooted(root) == root


@given(TREES)
def test_every_condition_is_found_by_its_path(tree):
    root = rooted(tree)
    assert all("field" in node_at(root, path) for path in leaf_paths(root))


@given(TREES, st.data())
def test_a_condition_moves_whole_and_once(tree, data):
    root = rooted(tree)
    paths = leaf_paths(root)
    if not paths:
        return
    before = sorted(node_at(root, path)["field"] for path in paths)
    groups = [()] + [path[:-1] for path in paths]
    to = data.draw(
        st.sampled_from([path for path in groups if inside(node_at(root, path) or {})] or [()])
    )
    kept = copy.deepcopy(root)
    after = moved(root, data.draw(st.sampled_from(paths)), to)
    assert root == kept
    assert sorted(node_at(after, path)["field"] for path in leaf_paths(after)) == before


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("all", {"all": [A, B]}),
        ("any", {"any": [A, B]}),
        ("none", {"not": {"any": [A, B]}}),
        ("not_all", {"not": {"all": [A, B]}}),
    ],
)
def test_a_group_can_ask_for_all_any_none_or_not_all(mode, expected):
    tree = {"all": [C, {"any": [A, B]}]}
    changed = with_mode(tree, ("all", 1), mode)
    assert changed == {"all": [C, expected]}
    assert mode_of(expected) == mode


def test_related_records_stay_related_when_the_mode_changes():
    tree = {"all": [{"some": "opportunity", "where": {"all": [A]}}]}
    changed = with_mode(tree, ("all", 0), "any")
    assert changed == {"all": [{"some": "opportunity", "where": {"any": [A]}}]}


def test_a_group_does_not_move_into_itself():
    tree = {"all": [{"any": [A, {"any": [B]}]}]}
    assert moved(tree, ("all", 0), ("all", 0, "any", 1)) == tree


def test_what_is_empty_or_unfinished_is_not_kept():
    tree = {"all": [A, {"any": []}, {"not": {"any": [B]}}]}
    assert pruned(tree, frozenset({("all", 2, "not", "any", 0)})) == {"all": [A]}
    assert simple({"all": [A]}) == A
    assert simple({"all": []}) is None


def test_paths_that_lead_nowhere_change_nothing():
    tree = {"all": [A]}
    for path in (("all", 7), ("any", 0), ("all", -1), ("all", "x"), ("all", 0, "field")):
        assert node_at(tree, path) is None
        assert without(tree, path) == tree
        assert replaced(tree, path, B) == tree
        assert moved(tree, path, ()) == tree


def test_a_part_is_added_at_the_end_of_its_group():
    grown, path = with_part({"all": [{"not": {"any": [A]}}]}, ("all", 0), B)
    assert grown == {"all": [{"not": {"any": [A, B]}}]}
    assert path == ("all", 0, "not", "any", 1)
    assert part_path((), {"any": []}, 3) == ("any", 3)
    assert parts_of(A) == []
