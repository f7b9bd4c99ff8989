"""The addresses of the lists."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from qanat.access.public import permitted
from qanat.listing.public import subject_of
from qanat.web.lists import views, views_bulk, views_change, views_deeds, views_files, views_saved
from qanat.web.lists.kept import LISTS
from qanat.web.page import PageRequest, file_only, part_only

PATHS = {"people": "leads", "accounts": "accounts", "deals": "deals", "tasks": "tasks"}


def _of(subject: str, view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def of_subject(request: PageRequest, **parts: object) -> HttpResponseBase:
        return view(request, subject=subject, **parts)

    return of_subject


def _list(subject: str, place: str) -> list[URLPattern]:
    see = permitted(subject_of(subject).permission)
    change = permitted(LISTS[subject].change)

    def entry(rest: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
        return path(f"{place}/{rest}", see(_of(subject, view)), name=f"{subject}{name}")

    return [
        entry("", views.show, ""),
        entry("rows/", part_only(part_only(views.rows)), "_rows"),
        entry("foot/", part_only(part_only(views.foot)), "_foot"),
        entry("lists/", part_only(part_only(views_bulk.lists)), "_lists"),
        entry("quick/<str:key>/", part_only(views.common), "_common"),
        entry("counts/", part_only(part_only(views.counts)), "_counts"),
        entry("deeds/", part_only(views_deeds.deeds), "_deeds"),
        entry("deeds/<int:deed_id>/undo/", part_only(views_deeds.undo_for_all), "_deed_undo"),
        entry("files/", part_only(part_only(views_files.files)), "_files"),
        path(
            f"{place}/files/new/",
            permitted("lists.export")(_of(subject, views_files.new_file)),
            name=f"{subject}_file_new",
        ),
        entry("files/<int:file_id>/", file_only(views_files.fetch), "_file"),
        entry("files/<int:file_id>/delete/", views_files.remove, "_file_delete"),
        entry("views/new/", views_saved.new_view, "_view_new"),
        entry("views/<int:view_id>/", views_saved.keep, "_view_keep"),
        entry("views/<int:view_id>/delete/", views_saved.remove, "_view_delete"),
        entry("bulk/<str:deed_name>/", views_bulk.bulk, "_bulk"),
        path(
            f"{place}/<int:record_id>/cell/<str:key>/",
            change(_of(subject, part_only(views_change.cell))),
            name=f"{subject}_cell",
        ),
    ]


app_name = "lists"
take_out = permitted("lists.export")
urlpatterns: list[URLPattern] = [
    *(entry for subject, place in PATHS.items() for entry in _list(subject, place)),
    path("files/", take_out(views_files.all_files), name="files"),
    path("files/<int:file_id>/delete/", take_out(views_files.remove_of_all), name="file_delete"),
]
