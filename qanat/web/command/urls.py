"""The addresses of the command menu."""

from django.urls import URLPattern, path

from qanat.access.public import signed_in
from qanat.web.command.views import menu, results, shortcuts

app_name = "command"
urlpatterns: list[URLPattern] = [
    path("command/", signed_in(menu), name="menu"),
    path("command/results/", signed_in(results), name="results"),
    path("command/shortcuts/", signed_in(shortcuts), name="shortcuts"),
]
