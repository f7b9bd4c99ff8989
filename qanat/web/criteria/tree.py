"""Criteria as an editor holds them: a tree of groups and conditions, changed one step at a time.

A group is `{"all": […]}`, `{"any": […]}`, `{"not": {"any": […]}}` (none of them), `{"not": {"all":
[…]}}` (not all of them), or `{"some": related, "where": {"all": […]}}`. Whatever else stands where
a group is wanted is wrapped into one, which changes nothing in what it means. Every function gives
a new tree and leaves the old one as it is.
"""

import copy
from typing import Any, Final, TypeAlias

Node: TypeAlias = dict[str, Any]
Path: TypeAlias = tuple[str | int, ...]

MODES: Final = ("all", "any", "none", "not_all")


def rooted(raw: object) -> Node:
    """The tree with a group of all or any at its root; nothing at all becomes an empty one."""
    if not isinstance(raw, dict) or not raw:
        return {"all": []}
    node = canonical(raw)
    return node if "all" in node or "any" in node else {"all": [node]}


def canonical(raw: object) -> Any:
    """The node with its groups written in the five ways above."""
    match raw:
        case {"all": list(parts)}:
            return {"all": [canonical(part) for part in parts]}
        case {"any": list(parts)}:
            return {"any": [canonical(part) for part in parts]}
        case {"not": inner}:
            return {"not": _grouped(canonical(inner), "any")}
        case {"some": related, "where": where}:
            return {"some": related, "where": _grouped(canonical(where), "all")}
        case _:
            return copy.deepcopy(raw)


def _grouped(node: Any, mode: str) -> Any:
    plain = isinstance(node, dict) and ("all" in node or "any" in node)
    return node if plain else {mode: [node]}


def inside(group: Node) -> Path | None:
    """The way from a group to the list of its parts; None when it is a condition."""
    for way in (
        ("all",),
        ("any",),
        ("not", "all"),
        ("not", "any"),
        ("where", "all"),
        ("where", "any"),
    ):
        if way[0] == "where" and "some" not in group:
            continue
        if isinstance(_found(group, way), list):
            return way
    return None


def mode_of(group: Node) -> str:
    """`all`, `any`, `none` or `not_all` of its parts; that of its inside for related records."""
    match inside(group):
        case ("not", "any"):
            return "none"
        case ("not", "all"):
            return "not_all"
        case way:
            return str((way or ("all",))[-1])


def parts_of(group: Node) -> list[Any]:
    """Its parts; none for a condition."""
    way = inside(group)
    found = [] if way is None else _found(group, way)
    return found if isinstance(found, list) else []


def part_path(path: Path, group: Node, index: int) -> Path:
    """The path of a part of the group at `path`."""
    return (*path, *(inside(group) or ()), index)


def node_at(tree: Node, path: Path) -> Node | None:
    """What stands there; None when nothing does (any more)."""
    found = _found(tree, path)
    return found if isinstance(found, dict) else None


def with_part(tree: Node, path: Path, part: Node) -> tuple[Node, Path]:
    """The tree with a part more in the group at `path`, and where the part is."""
    grown = copy.deepcopy(tree)
    group = node_at(grown, path)
    if group is None or inside(group) is None:
        return with_part(tree, (), part)
    parts = parts_of(group)
    parts.append(part)
    return grown, part_path(path, group, len(parts) - 1)


def replaced(tree: Node, path: Path, node: Node) -> Node:
    """The tree with another node there; as it is when there is nothing."""
    if not path:
        return node
    changed = copy.deepcopy(tree)
    holder = _found(changed, path[:-1])
    if isinstance(holder, list | dict) and node_at(changed, path) is not None:
        holder[path[-1]] = node  # type: ignore[index]  # a step of the right kind, as it found a node
    return changed


def without(tree: Node, path: Path) -> Node:
    """The tree without that part."""
    changed = copy.deepcopy(tree)
    holder = _found(changed, path[:-1])
    if isinstance(holder, list) and node_at(changed, path) is not None:
        del holder[path[-1]]  # type: ignore[arg-type]  # an index, as it found a node in a list
    return changed


def moved(tree: Node, path: Path, to: Path) -> Node:
    """The tree with the part at `path` at the end of the group at `to`; never into itself."""
    part = node_at(tree, path)
    if part is None or to[: len(path)] == path:
        return tree
    grown, _ = with_part(tree, to, copy.deepcopy(part))
    return without(grown, path)


def with_mode(tree: Node, path: Path, mode: str) -> Node:
    """The tree in which the group at `path` asks for all, any, none, or not all of its parts."""
    group = node_at(tree, path)
    if group is None or mode not in MODES:
        return tree
    parts = parts_of(group)
    if "some" in group:
        changed: Node = {"some": group["some"], "where": {mode if mode == "any" else "all": parts}}
    elif mode in ("all", "any"):
        changed = {mode: parts}
    else:
        changed = {"not": {"any" if mode == "none" else "all": parts}}
    return replaced(tree, path, changed)


def pruned(tree: Node, drop: frozenset[Path] = frozenset(), path: Path = ()) -> Node:
    """The tree without the parts at `drop` and without groups in which nothing is (left)."""
    way = inside(tree)
    if way is None:
        return copy.deepcopy(tree)
    kept = []
    for index, part in enumerate(parts_of(tree)):
        at = part_path(path, tree, index)
        if at in drop or not isinstance(part, dict):
            continue
        left = pruned(part, drop, at)
        if inside(left) is None or parts_of(left) or "some" in left:
            kept.append(left)
    bare: Any = kept
    for step in reversed(way):
        bare = {step: bare}
    return {**{key: value for key, value in tree.items() if key != way[0]}, **bare}


def simple(tree: Node) -> Node | None:
    """The tree as it is kept: nothing when it is empty, a lone part without the group around it."""
    parts = parts_of(tree)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 and isinstance(parts[0], dict) else tree


def leaf_paths(tree: Node, path: Path = ()) -> list[Path]:
    """Where the conditions are, in the order of reading."""
    if inside(tree) is None:
        return [path]
    return [
        leaf
        for index, part in enumerate(parts_of(tree))
        if isinstance(part, dict)
        for leaf in leaf_paths(part, part_path(path, tree, index))
    ]


def _found(tree: Any, path: Path) -> Any:
    for step in path:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree
