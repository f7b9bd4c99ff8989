"""The addresses of what decides by rules: scoring, routing, pipelines, statuses, fields."""

from django.urls import URLPattern, path

from qanat.access.public import permitted
from qanat.web.page import part_only
from qanat.web.settings import (
    views_fields,
    views_pipelines,
    views_routing,
    views_score_rules,
    views_scoring,
    views_statuses,
)

see_scoring, change_scoring = permitted("scoring.view"), permitted("scoring.change")
see_routing, change_routing = permitted("routing.view"), permitted("routing.change")
change_pipelines, change_settings = permitted("pipeline.change"), permitted("settings.change")

rule_urls: list[URLPattern] = [
    path("settings/scoring/", see_scoring(views_scoring.scoring), name="scoring"),
    path(
        "settings/scoring/<int:model_id>/draft/",
        change_scoring(views_scoring.draft),
        name="scoring_draft",
    ),
    path(
        "settings/scoring/<int:model_id>/discard/",
        change_scoring(views_scoring.discard),
        name="scoring_discard",
    ),
    path(
        "settings/scoring/<int:model_id>/levels/",
        change_scoring(views_scoring.thresholds),
        name="scoring_thresholds",
    ),
    path(
        "settings/scoring/<int:model_id>/activate/",
        change_scoring(views_scoring.activate),
        name="scoring_activate",
    ),
    path(
        "settings/scoring/<int:model_id>/progress/",
        see_scoring(part_only(views_scoring.progress)),
        name="scoring_progress",
    ),
    path(
        "settings/scoring/<int:model_id>/preview/",
        see_scoring(part_only(views_scoring.preview)),
        name="scoring_preview",
    ),
    path(
        "settings/scoring/<int:model_id>/people/",
        see_scoring(part_only(views_scoring.people)),
        name="scoring_people",
    ),
    path(
        "settings/scoring/<int:model_id>/people/<int:person_id>/",
        see_scoring(part_only(views_scoring.one)),
        name="scoring_one",
    ),
    path(
        "settings/scoring/<int:model_id>/rules/new/",
        change_scoring(views_score_rules.new_rule),
        name="score_rule_new",
    ),
    path(
        "settings/scoring/<int:model_id>/rules/<int:rule_id>/",
        change_scoring(views_score_rules.rule),
        name="score_rule",
    ),
    path(
        "settings/scoring/<int:model_id>/rules/<int:rule_id>/gone/",
        change_scoring(views_score_rules.no_rule),
        name="score_rule_gone",
    ),
    path("settings/routing/", see_routing(views_routing.routing), name="routing"),
    path(
        "settings/routing/counts/",
        see_routing(part_only(views_routing.counts)),
        name="routing_counts",
    ),
    path(
        "settings/routing/people/",
        see_routing(part_only(views_routing.people)),
        name="routing_people",
    ),
    path(
        "settings/routing/people/<int:person_id>/",
        see_routing(part_only(views_routing.one)),
        name="routing_one",
    ),
    path("settings/routing/order/", change_routing(views_routing.order), name="routing_order"),
    path(
        "settings/routing/rules/new/",
        change_routing(views_routing.new_rule),
        name="routing_rule_new",
    ),
    path(
        "settings/routing/rules/<int:rule_id>/",
        change_routing(views_routing.rule),
        name="routing_rule",
    ),
    path(
        "settings/routing/rules/<int:rule_id>/gone/",
        change_routing(views_routing.no_rule),
        name="routing_rule_gone",
    ),
    path("settings/routing/pools/new/", change_routing(views_routing.new_pool), name="pool_new"),
    path("settings/routing/pools/<int:pool_id>/", change_routing(views_routing.pool), name="pool"),
    path(
        "settings/routing/pools/<int:pool_id>/fallback/",
        change_routing(views_routing.fallback),
        name="pool_fallback",
    ),
    path(
        "settings/routing/pools/<int:pool_id>/gone/",
        change_routing(views_routing.no_pool),
        name="pool_gone",
    ),
    path(
        "settings/routing/pools/<int:pool_id>/in/",
        change_routing(views_routing.member),
        name="pool_in",
    ),
    path(
        "settings/routing/pools/<int:pool_id>/<int:user_id>/",
        change_routing(views_routing.change),
        name="pool_change",
    ),
    path(
        "settings/routing/pools/<int:pool_id>/<int:user_id>/out/",
        change_routing(views_routing.no_member),
        name="pool_out",
    ),
    path(
        "settings/pipelines/",
        permitted("pipeline.view")(views_pipelines.pipelines),
        name="pipelines",
    ),
    path(
        "settings/pipelines/new/",
        change_pipelines(views_pipelines.new_pipeline),
        name="pipeline_new",
    ),
    path(
        "settings/pipelines/<int:pipeline_id>/",
        change_pipelines(views_pipelines.pipeline),
        name="pipeline",
    ),
    path(
        "settings/pipelines/<int:pipeline_id>/default/",
        change_pipelines(views_pipelines.default),
        name="pipeline_default",
    ),
    path(
        "settings/pipelines/<int:pipeline_id>/gone/",
        change_pipelines(views_pipelines.no_pipeline),
        name="pipeline_gone",
    ),
    path(
        "settings/pipelines/<int:pipeline_id>/order/",
        change_pipelines(views_pipelines.order_stages),
        name="stage_order",
    ),
    path(
        "settings/pipelines/<int:pipeline_id>/stages/new/",
        change_pipelines(views_pipelines.new_stage),
        name="stage_new",
    ),
    path("settings/stages/<int:stage_id>/", change_pipelines(views_pipelines.stage), name="stage"),
    path(
        "settings/stages/<int:stage_id>/gone/",
        change_pipelines(views_pipelines.no_stage),
        name="stage_gone",
    ),
    path("settings/reasons/new/", change_pipelines(views_pipelines.new_reason), name="reason_new"),
    path("settings/reasons/<str:key>/", change_pipelines(views_pipelines.reason), name="reason"),
    path(
        "settings/reasons/<str:key>/gone/",
        change_pipelines(views_pipelines.no_reason),
        name="reason_gone",
    ),
    path("settings/statuses/order/", change_settings(views_statuses.order), name="status_order"),
    path("settings/statuses/new/", change_settings(views_statuses.new_status), name="status_new"),
    path("settings/statuses/<str:key>/", change_settings(views_statuses.status), name="status"),
    path(
        "settings/statuses/<str:key>/gone/",
        change_settings(views_statuses.no_status),
        name="status_gone",
    ),
    path("settings/fields/", permitted("people.view")(views_fields.fields), name="fields"),
    path(
        "settings/fields/<str:entity>/new/",
        change_settings(views_fields.new_field),
        name="field_new",
    ),
    path(
        "settings/fields/<str:entity>/<str:key>/", change_settings(views_fields.field), name="field"
    ),
    path(
        "settings/fields/<str:entity>/<str:key>/gone/",
        change_settings(views_fields.no_field),
        name="field_gone",
    ),
    path(
        "settings/fields/<str:entity>/<str:key>/index/",
        change_settings(views_fields.index),
        name="field_index",
    ),
]
