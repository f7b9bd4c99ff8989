"""How Qanat is: alive (`/healthz`), ready (`/readyz`), and in numbers (`/metrics`).

For probes and monitoring; they tell nothing about leads. `/metrics` answers this machine, and
elsewhere whoever shows `QANAT_METRICS_TOKEN`.
"""

import secrets
import shutil
from collections.abc import Iterable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from qanat.platform.config import config
from qanat.platform.schema import pending_migrations

LEAST_FREE_BYTES = 200 * 1024 * 1024
DEPTHS = {
    "qanat_inbox_depth": (
        "Submissions by state.",
        """SELECT state, count(*)
           FROM inbox_submission
           WHERE state IN ('waiting', 'taken', 'parked')
           GROUP BY state""",
    ),
    "qanat_outbox_depth": (
        "Effects by state.",
        """SELECT state, count(*)
           FROM outbox_message
           WHERE state IN ('waiting', 'taken', 'failed')
           GROUP BY state""",
    ),
    "qanat_jobs": (
        "Background jobs by state.",
        """SELECT status::text, count(*)
           FROM procrastinate_jobs
           WHERE status IN ('todo', 'doing', 'failed')
           GROUP BY status""",
    ),
}

_migrated = False


def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as this process answers; the database is not asked."""
    return JsonResponse({"alive": True})


def readyz(request: HttpRequest) -> HttpResponse:
    """200 when requests can be served, else 503 with the reasons."""
    reasons = list(_reasons())
    return JsonResponse({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)


def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers in Prometheus' text format; 404 to strangers."""
    if not _may_see_metrics(request):
        return HttpResponse(status=404)
    registry = CollectorRegistry()
    registry.register(Depths())
    try:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        counted = b""
    except ValueError:  # one process only: it counts in its own memory
        counted = generate_latest(REGISTRY)
    return HttpResponse(counted + generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class Depths(Collector):
    """How much waits, read from the database when asked; only `qanat_database_up 0` when it is away."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """One family for the database itself, and one for each kind of waiting work."""
        try:
            families = [_depth(name, about, sql) for name, (about, sql) in DEPTHS.items()]
            up = 1
        except DatabaseError:
            families, up = [], 0
        yield GaugeMetricFamily("qanat_database_up", "Whether the database answers.", value=up)
        yield from families


def _depth(name: str, about: str, sql: str) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, about, labels=["state"])
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for state, count in cursor.fetchall():
            family.add_metric([state], count)
    return family


def _may_see_metrics(request: HttpRequest) -> bool:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if config.metrics_token and secrets.compare_digest(token, config.metrics_token):
        return True
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and not forwarded


def _reasons() -> Iterable[str]:
    """Why requests cannot be served; none when they can."""
    global _migrated  # noqa: PLW0603 read once per process: a schema does not go back
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        _migrated = _migrated or not pending_migrations()
        if not _migrated:
            yield "The database's schema is not that of this code: run `qanat migrate`."
    except DatabaseError:
        yield "The database does not answer."
    if not config.database_url and shutil.disk_usage(config.home).free < LEAST_FREE_BYTES:
        yield "The disk is nearly full."
