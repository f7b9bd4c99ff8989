"""The addresses of the criteria editor."""

from django.urls import URLPattern, path

from qanat.access.public import signed_in
from qanat.web.criteria.views import counted, edit
from qanat.web.page import part_only

app_name = "criteria"
urlpatterns: list[URLPattern] = [
    path("criteria/edit/", signed_in(part_only(edit)), name="edit"),
    path("criteria/count/", signed_in(part_only(counted)), name="count"),
]
