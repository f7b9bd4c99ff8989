"""The addresses of notices; everybody who is signed in has only their own."""

from django.urls import URLPattern, path

from qanat.access.public import signed_in
from qanat.web.notices.views import (
    choices,
    notices,
    open_one,
    read,
    seen,
    seen_person,
    unread,
    unseen,
)
from qanat.web.page import part_only

app_name = "notices"
urlpatterns: list[URLPattern] = [
    path("notices/", signed_in(notices), name="notices"),
    path("notices/unread/", signed_in(part_only(unread)), name="unread"),
    path("notices/read/", signed_in(read), name="read"),
    path("notices/<int:notice_id>/open/", signed_in(open_one), name="open"),
    path("notices/<int:notice_id>/seen/", signed_in(seen), name="seen"),
    path("notices/<int:notice_id>/unseen/", signed_in(unseen), name="unseen"),
    path("notices/people/<int:person_id>/seen/", signed_in(seen_person), name="seen_person"),
    path("notices/choices/", signed_in(choices), name="choices"),
]
