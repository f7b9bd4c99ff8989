"""The REST API at /api/v1: one router per noun. Its description is /api/v1/openapi.json."""

from typing import Any

import orjson
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from qanat.access.public import public
from qanat.api import (
    accounts,
    campaigns,
    conversions,
    criteria,
    imports,
    inbox,
    leads,
    opportunities,
    people,
    person_relations,
    pipelines,
    reports,
    routing,
    scoring,
    settings,
    stages,
    tokens,
    trash,
    users,
    work,
)
from qanat.api.json_body import body_of
from qanat.api.problems import add_handlers

NOUNS = (
    *(
        leads,
        people,
        person_relations,
        conversions,
        accounts,
        opportunities,
        pipelines,
        stages,
        work,
    ),
    *(campaigns, criteria, scoring, routing, reports, settings, inbox, users, tokens),
    *(imports, trash),
)


class StrictParser(Parser):
    """Takes JSON only, said to be JSON, and read strictly."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body's value."""
        return body_of(request)


class OrjsonRenderer(BaseRenderer):
    """Writes JSON; decimals as text, so that no digit of an amount is lost."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002 ninja's signature
        """The bytes of `data`."""
        return orjson.dumps(data, default=str, option=orjson.OPT_NON_STR_KEYS)


api = NinjaAPI(
    title="Qanat",
    version="1",
    description=(
        "Capture, score, assign and work leads. Send a token as `Authorization: Bearer qnt_…`. "
        "Errors are problem details (RFC 9457); lists are paged by `after` and `limit`. "
        "Who asks too often is answered 429, with Retry-After."
    ),
    urls_namespace="api",
    parser=StrictParser(),
    renderer=OrjsonRenderer(),
    docs_decorator=public,
)
add_handlers(api)
for router in dict.fromkeys(noun.router for noun in NOUNS):
    api.add_router("", router)
