import threading

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import authenticate
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection

from qanat.access.models import Membership, User
from qanat.access.public import (
    RoleName,
    activate_user,
    actor_of_token,
    actor_of_user,
    add_member,
    change_habits,
    change_password,
    change_role,
    create_team,
    create_user,
    deactivate_user,
    issue_token,
    list_teams,
    list_users,
    remove_member,
    remove_second_step,
    user_id_of,
    user_row,
)
from qanat.access.tests.conftest import NOW
from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.platform.actor import Actor, system_actor

GOOD = "a-long-and-rare-pass-phrase"


def test_a_user_signs_in_with_their_password(make_user, rf):
    made = make_user(RoleName.MANAGER, "Sara@Example.com", password=GOOD, name=" Sara ")

    assert (made.email, made.name) == ("sara@example.com", "Sara")
    assert authenticate(rf.post("/"), email="SARA@example.com", password=GOOD).pk == made.id
    assert user_id_of(" SARA@example.com ") == made.id


def test_the_same_email_in_another_case_is_refused(make_user):
    make_user(RoleName.MANAGER, "sara@example.com")
    with pytest.raises(Conflict):
        make_user(RoleName.MANAGER, "SARA@example.com")
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"email": "not an address"}, ("email",)),
        ({"email": "a@b.com\nBcc: c@d.com"}, ("email",)),
        ({"password": "short"}, ("password",)),
        ({"password": "1234567890123"}, ("password",)),
        ({"language": "de"}, ("language",)),
        ({"time_zone": "Mars/Base"}, ("time_zone",)),
    ],
)
def test_unusable_particulars_are_refused_with_their_path(db, system, given, path):
    wanted = {"email": "a@example.com", "role": RoleName.MANAGER} | given
    with pytest.raises(Invalid) as refusal:
        create_user(actor=system, now=NOW, **wanted)
    assert refusal.value.faults[0].path == path
    assert not User.objects.exists()


@pytest.mark.parametrize("role", [role for role in RoleName if role is not RoleName.ADMIN])
def test_only_admins_make_and_change_users(make_user, role):
    actor = actor_of_user(make_user(role).id)
    other = make_user(RoleName.READ_ONLY, "other@example.com")

    with pytest.raises(NotAllowed):
        create_user(email="x@example.com", role=RoleName.READ_ONLY, actor=actor, now=NOW)
    with pytest.raises(NotAllowed):
        change_role(other.id, RoleName.ADMIN, actor=actor)
    with pytest.raises(NotAllowed):
        deactivate_user(other.id, actor=actor, now=NOW)
    with pytest.raises(NotAllowed):
        change_password(other.id, GOOD, actor=actor)
    with pytest.raises(NotAllowed):
        create_team("East", actor=actor)

    kept = User.objects.get(id=other.id)
    assert (kept.role, kept.is_active, User.objects.count()) == ("read_only", True, 2)


def test_nobody_makes_somebody_who_may_do_more_than_they(make_user):
    narrow = actor_of_user(make_user(RoleName.ADMIN).id, scopes=["users.add", "users.change"])
    with pytest.raises(NotAllowed):
        create_user(email="x@example.com", role=RoleName.ADMIN, actor=narrow, now=NOW)
    assert User.objects.count() == 1


def test_a_disabled_user_is_out_at_once(make_user, admin, client):
    user = make_user(RoleName.MANAGER, password=GOOD)
    _, secret = issue_token(user.id, name="ci", scopes=["*"], actor=admin, now=NOW)
    assert actor_of_token(secret, NOW) is not None

    deactivate_user(user.id, actor=admin, now=NOW)

    assert actor_of_token(secret, NOW) is None
    with pytest.raises(NotFound):
        actor_of_user(user.id)
    activate_user(user.id, actor=admin)
    assert actor_of_user(user.id).user_id == user.id
    assert actor_of_token(secret, NOW) is None


def test_sessions_of_a_disabled_user_are_deleted_and_others_kept(make_user, admin):
    from allauth.usersessions.models import UserSession

    user, other = make_user(RoleName.MANAGER), make_user(RoleName.MARKETER)
    for who in (user, other):
        store = SessionStore()
        store.create()
        UserSession.objects.create(
            user_id=who.id, ip="127.0.0.1", user_agent="", session_key=store.session_key
        )

    deactivate_user(user.id, actor=admin, now=NOW)

    assert Session.objects.count() == 1
    assert UserSession.objects.get().user_id == other.id


def test_the_last_admin_stays(make_user, admin):
    with pytest.raises(Conflict):
        deactivate_user(admin.user_id, actor=admin, now=NOW)
    with pytest.raises(Conflict):
        change_role(admin.user_id, RoleName.MANAGER, actor=admin)
    assert User.objects.get().role == "admin"

    second = make_user(RoleName.ADMIN, "second@example.com")
    change_role(admin.user_id, RoleName.MANAGER, actor=admin)
    assert {user.role for user in User.objects.all()} == {"admin", "manager"}
    assert User.objects.get(role="admin").id == second.id


def test_two_admins_who_put_each_other_out_leave_one(real_commits):
    system = system_actor("test")
    ids = [
        create_user(email=f"{n}@example.com", role=RoleName.ADMIN, actor=system, now=NOW).id
        for n in range(2)
    ]
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def put_out(victim: int) -> None:
        try:
            start.wait(5)
            deactivate_user(victim, actor=system, now=NOW)
            outcomes.append("out")
        except Conflict:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=put_out, args=(victim,)) for victim in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(outcomes) == ["out", "refused"]
    assert User.objects.filter(is_active=True).count() == 1


def test_a_team_lets_its_manager_see_its_members(make_user, admin):
    manager = make_user(RoleName.MANAGER)
    rep = make_user(RoleName.REPRESENTATIVE)
    stranger = make_user(RoleName.REPRESENTATIVE, "stranger@example.com")
    team = create_team(" East ", actor=admin)
    for user in (manager, rep, rep):
        add_member(team.id, user.id, actor=admin)

    assert Membership.objects.count() == 2
    assert actor_of_user(manager.id).sees == {manager.id, rep.id}
    assert actor_of_user(rep.id).sees == {rep.id}
    assert actor_of_user(stranger.id).sees == {stranger.id}
    assert list_teams(admin)[0].user_ids == tuple(sorted([manager.id, rep.id]))
    assert user_row(rep.id, admin).team_ids == (team.id,)

    remove_member(team.id, rep.id, actor=admin)
    assert actor_of_user(manager.id).sees == {manager.id}


def test_team_names_are_unique_and_not_empty(admin):
    create_team("East", actor=admin)
    with pytest.raises(Conflict):
        create_team("East", actor=admin)
    with pytest.raises(Invalid):
        create_team("  ", actor=admin)
    assert [team.name for team in list_teams(admin)] == ["East"]


def test_users_are_paged_by_id(make_user, admin):
    made = [make_user(RoleName.MANAGER, f"{n}@example.com").id for n in range(3)]
    first = list_users(admin, limit=2)
    assert [row.id for row in first] == [admin.user_id, made[0]]
    assert [row.id for row in list_users(admin, after=first[-1].id)] == made[1:]


def test_one_sees_oneself_without_a_permission(make_user):
    reader = make_user(RoleName.READ_ONLY)
    other = make_user(RoleName.MANAGER)
    nobody = Actor(name=f"user:{reader.id}", user_id=reader.id)
    assert user_row(reader.id, nobody).email == "read_only@example.com"
    with pytest.raises(NotAllowed):
        user_row(other.id, nobody)
    with pytest.raises(NotFound):
        user_row(10**9, system_actor("test"))


def test_a_changed_password_is_the_only_one_that_works(make_user, admin, rf):
    user = make_user(RoleName.MANAGER, "sara@example.com", password=GOOD)
    change_password(user.id, GOOD + "2", actor=admin)
    assert authenticate(rf.post("/"), email=user.email, password=GOOD) is None
    assert authenticate(rf.post("/"), email=user.email, password=GOOD + "2").pk == user.id


def test_a_user_changes_their_own_habits_and_admins_those_of_all(make_user, admin):
    rep = actor_of_user(make_user(RoleName.REPRESENTATIVE).id)
    changed = change_habits(rep.user_id, actor=rep, name=" Sara ", language="fa", calendar="jalali")
    assert (changed.name, changed.language, changed.calendar, changed.time_zone) == (
        "Sara",
        "fa",
        "jalali",
        "UTC",
    )
    assert change_habits(rep.user_id, actor=admin, time_zone="Asia/Tehran").language == "fa"
    with pytest.raises(NotAllowed):
        change_habits(admin.user_id, actor=rep, name="Mine")
    assert user_row(rep.user_id, admin).time_zone == "Asia/Tehran"


def test_a_user_begins_with_what_follows_the_device_and_the_language(make_user):
    made = make_user(RoleName.REPRESENTATIVE)
    assert (made.digits, made.theme, made.density) == ("auto", "system", "compact")
    assert made.calendar == "gregorian"
    assert make_user(RoleName.MANAGER, "sara@example.com", language="fa").calendar == "jalali"


def test_each_habit_changes_alone(make_user):
    rep = actor_of_user(make_user(RoleName.REPRESENTATIVE).id)
    change_habits(rep.user_id, actor=rep, theme="dark", density="roomy")
    change_habits(rep.user_id, actor=rep, digits="persian")
    kept = user_row(rep.user_id, rep)
    assert (kept.digits, kept.theme, kept.density) == ("persian", "dark", "roomy")


@pytest.mark.parametrize(
    ("habit", "wrong"),
    [
        ("language", "de"),
        ("time_zone", "Mars"),
        ("calendar", "mayan"),
        ("digits", "roman"),
        ("theme", "pink"),
        ("density", ""),
    ],
)
def test_a_habit_that_there_is_not_is_refused_with_its_path(make_user, habit, wrong):
    rep = actor_of_user(make_user(RoleName.REPRESENTATIVE).id)
    before = user_row(rep.user_id, rep)
    with pytest.raises(Invalid) as refusal:
        change_habits(rep.user_id, actor=rep, **{habit: wrong})
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [
        ((habit,), f"unknown_{habit}")
    ]
    assert user_row(rep.user_id, rep) == before


def test_a_lost_phone_is_no_lost_account(make_user, admin):
    user = make_user(RoleName.MANAGER)
    TOTP.activate(User.objects.get(id=user.id), "JBSWY3DPEHPK3PXP")
    remove_second_step(user.id, actor=admin)
    assert not Authenticator.objects.filter(user_id=user.id).exists()
    with pytest.raises(NotAllowed):
        remove_second_step(admin.user_id, actor=actor_of_user(user.id))


@pytest.mark.parametrize(
    "change",
    [
        lambda actor: change_role(10**9, RoleName.MANAGER, actor=actor),
        lambda actor: activate_user(10**9, actor=actor),
        lambda actor: add_member(10**9, actor.user_id, actor=actor),
        lambda _: user_id_of("nobody@example.com"),
    ],
)
def test_what_does_not_exist_is_not_found(admin, change):
    with pytest.raises(NotFound):
        change(admin)
