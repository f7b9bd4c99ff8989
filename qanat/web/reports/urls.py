"""The addresses of reports."""

from django.urls import URLPattern, path

from qanat.access.public import permitted
from qanat.web.page import part_only
from qanat.web.reports import views_dashboard, views_reports, views_saved

app_name = "reports"
_sees = permitted("reports.view")

urlpatterns: list[URLPattern] = [
    path("dashboard/", _sees(views_dashboard.dashboard), name="dashboard"),
    path("dashboard/cards/<str:name>/", _sees(part_only(views_dashboard.card)), name="card"),
    path("reports/", _sees(views_reports.all_reports), name="reports"),
    path("reports/saved/<int:saved_id>/", _sees(views_reports.open_saved), name="saved"),
    path("reports/saved/<int:saved_id>/forget/", _sees(views_saved.forget), name="forget"),
    path("reports/<str:name>/", _sees(views_reports.one_report), name="report"),
    path("reports/<str:name>/save/", _sees(views_saved.save), name="save"),
]
