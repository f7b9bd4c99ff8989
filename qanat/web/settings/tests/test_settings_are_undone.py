"""What was changed in settings is taken back by the Undo of its toast, whole; what cannot be taken back asks."""

import json
import re
from pathlib import Path

import pytest
from django.db import connection

from qanat.access.public import actor_of_user, issue_token, list_teams, list_tokens
from qanat.kernel import clock
from qanat.pipeline.public import list_pipelines, opportunity_card
from qanat.platform.actor import system_actor
from qanat.routing.public import list_pools, list_rules
from qanat.scoring.public import activate_model, copy_model, list_models
from qanat.scoring.public import list_rules as score_rules
from qanat.web.conftest import make_records

SYSTEM = system_actor("test")
SAUDI = json.dumps({"field": "person.country", "is": "one_of", "value": ["SA"]})
TABLES = (
    *("routing_pool", "routing_rule", "routing_pool_member", "score_model", "score_rule"),
    *("pipeline", "stage", "lost_reason", "status", "custom_field"),
    *("access_team", "access_membership", "access_user", "access_token"),
)
STILL_ASK = {
    "settings:scoring_activate",  # everybody is scored anew
    "settings:parked_drop",
    "settings:token_revoke",
    "settings:user_password",
    "settings:user_step",
}


@pytest.fixture
def admin(company, as_user):
    return as_user(company, "admin", htmx=True)


def stands():
    """Every row of settings, as it is."""
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            leaves_out = " - 'last_login' - 'last_used_at'"
            cursor.execute(f"SELECT to_jsonb(t){leaves_out} FROM {table} t ORDER BY t.id")
            found[table] = cursor.fetchall()
        return found


def did(client, path, said=None):
    answer = client.post(f"/settings/{path}", said or {})
    assert answer.status_code == 200, (path, answer.status_code)
    return json.loads(answer["HX-Trigger"])["toast"]["undo"]


def taken_back(client, path, said=None):
    """Do it, see that something is other, undo it, see that everything is as it was."""
    before = stands()
    undo = did(client, path, said)
    assert stands() != before, path
    assert client.post(undo).status_code == 204, path
    assert stands() == before, path


def test_rules_and_pools_of_routing(company, admin):
    for name in ("Gulf", "Levant"):
        admin.post("/settings/routing/pools/new/", {"name": name})
    gulf, levant = list_pools(SYSTEM)[-2:]
    owner = company.id_of("owner")
    admin.post(f"/settings/routing/pools/{gulf.id}/in/", {"user": owner})
    for name in ("First", "Second", "Third"):
        said = {"name": name, "criteria": SAUDI, "pool": levant.id}
        admin.post("/settings/routing/rules/new/", said)
    rules = list_rules(SYSTEM)
    first, last = rules[-3], rules[-1]
    taken_back(admin, f"routing/rules/{first.id}/gone/")
    taken_back(admin, "routing/order/", {"moved": last.id, "to": "1"})
    taken_back(
        admin, f"routing/rules/{first.id}/", {"name": "x", "criteria": SAUDI, "pool": gulf.id}
    )
    taken_back(admin, f"routing/pools/{gulf.id}/", {"name": "The Gulf"})
    taken_back(admin, f"routing/pools/{gulf.id}/fallback/")
    taken_back(admin, f"routing/pools/{gulf.id}/{owner}/", {"share": "3"})
    taken_back(admin, f"routing/pools/{gulf.id}/{owner}/out/")
    taken_back(admin, f"routing/pools/{gulf.id}/in/", {"user": company.id_of("colleague")})
    taken_back(admin, f"routing/pools/{gulf.id}/gone/")


def test_rules_of_a_draft_until_it_counts(admin):
    active = list_models(SYSTEM)[0]
    draft = copy_model(active.id, name="Draft", actor=SYSTEM, now=clock.now())
    rule = score_rules(draft.pk, SYSTEM)[0]
    path = f"scoring/{draft.pk}/rules/{rule.id}/"
    said = {"name": "x", "group": "explicit", "points": "1", "criteria": SAUDI}
    taken_back(admin, path, said)
    taken_back(admin, f"{path}gone/")
    taken_back(
        admin, f"scoring/{draft.pk}/levels/", {"warm_at": "1", "hot_at": "70", "mql_at": "40"}
    )
    undo = did(admin, path, said)
    activate_model(draft.pk, actor=SYSTEM, now=clock.now())
    counts = stands()
    assert admin.post(undo).status_code == 409
    assert stands() == counts


def test_a_draft_that_was_discarded_comes_back_from_the_next_page(admin):
    draft = copy_model(list_models(SYSTEM)[0].id, name="Draft", actor=SYSTEM, now=clock.now())
    before = stands()
    admin.post(f"/settings/scoring/{draft.pk}/discard/")
    assert stands() != before
    page = admin.get("/settings/scoring/", headers={"HX-Request": ""}).content.decode()
    undo = re.search(r'data-message data-undo="([^"]+)"', page)[1]
    assert admin.post(undo).status_code == 204
    assert stands() == before


def test_stages_with_the_deals_in_them_pipelines_statuses_and_reasons(company, admin):
    kept = make_records(company)
    pipeline = list_pipelines(actor=SYSTEM)[0]
    ids = [each.stage_id for each in pipeline.stages if not each.closed]
    taken_back(admin, f"stages/{ids[0]}/gone/", {"to": ids[1]})
    deal = opportunity_card(kept.deal, actor=SYSTEM, now=clock.now())
    assert deal.stage_id == ids[0]
    taken_back(admin, f"stages/{ids[1]}/", {"label.en": "x", "chance": "5", "patience_days": "3"})
    taken_back(admin, f"pipelines/{pipeline.id}/order/", {"order": ids[::-1]})
    admin.post("/settings/pipelines/new/", {"label.en": "Partners"})
    other = list_pipelines(actor=SYSTEM)[1].id
    taken_back(admin, f"pipelines/{other}/default/")
    taken_back(admin, f"pipelines/{other}/", {"label.en": "Others", "criteria": SAUDI})
    taken_back(admin, f"pipelines/{other}/gone/")
    admin.post("/settings/statuses/new/", {"labels.en": "On hold"})
    taken_back(admin, "statuses/on_hold/", {"labels.en": "Waiting", "closed": "on"})
    taken_back(admin, "statuses/on_hold/gone/")
    admin.post("/settings/reasons/new/", {"label.en": "Weather"})
    taken_back(admin, "reasons/weather/", {"label.en": "Rain"})
    taken_back(admin, "reasons/weather/gone/")


def test_fields_teams_and_users(company, admin):
    admin.post("/settings/fields/person/new/", {"labels.en": "Tea", "kind": "text"})
    taken_back(admin, "fields/person/tea/", {"labels.en": "Coffee"})
    taken_back(admin, "fields/person/tea/gone/")
    team = list_teams(SYSTEM)[0].id
    owner = company.id_of("owner")
    taken_back(admin, f"teams/{team}/out/{owner}/")
    taken_back(admin, f"teams/{team}/in/", {"user": company.id_of("stranger")})
    taken_back(admin, f"users/{owner}/role/", {"role": "manager"})
    issue_token(owner, name="till", scopes=["*"], actor=actor_of_user(owner), now=clock.now())
    taken_back(admin, f"users/{owner}/out/")
    assert list_tokens(actor_of_user(owner))[-1].revoked_at is None


def test_nobody_undoes_the_last_admin_away(company, admin):
    owner = company.id_of("owner")
    undo = did(admin, f"users/{owner}/role/", {"role": "admin"})
    did(admin, f"users/{company.id_of('admin')}/role/", {"role": "manager"})
    assert admin.post(undo).status_code == 409
    assert company.actor("owner").may("users.change")


def test_only_what_cannot_be_taken_back_asks():
    asking = set()
    for template in Path(__file__).parents[1].glob("*.html"):
        for tag in re.findall(r"<(?:button|form)[^>]*hx-confirm", template.read_text()):
            asking.add(re.search(r'hx-post="{% url "([^"]+)"', tag)[1])
    assert asking == STILL_ASK
