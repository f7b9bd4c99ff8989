"""The addresses of one's own profile."""

from django.urls import URLPattern, path

from qanat.access.public import signed_in
from qanat.web.me.views import profile, theme

app_name = "me"
urlpatterns: list[URLPattern] = [
    path("me/profile/", signed_in(profile), name="profile"),
    path("me/theme/", signed_in(theme), name="theme"),
]
