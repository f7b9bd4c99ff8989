"""Every address that Qanat answers."""

from django.urls import URLPattern, URLResolver, include, path

from qanat.access.public import public
from qanat.api.app import api
from qanat.platform import health

handler500 = "qanat.platform.middleware.away.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", public(health.healthz), name="healthz"),
    path("readyz", public(health.readyz), name="readyz"),
    path("metrics", public(health.metrics), name="metrics"),
    path("api/v1/", api.urls),
    path("", include("qanat.web.urls")),
]
