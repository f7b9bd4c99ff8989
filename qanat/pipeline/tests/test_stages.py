import pytest

from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.kernel.phrase import Phrase
from qanat.pipeline.configuration import MAX_PIPELINES
from qanat.pipeline.models import LostReason, Opportunity, Pipeline, Stage, StageVisit
from qanat.pipeline.public import (
    change_stage,
    create_lost_reason,
    create_opportunity,
    create_pipeline,
    create_stage,
    delete_lost_reason,
    delete_opportunity,
    delete_pipeline,
    delete_stage,
    ensure_default_pipeline,
    list_pipelines,
    lose_opportunity,
    lost_reasons,
    make_default,
    move_to_stage,
    opportunity_card,
    rename_lost_reason,
    rename_pipeline,
    reorder_stages,
    stage_visits,
    win_opportunity,
)
from qanat.pipeline.stages import MAX_STAGES
from qanat.pipeline.tests.conftest import DAY, NOW

DEMO = Phrase("Demo", "عرض تجريبي", "نمایش")


def keys_of(pipeline_id):
    stages = Stage.objects.filter(pipeline_id=pipeline_id, deleted_at=None).order_by("position")
    assert [stage.position for stage in stages] == list(range(len(stages)))
    return [stage.key for stage in stages]


def code_of(error):
    return [fault.code for fault in error.value.faults]


def test_the_default_pipeline_has_the_five_stages(pipeline_id, admin):
    assert keys_of(pipeline_id) == ["lead", "first_call", "presentation", "follow_up", "closed"]
    (pipeline,) = list_pipelines(actor=admin)
    assert pipeline.default
    assert [stage.labels["fa"] for stage in pipeline.stages] == [
        "سرنخ",
        "تماس نخست",
        "ارائه یا جلسه",
        "پیگیری",
        "بسته‌شده",
    ]
    assert [(stage.chance, stage.patience_days, stage.closed) for stage in pipeline.stages] == [
        (10, 3, False),
        (20, 5, False),
        (40, 10, False),
        (60, 14, False),
        (0, None, True),
    ]
    assert "price" in dict(lost_reasons(actor=admin))


def test_the_default_pipeline_is_made_once(pipeline_id):
    assert ensure_default_pipeline() == pipeline_id
    assert Pipeline.objects.count() == 1


@pytest.mark.usefixtures("real_commits")
def test_many_who_make_the_default_pipeline_at_once_make_one(in_threads):
    made = in_threads(*[ensure_default_pipeline] * 6)

    assert len(set(made)) == 1
    assert Pipeline.objects.count() == 1
    assert Stage.objects.count() == 5


def test_a_new_pipeline_can_be_used_at_once(admin, pipeline_id):
    made = create_pipeline(Phrase("Renewals", "التجديد", "تمدید"), actor=admin)

    assert keys_of(made) == ["lead", "closed"]
    assert [row.key for row in list_pipelines(actor=admin)] == ["sales", "renewals"]
    rename_pipeline(made, Phrase("Renewing", "", ""), actor=admin)
    make_default(made, actor=admin)
    assert [(row.key, row.labels["en"]) for row in list_pipelines(actor=admin)] == [
        ("renewals", "Renewing"),
        ("sales", "Sales"),
    ]


def test_a_stage_is_added_before_the_closed_one_or_where_asked(admin, pipeline_id):
    create_stage(pipeline_id, {"label": DEMO, "chance": 50}, actor=admin)
    create_stage(pipeline_id, {"label": DEMO}, actor=admin, position=0)
    create_stage(pipeline_id, {"label": Phrase("Late", "", "")}, actor=admin, position=99)

    assert keys_of(pipeline_id) == [
        "demo_2",
        "lead",
        "first_call",
        "presentation",
        "follow_up",
        "demo",
        "late",
        "closed",
    ]


def test_stages_are_put_into_another_order_with_the_closed_one_last(admin, stages, pipeline_id):
    order = ["first_call", "lead", "follow_up", "presentation", "closed"]

    reorder_stages(pipeline_id, [stages[key] for key in order], actor=admin)

    assert keys_of(pipeline_id) == order
    for wrong, code in (
        (["closed", *order[:-1]], "closed_not_last"),
        (order[:-1], "stages_incomplete"),
        ([*order[:-1], "lead"], "stages_incomplete"),
    ):
        with pytest.raises(Invalid) as error:
            reorder_stages(pipeline_id, [stages[key] for key in wrong], actor=admin)
        assert code_of(error) == [code]
    assert keys_of(pipeline_id) == order


def test_what_is_set_on_a_stage_is_checked(admin, stages):
    change_stage(stages["lead"], {"label": DEMO, "chance": 15, "patience_days": None}, actor=admin)

    stage = Stage.objects.get(id=stages["lead"])
    assert (stage.key, stage.labels["ar"], stage.chance, stage.patience_days) == (
        "lead",
        "عرض تجريبي",
        15,
        None,
    )
    for settings, code in (
        ({"chance": 101}, "chance_out_of_range"),
        ({"patience_days": 0}, "patience_out_of_range"),
        ({"label": Phrase("", "س", "س")}, "label_missing"),
        ({"label": Phrase("x" * 101, "", "")}, "too_long"),
    ):
        with pytest.raises(Invalid) as error:
            change_stage(stages["lead"], settings, actor=admin)
        assert code_of(error) == [code]
    stage.refresh_from_db()
    assert stage.chance == 15


def test_what_is_set_is_needed_and_limited(admin, stages, pipeline_id):
    with pytest.raises(Invalid) as error:
        create_stage(pipeline_id, {"chance": 5}, actor=admin)
    assert code_of(error) == ["label_missing"]
    with pytest.raises(NotFound):
        create_stage(pipeline_id + 1, {"label": DEMO}, actor=admin)
    change_stage(stages["lead"], {}, actor=admin)
    for _ in range(MAX_STAGES - 5):
        create_stage(pipeline_id, {"label": DEMO}, actor=admin)
    with pytest.raises(Invalid) as error:
        create_stage(pipeline_id, {"label": DEMO}, actor=admin)
    assert code_of(error) == ["too_many"]
    for _ in range(MAX_PIPELINES - 1):
        create_pipeline(DEMO, actor=admin)
    with pytest.raises(Invalid) as error:
        create_pipeline(DEMO, actor=admin)
    assert code_of(error) == ["too_many"]


def test_what_is_in_a_stage_moves_to_another_open_one_only(admin, stages, make_opportunity):
    make_opportunity(stage="first_call")

    for unfit in ("first_call", "closed"):
        with pytest.raises(Invalid) as error:
            delete_stage(stages["first_call"], actor=admin, now=NOW, move_to_stage_id=stages[unfit])
        assert code_of(error) == ["stage_unfit"]
    assert Stage.objects.get(id=stages["first_call"]).deleted_at is None


def test_a_stage_with_opportunities_is_not_deleted_and_says_how_many(
    admin, stages, pipeline_id, make_opportunity
):
    make_opportunity(stage="first_call")
    trashed = make_opportunity(stage="first_call")
    delete_opportunity(trashed, actor=admin, now=NOW)

    with pytest.raises(Invalid) as error:
        delete_stage(stages["first_call"], actor=admin, now=NOW)

    assert str(error.value) == (
        "Opportunities in this stage, the trash included: 2. Say to which stage they move."
    )
    assert "first_call" in keys_of(pipeline_id)


def test_a_deleted_stage_hands_over_what_is_in_it_and_stays_in_the_history(
    admin, owner, stages, pipeline_id, make_opportunity
):
    deal = make_opportunity(stage="first_call", at=NOW - 2 * DAY)

    moved = delete_stage(
        stages["first_call"], actor=admin, now=NOW, move_to_stage_id=stages["lead"]
    )

    assert moved == 1
    assert keys_of(pipeline_id) == ["lead", "presentation", "follow_up", "closed"]
    assert opportunity_card(deal, actor=owner, now=NOW).stage_key == "lead"
    assert [
        (visit.stage_labels["en"], visit.entered_at, visit.left_at, visit.actor)
        for visit in stage_visits(deal, actor=owner)
    ] == [
        ("First call", NOW - 2 * DAY, NOW, owner.name),
        ("Lead", NOW, None, admin.name),
    ]
    again = create_stage(pipeline_id, {"label": Phrase("First call", "", "")}, actor=admin)
    assert Stage.objects.get(id=again).key == "first_call"


def test_the_closed_and_the_only_open_stage_stay(admin, stages, pipeline_id):
    made = create_pipeline(DEMO, actor=admin)
    only = Stage.objects.get(pipeline_id=made, closed=False).id

    for stage_id, code in ((stages["closed"], "stage_is_closed"), (only, "only_open_stage")):
        with pytest.raises(Invalid) as error:
            delete_stage(stage_id, actor=admin, now=NOW)
        assert code_of(error) == [code]
    with pytest.raises(NotFound):
        delete_stage(10**9, actor=admin, now=NOW)


def test_a_pipeline_is_deleted_only_while_nothing_was_ever_in_it(
    admin, owner, stages, pipeline_id, make_opportunity
):
    made = create_pipeline(DEMO, actor=admin)
    first = Stage.objects.get(pipeline_id=made, closed=False).id
    deal = make_opportunity()
    move_to_stage(deal, first, actor=owner, now=NOW)

    with pytest.raises(Invalid) as error:
        delete_pipeline(made, actor=admin)
    assert code_of(error) == ["pipeline_not_empty"]
    move_to_stage(deal, stages["lead"], actor=owner, now=NOW)
    with pytest.raises(Invalid) as error:
        delete_pipeline(made, actor=admin)
    assert code_of(error) == ["pipeline_in_history"]
    with pytest.raises(Conflict):
        delete_pipeline(pipeline_id, actor=admin)

    unused = create_pipeline(DEMO, actor=admin)
    delete_pipeline(unused, actor=admin)
    assert not Pipeline.objects.filter(id=unused).exists()
    assert not Stage.objects.filter(pipeline_id=unused).exists()


def test_a_reason_that_is_offered_no_longer_stays_with_what_was_lost(
    admin, owner, make_opportunity
):
    key = create_lost_reason(Phrase("Moved away", "", ""), actor=admin)
    rename_lost_reason(key, Phrase("Moved abroad", "انتقل", "مهاجرت"), actor=admin)
    deal = make_opportunity()
    lose_opportunity(deal, reason=key, actor=owner, now=NOW)

    delete_lost_reason(key, actor=admin, now=NOW)

    assert key not in dict(lost_reasons(actor=admin))
    assert opportunity_card(deal, actor=owner, now=NOW).reason_labels["fa"] == "مهاجرت"
    with pytest.raises(NotFound):
        rename_lost_reason(key, DEMO, actor=admin)
    with pytest.raises(NotFound):
        delete_lost_reason(key, actor=admin, now=NOW)


def test_whoever_sells_does_not_change_pipelines(owner, stages, pipeline_id):
    before = (
        list(Stage.objects.values()),
        list(Pipeline.objects.values()),
        LostReason.objects.count(),
    )

    for refused in (
        lambda: create_pipeline(DEMO, actor=owner),
        lambda: rename_pipeline(pipeline_id, DEMO, actor=owner),
        lambda: make_default(pipeline_id, actor=owner),
        lambda: delete_pipeline(pipeline_id, actor=owner),
        lambda: create_stage(pipeline_id, {"label": DEMO}, actor=owner),
        lambda: change_stage(stages["lead"], {"chance": 1}, actor=owner),
        lambda: reorder_stages(pipeline_id, list(stages.values()), actor=owner),
        lambda: delete_stage(stages["lead"], actor=owner, now=NOW),
        lambda: create_lost_reason(DEMO, actor=owner),
        lambda: rename_lost_reason("price", DEMO, actor=owner),
        lambda: delete_lost_reason("price", actor=owner, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            refused()

    assert before == (
        list(Stage.objects.values()),
        list(Pipeline.objects.values()),
        LostReason.objects.count(),
    )


@pytest.mark.usefixtures("real_commits")
def test_nothing_enters_a_stage_that_is_being_deleted(
    admin, owner, stages, make_opportunity, in_threads
):
    deals = [make_opportunity() for _ in range(6)]

    in_threads(
        *[
            lambda deal=deal: move_to_stage(deal, stages["first_call"], actor=owner, now=NOW)
            for deal in deals
        ],
        lambda: delete_stage(
            stages["first_call"], actor=admin, now=NOW, move_to_stage_id=stages["presentation"]
        ),
    )

    assert Stage.objects.get(id=stages["first_call"]).deleted_at == NOW
    here = [opportunity_card(deal, actor=owner, now=NOW).stage_key for deal in deals]
    assert set(here) <= {"lead", "presentation"}
    assert StageVisit.objects.filter(left_at=None).count() == len(deals)


@pytest.mark.usefixtures("real_commits")
def test_stages_added_at_once_all_find_their_place(admin, pipeline_id, in_threads):
    made = in_threads(
        *[lambda: create_stage(pipeline_id, {"label": DEMO}, actor=admin) for _ in range(6)]
    )

    assert [error for error in made if isinstance(error, Exception)] == []
    assert sorted(keys_of(pipeline_id)[4:]) == sorted(
        ["demo", "demo_2", "demo_3", "demo_4", "demo_5", "demo_6", "closed"]
    )


@pytest.mark.usefixtures("real_commits")
def test_what_is_won_while_its_stage_is_deleted_stays_won(
    admin, owner, stages, make_opportunity, in_threads
):
    deals = [make_opportunity(stage="first_call") for _ in range(6)]

    outcomes = in_threads(
        *[lambda deal=deal: win_opportunity(deal, actor=owner, now=NOW) for deal in deals],
        lambda: delete_stage(
            stages["first_call"], actor=admin, now=NOW, move_to_stage_id=stages["lead"]
        ),
    )

    assert [error for error in outcomes if isinstance(error, Exception)] == []
    cards = [opportunity_card(deal, actor=owner, now=NOW) for deal in deals]
    assert {(card.stage_key, card.outcome) for card in cards} == {("closed", "won")}


@pytest.mark.usefixtures("real_commits")
def test_opportunities_are_made_while_stages_change(admin, owner, stages, make_person, in_threads):
    person = make_person(owner)
    said = {"name": "Roof", "person_id": person}

    def make():
        return create_opportunity(said, actor=owner, now=NOW, stage_id=stages["first_call"])

    outcomes = in_threads(
        make,
        lambda: change_stage(stages["lead"], {"chance": 11}, actor=admin),
        make,
        lambda: delete_stage(
            stages["first_call"], actor=admin, now=NOW, move_to_stage_id=stages["lead"]
        ),
        make,
        lambda: change_stage(stages["follow_up"], {"chance": 12}, actor=admin),
    )

    errors = [error for error in outcomes if isinstance(error, Exception)]
    assert {type(error) for error in errors} <= {NotFound}
    assert not Opportunity.objects.filter(stage_id=stages["first_call"]).exists()


@pytest.mark.usefixtures("real_commits")
def test_names_given_at_once_all_get_a_key(admin, pipeline_id, in_threads):
    made = in_threads(
        *[lambda: create_pipeline(DEMO, actor=admin)] * 4,
        *[lambda: create_lost_reason(DEMO, actor=admin)] * 4,
    )

    assert len(set(made[:4])) == 4
    assert sorted(made[4:]) == ["demo", "demo_2", "demo_3", "demo_4"]
    in_threads(*[lambda one=one: make_default(one, actor=admin) for one in made[:4]])
    assert Pipeline.objects.filter(default=True).count() == 1
