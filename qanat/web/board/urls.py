"""The addresses of the board."""

from django.urls import URLPattern, path

from qanat.access.public import permitted
from qanat.web.board.views import board, cards
from qanat.web.page import part_only

see = permitted("opportunities.view")

app_name = "board"
urlpatterns: list[URLPattern] = [
    path("board/", see(board), name="board"),
    path("board/<int:stage_id>/cards/", see(part_only(cards)), name="cards"),
]
