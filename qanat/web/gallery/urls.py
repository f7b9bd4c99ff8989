"""The address of the gallery."""

from django.urls import URLPattern, path

from qanat.access.public import signed_in
from qanat.web.gallery.views import gallery

app_name = "gallery"
urlpatterns: list[URLPattern] = [path("gallery/", signed_in(gallery), name="gallery")]
