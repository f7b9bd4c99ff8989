"""Every operation × every role × one's own and a stranger's records.

Asserts the status, that a refusal leaves the database as it was, and that nothing of a stranger
is told to who may not see it.
"""

from dataclasses import dataclass, replace

import pytest
from django.db import connection, transaction

from qanat.access.public import (
    SIGNED_IN,
    RoleName,
    actor_of_token,
    add_member,
    create_team,
    create_user,
    issue_token,
    permissions_of,
)
from qanat.api.app import api
from qanat.api.tests.conftest import NOW, Caller
from qanat.api.tests.matrix_examples import EXAMPLES, SAUDI, About
from qanat.api.tests.matrix_world import CANARY, SYSTEM, Belongings, belongings
from qanat.kernel import clock
from qanat.kernel.phrase import Phrase
from qanat.people.public import add_to_list, create_list, create_status, define_field, tag_people
from qanat.pipeline.public import (
    create_pipeline,
    ensure_default_pipeline,
    list_pipelines,
    lost_reasons,
)
from qanat.platform.inbox import receive
from qanat.platform.models import Submission
from qanat.routing.public import add_member as add_pool_member
from qanat.routing.public import create_pool, create_rule, ensure_default_routing
from qanat.scoring.public import (
    RuleDraft,
    active_model,
    add_rule,
    create_model,
    ensure_default_model,
)
from qanat.timeline.public import ensure_campaigns

# Changed by asking alone: when a token was last used, the counters of sign-in.
IGNORED = {"access_token", "access_cache", "django_session"}
SEES_ALL = {RoleName.ADMIN, RoleName.MARKETER, RoleName.READ_ONLY}


@dataclass(frozen=True, kw_only=True)
class Theirs(Belongings):
    """Belongings with a token of their owner."""

    token: int


@dataclass(frozen=True, kw_only=True)
class World:
    """What belongs to nobody in particular."""

    victim: int
    team: int
    list: int
    pipeline: int
    second_stage: int
    stages: tuple[int, ...]
    spare_pipeline: int
    reason: str
    campaign: int
    seller: int
    hander: int
    second_admin: int
    parked: int
    model: int
    draft: int
    draft_rule: int
    pool: int
    spare_pool: int
    rule: int


def operations():
    for router in api._get_bound_routers():
        for path_view in router.path_operations.values():
            yield from path_view.operations


NEEDED = {one.operation_id: one.view_func.permission for one in operations()}


def test_every_operation_has_an_example():
    assert set(EXAMPLES) == set(NEEDED)


@pytest.fixture
def settled(db):
    """An installation with its defaults; each test adds who asks and the stranger."""
    ensure_default_pipeline()
    ensure_default_model(actor=SYSTEM, now=NOW)


def with_token(user_id, word):
    _, secret = issue_token(user_id, name="test", scopes=["*"], actor=SYSTEM, now=NOW)
    name = actor_of_token(secret, clock.now()).name
    other, _ = issue_token(user_id, name="other", scopes=["*"], actor=SYSTEM, now=NOW)
    mine = belongings(user_id, word, sent_by=name)
    return Caller(user_id, secret), Theirs(**vars(mine), token=other.id)


def make_user(email, role):
    return create_user(email=email, role=role, actor=SYSTEM, now=NOW).id


def settle(role):
    """Who asks with their records, the stranger's records, and the world."""
    asking = make_user("asking@example.com", role)
    stranger = make_user("stranger@example.com", RoleName.REPRESENTATIVE)
    second_admin = make_user("second-admin@example.com", RoleName.ADMIN)
    victim = make_user("victim@example.com", RoleName.REPRESENTATIVE)
    team = create_team("East", actor=SYSTEM).id
    add_member(team, asking, actor=SYSTEM)
    ensure_default_routing(actor=SYSTEM)
    caller, mine = with_token(asking, "mine")
    _, theirs = with_token(stranger, CANARY)
    made = create_list("Invited", actor=replace(SYSTEM, user_id=asking), now=NOW)
    add_to_list(made, [mine.person, theirs.person], actor=SYSTEM, now=NOW)
    tag_people([mine.person], ["mine"], actor=SYSTEM, now=NOW)
    pipeline = list_pipelines(actor=SYSTEM)[0]
    may_assign = role in {RoleName.ADMIN, RoleName.MANAGER}
    world = World(
        second_admin=second_admin,
        hander=asking if may_assign else victim,
        **configured(victim),
        victim=victim,
        team=team,
        list=made,
        pipeline=pipeline.id,
        second_stage=pipeline.stages[1].stage_id,
        stages=tuple(stage.stage_id for stage in pipeline.stages),
        spare_pipeline=create_pipeline(Phrase("Spare", "", ""), actor=SYSTEM),
        reason=lost_reasons(actor=SYSTEM)[0][0],
        campaign=ensure_campaigns(["Spring"], currency="SAR", now=NOW)["Spring"],
        seller=asking if may_assign else victim,
    )
    return caller, mine, theirs, world


def configured(victim):
    """A draft of a score model, a pool and a rule, a field, a status, a parked submission."""
    model = active_model(SYSTEM)
    draft = create_model("Draft", actor=SYSTEM, now=NOW).pk
    rule = RuleDraft(name="Saudi", group="explicit", criteria=SAUDI, points=5)
    draft_rule = add_rule(draft, rule, actor=SYSTEM).pk
    pool = create_pool("East", actor=SYSTEM).pk
    add_pool_member(pool, victim, actor=SYSTEM)
    define_field("person", "size", kind="number", labels={"en": "Size"}, actor=SYSTEM, now=NOW)
    create_status("waiting", labels={"en": "Waiting"}, actor=SYSTEM)
    received = receive("api:parked", [{"email": "bad"}], key="parked", sent_by="x", now=NOW)
    parked = received.submissions[0].pk
    Submission.objects.filter(pk=parked).update(state="parked", problem=[])
    return {
        "model": model.id,
        "draft": draft,
        "draft_rule": draft_rule,
        "pool": pool,
        "spare_pool": create_pool("Spare", actor=SYSTEM).pk,
        "rule": create_rule("Saudi", SAUDI, pool, actor=SYSTEM).pk,
        "parked": parked,
    }


def everything_stored():
    """A checksum of each table, so that a change of any value shows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s)",
            [list(IGNORED)],
        )
        names = [row[0] for row in cursor.fetchall()]
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{name}', count(*), md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
                f' FROM "{name}" t'
                for name in names
            )
        )
        return sorted(cursor.fetchall())


def expected(operation, role, *, mine, caller_is_admin):
    """The statuses that are right."""
    needed, about = NEEDED[operation], EXAMPLES[operation].about
    if needed != SIGNED_IN and needed not in permissions_of(role):
        return {403}
    if (
        mine
        or about is About.NOBODY
        or (role in SEES_ALL and about not in {About.SENDER, About.HOLDER})
    ):
        return {200, 201, 202, 204}
    match about:
        case About.REFERENCE:
            return {422}
        case About.SENDER | About.HOLDER if caller_is_admin:
            return {200, 204}
        case _:
            return {404}


def ask(caller, operation, target, world):
    return caller(*EXAMPLES[operation].request(target, world))


@pytest.mark.parametrize("role", RoleName)
def test_everybody_may_what_their_role_says_and_nothing_else(settled, role):
    caller, mine, theirs, world = settle(role)
    before = everything_stored()
    wrong = []
    for operation in EXAMPLES:
        for target in (mine, theirs):
            own = target is mine
            right = expected(operation, role, mine=own, caller_is_admin=role is RoleName.ADMIN)
            if operation == "add_leads" and 403 not in right:
                continue  # its road commits for itself; test_leads.py walks it
            with transaction.atomic():
                answer = ask(caller, operation, target, world)
                quiet = answer.status_code >= 400 or EXAMPLES[operation].method == "GET"
                after = everything_stored() if quiet else before
                transaction.set_rollback(True)
            who = f"{role} {operation} {'own' if own else 'other'}"
            if answer.status_code not in right:
                wrong.append((who, answer.status_code, right, answer.content[:300]))
            if after != before:
                changed = [new[0] for old, new in zip(before, after, strict=True) if old != new]
                wrong.append((who, "a refusal or a GET changed", changed))
            if role not in SEES_ALL and CANARY.encode() in answer.content.lower():
                wrong.append((who, "told of a stranger", answer.content[:300]))
    assert wrong == []
    assert everything_stored() == before
    told = caller("GET", f"/people/{theirs.person}").content.decode()
    assert (CANARY in told) == (role in SEES_ALL)


def test_nobody_may_anything(settled):
    _, mine, _, world = settle(RoleName.ADMIN)
    stranger = Caller(0, "qnt_" + "0" * 48)
    before = everything_stored()
    for operation in EXAMPLES:
        assert ask(stranger, operation, mine, world).status_code == 401, operation
    assert everything_stored() == before


def test_a_token_holds_to_its_scopes_on_every_route(settled):
    caller, mine, _, world = settle(RoleName.ADMIN)
    _, secret = issue_token(
        caller.user_id, name="narrow", scopes=["reports.view"], actor=SYSTEM, now=NOW
    )
    narrow = Caller(caller.user_id, secret)
    before = everything_stored()
    for operation, needed in NEEDED.items():
        if operation == "change_me":
            continue  # whoever is known may change their own name
        answer = ask(narrow, operation, mine, world)
        allowed = needed in {"reports.view", SIGNED_IN}
        assert answer.status_code == (200 if allowed else 403), (operation, answer.content)
    assert everything_stored() == before


def test_a_refused_page_of_a_list_never_counts_a_stranger(settled):
    caller, mine, _, _ = settle(RoleName.REPRESENTATIVE)
    listed = caller("GET", "/people").json()["items"]
    assert {row["id"] for row in listed} == {mine.person, mine.fresh_person}
    assert caller("GET", "/people/count").json()["count"] == 2
    assert caller("GET", "/reports/totals").json()["people"] == 2
    assert caller("GET", f"/people?search={CANARY}").json()["items"] == []
    (invited,) = caller("GET", "/lists").json()["items"]
    assert invited["people"] == 1
