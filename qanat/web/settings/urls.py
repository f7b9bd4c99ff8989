"""The addresses of settings; each noun has a module of views."""

from django.urls import URLPattern, path

from qanat.access.public import signed_in
from qanat.web.settings.views_home import home

app_name = "settings"
urlpatterns: list[URLPattern] = [
    path("settings/", signed_in(home), name="settings"),
]
