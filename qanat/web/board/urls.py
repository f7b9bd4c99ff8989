"""The addresses of the board."""

from django.urls import URLPattern, path

from qanat.access.public import permitted
from qanat.web.board.views import board, cards

see = permitted("opportunities.view")

app_name = "board"
urlpatterns: list[URLPattern] = [
    path("board/", see(board), name="board"),
    path("board/<int:stage_id>/cards/", see(cards), name="cards"),
]
