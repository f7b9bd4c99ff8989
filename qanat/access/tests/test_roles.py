from pathlib import Path

import pytest

from qanat.access.roles import ROLES, RoleName, permissions_of
from qanat.access.rules import granted, sees, unknown_scopes
from qanat.platform.permissions import PERMISSIONS


@pytest.mark.parametrize("role", RoleName)
def test_every_role_names_registered_permissions(role):
    assert permissions_of(role) <= set(PERMISSIONS.names())


def test_an_admin_may_do_everything():
    assert permissions_of(RoleName.ADMIN) == set(PERMISSIONS.names())


def test_no_role_may_less_than_read_only_except_by_reach():
    for role in RoleName:
        assert permissions_of(RoleName.READ_ONLY) <= permissions_of(role)


def test_read_only_holds_nothing_but_viewing():
    assert {name.split(".")[1] for name in permissions_of(RoleName.READ_ONLY)} == {"view"}


def test_a_marketer_gives_nobody_an_owner():
    assert "routing.assign" not in permissions_of(RoleName.MARKETER)
    assert "routing.change" not in permissions_of(RoleName.MARKETER)


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (RoleName.ADMIN, None),
        (RoleName.MARKETER, None),
        (RoleName.READ_ONLY, None),
        (RoleName.MANAGER, {1, 2, 3}),
        (RoleName.REPRESENTATIVE, {1}),
    ],
)
def test_whom_each_role_sees(role, seen):
    assert sees(role, 1, [2, 3]) == seen


def test_every_role_is_described():
    assert set(ROLES) == set(RoleName)


def test_a_token_holds_what_both_role_and_scopes_allow():
    held = frozenset({"people.view", "people.add"})
    assert granted(held, ["people.view", "users.change"]) == {"people.view"}
    assert granted(held, ["*"]) == held
    assert granted(held, []) == frozenset()


def test_unknown_scopes_are_named():
    assert unknown_scopes(["*", "people.view", "nonsense"], ["people.view"]) == ("nonsense",)


def test_every_permission_is_labelled_in_three_languages():
    for permission in PERMISSIONS:
        assert permission.label.en
        assert permission.label.ar
        assert permission.label.fa
        assert len({permission.label.en, permission.label.ar, permission.label.fa}) == 3


def test_the_documented_table_is_what_the_roles_hold():
    page = (Path(__file__).resolve().parents[3] / "docs" / "access.md").read_text()
    for permission in PERMISSIONS:
        held = ["yes" if permission.name in permissions_of(role) else "" for role in RoleName]
        row = f"| `{permission.name}` | {permission.label.en} | {' | '.join(held)} |"
        assert row in page, row
    for role in RoleName:
        assert f"| {role.value} | {ROLES[role].reach.value} |" in page
