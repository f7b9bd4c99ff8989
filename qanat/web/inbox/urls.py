"""The addresses of the inbox."""

from django.urls import URLPattern, path

from qanat.access.public import permitted
from qanat.web.inbox.views import count, inbox, meeting_over_
from qanat.web.page import part_only

see, change = permitted("tasks.view"), permitted("tasks.change")

app_name = "inbox"
urlpatterns: list[URLPattern] = [
    path("inbox/", see(inbox), name="inbox"),
    path("inbox/count/", see(part_only(count)), name="count"),
    path("inbox/meetings/<int:meeting_id>/", change(meeting_over_), name="meeting_over"),
]
