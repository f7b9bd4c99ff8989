"""Settings of scoring, routing, pipelines, statuses and fields."""

import json

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from qanat.flows.public import switching
from qanat.kernel import clock
from qanat.people.public import create_person, custom_fields, statuses
from qanat.pipeline.public import list_pipelines, lost_reasons
from qanat.platform.actor import system_actor
from qanat.routing.public import list_pools
from qanat.routing.public import list_rules as routing_rules
from qanat.scoring.models import Rescore
from qanat.scoring.public import list_models, list_rules, score_everybody, try_model, try_on

pytestmark = pytest.mark.django_db

SYSTEM = system_actor("test")
SAUDI = {"field": "person.country", "is": "one_of", "value": ["SA"]}
PAGES = ["scoring", "routing", "pipelines", "fields"]


@pytest.fixture
def admin(company, as_user):
    return as_user(company, "admin", htmx=True)


@pytest.fixture
def draft(admin):
    """A draft of the model that counts."""
    active = list_models(SYSTEM)[0]
    answer = admin.post(f"/settings/scoring/{active.id}/draft/")
    assert answer["HX-Redirect"].startswith("/settings/scoring/?model=")
    return list_models(SYSTEM)[1]


def somebody(**values):
    return create_person(
        {"given_name": "Sara", "email": "sara@acme.test", **values}, actor=SYSTEM, now=clock.now()
    )


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_three_languages(company, as_user, page, language):
    answer = as_user(company, "admin", language=language).get(f"/settings/{page}/")
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.content.decode()


def test_who_may_only_look_is_shown_no_button_and_refused(company, as_user):
    manager = as_user(company, "reader", htmx=True)
    rules = routing_rules(SYSTEM)
    for page in PAGES:
        answer = manager.get(f"/settings/{page}/")
        if answer.status_code == 200:
            assert "hx-post" not in answer.content.decode().partition('id="part"')[2]
    for path in ("routing/rules/new/", "fields/person/new/", "pipelines/new/", "statuses/new/"):
        said = {"name": "x", "criteria": json.dumps(SAUDI), "labels.en": "x", "label.en": "x"}
        assert manager.post(f"/settings/{path}", said).status_code == 403
    assert routing_rules(SYSTEM) == rules


def test_a_rule_is_added_to_a_draft_in_any_digits(admin, draft):
    said = {"name": "Kingdom", "group": "explicit", "points": "١٥", "criteria": json.dumps(SAUDI)}
    answer = admin.post(f"/settings/scoring/{draft.id}/rules/new/", said | {"active": "on"})
    assert answer.status_code == 200
    assert answer["HX-Retarget"] == "#rules"
    rule = list_rules(draft.id, SYSTEM)[-1]
    assert (rule.name, rule.points, rule.criteria) == ("Kingdom", 15, SAUDI)
    against = said | {"group": "negative", "name": "Not there"}
    admin.post(f"/settings/scoring/{draft.id}/rules/{rule.id}/", against)
    rule = list_rules(draft.id, SYSTEM)[-1]
    assert (rule.points, rule.active) == (-15, False)
    admin.post(f"/settings/scoring/{draft.id}/rules/{rule.id}/gone/")
    assert rule.id not in {each.id for each in list_rules(draft.id, SYSTEM)}


@pytest.mark.parametrize(
    "wrong",
    [{"points": "many"}, {"name": " "}, {"criteria": ""}, {"points": "5000"}, {"group": "x"}],
)
def test_a_rule_that_is_wrong_is_kept_as_typed(admin, draft, wrong):
    said = {"name": "Kingdom", "group": "explicit", "points": "15", "criteria": json.dumps(SAUDI)}
    before = list_rules(draft.id, SYSTEM)
    answer = admin.post(f"/settings/scoring/{draft.id}/rules/new/", said | wrong)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert (said | wrong)["points"] in answer.content.decode()
    assert list_rules(draft.id, SYSTEM) == before


def test_what_has_been_active_is_not_changed(admin):
    active = list_models(SYSTEM)[0]
    rule = list_rules(active.id, SYSTEM)[0]
    said = {"name": "x", "group": "explicit", "points": "1", "criteria": json.dumps(SAUDI)}
    answer = admin.post(f"/settings/scoring/{active.id}/rules/{rule.id}/", said)
    assert answer.status_code == 409
    assert list_rules(active.id, SYSTEM)[0] == rule


def test_thresholds_are_set_in_order(admin, draft):
    path = f"/settings/scoring/{draft.id}/levels/"
    assert admin.post(path, {"warm_at": "٢٠", "hot_at": "70", "mql_at": "40"}).status_code == 200
    assert list_models(SYSTEM)[1].thresholds.hot_at == 70
    answer = admin.post(path, {"warm_at": "80", "hot_at": "70", "mql_at": "40"})
    assert answer.status_code == 422
    assert 'id="hot_at-wrong"' in answer.content.decode()


def test_a_draft_is_tried_on_everybody_and_on_one(admin, draft):
    person = somebody(country="SA")
    score_everybody(at=clock.now(), actor=SYSTEM)
    said = {"name": "Kingdom", "group": "explicit", "points": "90", "criteria": json.dumps(SAUDI)}
    admin.post(f"/settings/scoring/{draft.id}/rules/new/", said)
    trial = try_model(draft.id, at=clock.now(), actor=SYSTEM)
    kingdom = list_rules(draft.id, SYSTEM)[-1]
    assert trial.held[kingdom.id] == 1
    assert trial.preview.changing_band == 1
    (mover,) = trial.movers
    assert (mover.person_id, mover.after_band) == (person, "hot")
    one = try_on(draft.id, person, at=clock.now(), actor=SYSTEM)
    assert one.total == mover.after
    assert one.total == sum(each.rule.points for each in one.rules if each.held)
    shown = admin.get(f"/settings/scoring/{draft.id}/preview/").content.decode()
    assert f'id="hit-{kingdom.id}"' in shown
    tried = admin.get(f"/settings/scoring/{draft.id}/people/{person}/").content.decode()
    assert "Kingdom" in tried
    found = admin.get(f"/settings/scoring/{draft.id}/people/", {"q": "sara"}).content.decode()
    assert f"/people/{person}/" in found


def test_activation_goes_to_a_worker(admin, draft):
    answer = admin.post(f"/settings/scoring/{draft.id}/activate/")
    assert answer["HX-Redirect"] == f"/settings/scoring/?model={draft.id}"
    assert switching()
    assert "hx-trigger" in admin.get(f"/settings/scoring/{draft.id}/progress/").content.decode()


def test_the_rescore_tells_its_share_and_at_the_end_how_many_changed(admin, draft):
    admin.post(f"/settings/scoring/{draft.id}/activate/")
    path = f"/settings/scoring/{draft.id}/progress/"
    assert "It waits for a worker." in admin.get(path).content.decode()
    run = Rescore.objects.create(model_id=draft.id)
    assert "are being counted" in admin.get(path).content.decode()
    Rescore.objects.filter(pk=run.pk).update(people=4000, compared=1000, changed=37)
    shown = admin.get(path).content.decode()
    assert 'max="4000" value="1000"' in shown
    assert "1,000 of 4,000 written, 37 changed" in shown
    Rescore.objects.filter(pk=run.pk).update(compared=4000, done_at=clock.now())
    ProcrastinateJob.objects.all()._raw_delete("default")
    assert admin.get(path)["HX-Redirect"] == f"/settings/scoring/?model={draft.id}"
    page = admin.get("/settings/scoring/", headers={"HX-Request": ""}).content.decode()
    assert "the scores of 37 people changed" in page


def test_a_draft_is_discarded(admin, draft):
    admin.post(f"/settings/scoring/{draft.id}/discard/")
    assert draft.id not in {model.id for model in list_models(SYSTEM)}


def pool_of(admin, name="Gulf"):
    admin.post("/settings/routing/pools/new/", {"name": name})
    return next(pool for pool in list_pools(SYSTEM) if pool.name == name)


def test_rules_lead_to_pools_in_their_order(admin):
    gulf = pool_of(admin)
    for name in ("First", "Second"):
        said = {"name": name, "criteria": json.dumps(SAUDI), "pool": gulf.id}
        assert admin.post("/settings/routing/rules/new/", said).status_code == 200
    second = routing_rules(SYSTEM)[-1]
    admin.post("/settings/routing/order/", {"moved": second.id, "to": "1"})
    assert routing_rules(SYSTEM)[0].name == "Second"
    refused = admin.post(
        f"/settings/routing/rules/{second.id}/", {"name": "", "criteria": "", "pool": gulf.id}
    )
    assert refused.status_code == 422
    assert routing_rules(SYSTEM)[0].name == "Second"
    admin.post(f"/settings/routing/rules/{second.id}/gone/")
    assert "Second" not in {rule.name for rule in routing_rules(SYSTEM)}


def test_members_have_shares_and_pauses(company, admin):
    gulf, user = pool_of(admin), company.id_of("owner")
    admin.post(f"/settings/routing/pools/{gulf.id}/in/", {"user": user})
    admin.post(f"/settings/routing/pools/{gulf.id}/{user}/", {"share": "٣"})
    admin.post(f"/settings/routing/pools/{gulf.id}/{user}/", {"active": "no"})
    (member,) = next(pool for pool in list_pools(SYSTEM) if pool.id == gulf.id).members
    assert (member.share, member.takes_leads) == (3, False)
    assert (
        admin.post(f"/settings/routing/pools/{gulf.id}/{user}/", {"share": "0"}).status_code == 422
    )
    admin.post(f"/settings/routing/pools/{gulf.id}/{user}/out/")
    assert next(pool for pool in list_pools(SYSTEM) if pool.id == gulf.id).members == ()


def test_one_person_is_sent_where_the_rules_say(company, admin):
    gulf = pool_of(admin)
    admin.post(f"/settings/routing/pools/{gulf.id}/in/", {"user": company.id_of("owner")})
    said = {"name": "Kingdom", "criteria": json.dumps(SAUDI), "pool": gulf.id}
    admin.post("/settings/routing/rules/new/", said)
    person = somebody(country="SA")
    shown = admin.get(f"/settings/routing/people/{person}/").content.decode()
    assert "Gulf" in shown
    assert "Kingdom" in shown
    assert "hit-" in admin.get("/settings/routing/counts/").content.decode()


def test_stages_have_chances_patience_and_gates(admin):
    pipeline = list_pipelines(actor=SYSTEM)[0]
    gate = {"field": "opportunity.amount", "is": "is_known"}
    said = {
        "label.ar": "عرض",
        "chance": "٥٥",
        "patience_days": "",
        "gate": json.dumps(gate),
    }
    assert admin.post(f"/settings/pipelines/{pipeline.id}/stages/new/", said).status_code == 200
    stage = list_pipelines(actor=SYSTEM)[0].stages[-2]
    assert (stage.chance, stage.patience_days, stage.gate) == (55, None, gate)
    assert stage.labels["ar"] == "عرض"
    refused = admin.post(f"/settings/stages/{stage.stage_id}/", said | {"chance": "120"})
    assert refused.status_code == 422
    assert 'value="120"' in refused.content.decode()
    ids = [each.stage_id for each in list_pipelines(actor=SYSTEM)[0].stages if not each.closed]
    turned = [ids[-1], *ids[:-1]]
    admin.post(f"/settings/pipelines/{pipeline.id}/order/", {"order": turned})
    assert list_pipelines(actor=SYSTEM)[0].stages[0].stage_id == stage.stage_id
    admin.post(f"/settings/stages/{stage.stage_id}/gone/", {"to": str(ids[0])})
    assert stage.stage_id not in {each.stage_id for each in list_pipelines(actor=SYSTEM)[0].stages}


def test_pipelines_are_made_made_the_default_and_deleted(admin):
    admin.post("/settings/pipelines/new/", {"label.en": "Partners"})
    first, second = list_pipelines(actor=SYSTEM)
    said = {"label.en": "Partners", "criteria": json.dumps(SAUDI)}
    admin.post(f"/settings/pipelines/{second.id}/", said)
    assert list_pipelines(actor=SYSTEM)[1].opportunity_criteria == SAUDI
    admin.post(f"/settings/pipelines/{second.id}/default/")
    assert list_pipelines(actor=SYSTEM)[0].id == second.id
    assert admin.post(f"/settings/pipelines/{second.id}/gone/").status_code == 409
    admin.post(f"/settings/pipelines/{first.id}/default/")
    admin.post(f"/settings/pipelines/{second.id}/gone/")
    assert [each.id for each in list_pipelines(actor=SYSTEM)] == [first.id]


def test_statuses_and_reasons_have_words_of_ones_own(admin):
    said = {"labels.en": "On hold", "gate": json.dumps(SAUDI), "closed": "on"}
    admin.post("/settings/statuses/new/", said)
    made = statuses()[-1]
    assert (made.key, made.closed, made.gate) == ("on_hold", True, SAUDI)
    admin.post("/settings/statuses/on_hold/", {"labels.en": "Waiting"})
    assert (statuses()[-1].labels["en"], statuses()[-1].gate) == ("Waiting", None)
    keys = [each.key for each in statuses()]
    admin.post("/settings/statuses/order/", {"order": keys[::-1]})
    assert [each.key for each in statuses()] == keys[::-1]
    admin.post("/settings/statuses/on_hold/gone/")
    assert "on_hold" not in {each.key for each in statuses()}
    admin.post("/settings/reasons/new/", {"label.fa": "بودجه"})
    key, labels = lost_reasons(actor=SYSTEM)[-1]
    assert labels["en"] == "بودجه"
    admin.post(f"/settings/reasons/{key}/gone/")
    assert key not in dict(lost_reasons(actor=SYSTEM))


def test_a_field_is_defined_changed_and_deleted_with_a_warning(admin):
    said = {"labels.en": "Favourite tea", "kind": "choice", "choices": "black\ngreen\n"}
    admin.post("/settings/fields/person/new/", said)
    (field,) = custom_fields("person")
    assert (field.key, field.choices) == ("favourite_tea", ("black", "green"))
    admin.post("/settings/fields/person/favourite_tea/", {"labels.en": "Tea", "choices": "black"})
    assert custom_fields("person")[0].choices == ("black",)
    somebody(custom={"favourite_tea": "black"})
    warned = admin.get("/settings/fields/person/favourite_tea/gone/").content.decode()
    assert "1 record has a value in it" in warned
    assert "data-key" not in warned
    refused = admin.post("/settings/fields/person/new/", said | {"choices": ""})
    assert refused.status_code == 422
    assert "Favourite tea" in refused.content.decode()
    admin.post("/settings/fields/person/favourite_tea/index/")
    asked = admin.post("/settings/fields/person/favourite_tea/gone/")
    assert (asked["HX-Retarget"], len(custom_fields("person"))) == ("#dialog", 1)
    assert 'hx-post="/settings/fields/person/favourite_tea/gone/?sure=1"' in asked.content.decode()
    admin.post("/settings/fields/person/favourite_tea/gone/?sure=1")
    assert custom_fields("person") == []
