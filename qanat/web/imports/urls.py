"""The addresses of imports: the list, a file on its way to being begun, and one that was begun."""

from django.urls import URLPattern, path

from qanat.access.public import permitted
from qanat.web.imports import views, views_draft
from qanat.web.page import file_only

see, add, undo = map(permitted, ("imports.view", "imports.add", "imports.delete"))

app_name = "imports"
urlpatterns: list[URLPattern] = [
    path("imports/", see(views.imports), name="imports"),
    path("imports/new/", add(views_draft.new), name="new"),
    path("imports/<int:run_id>/columns/", add(views_draft.columns), name="columns"),
    path("imports/<int:run_id>/preview/", add(views_draft.preview), name="preview"),
    path("imports/<int:run_id>/drop/", add(views_draft.drop), name="drop"),
    path("imports/<int:run_id>/", see(views.run), name="run"),
    path("imports/<int:run_id>/stop/", add(views.stop), name="stop"),
    path("imports/<int:run_id>/again/", add(views.again), name="again"),
    path("imports/<int:run_id>/undo/", undo(views.undo), name="undo"),
    path("imports/<int:run_id>/refused.csv", see(file_only(views.refused)), name="refused"),
]
