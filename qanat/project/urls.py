"""Every address that Qanat answers."""

from django.urls import URLPattern, URLResolver, include, path

from qanat.api.app import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("", include("qanat.web.urls")),
]
