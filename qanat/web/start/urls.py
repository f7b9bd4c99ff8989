"""The addresses of the first start."""

from django.urls import URLPattern, path

from qanat.access.public import permitted
from qanat.web.start import views

change = permitted("settings.change")

app_name = "start"
urlpatterns: list[URLPattern] = [
    path("start/", change(views.organisation), name="start"),
    path("start/team/", change(views.team), name="team"),
    path("start/pipeline/", change(views.pipeline), name="pipeline"),
    path("start/begin/", change(views.begin), name="begin"),
    path("start/hide/", change(views.hide), name="hide"),
]
