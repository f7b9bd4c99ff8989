"""Every address that Qanat answers."""

from django.urls import URLPattern, URLResolver, include, path

from qanat.api.app import api
from qanat.platform import health

handler500 = "qanat.platform.middleware.away.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("api/v1/", api.urls),
    path("", include("qanat.web.urls")),
]
