"""The addresses of the command menu."""

from django.urls import URLPattern, path

from qanat.access.public import signed_in
from qanat.web.command.views import menu, results, shortcuts
from qanat.web.page import part_only

app_name = "command"
urlpatterns: list[URLPattern] = [
    path("command/", signed_in(part_only(menu)), name="menu"),
    path("command/results/", signed_in(part_only(results)), name="results"),
    path("command/shortcuts/", signed_in(shortcuts), name="shortcuts"),
]
