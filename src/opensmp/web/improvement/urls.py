"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.improvement import views

AREAS.update(
    dict.fromkeys(
        ("improvement", "improvement_new", "improvement_row", "improvement_edit", "improvement_move", "improvement_remove"), "governance"
    )
)  # fmt: skip

BASE = "o/<slug:organisation>/p/<slug:plan>/improvement/"

urlpatterns = [
    path(BASE, views.improvement, name="improvement"),
    path(BASE + "new/", views.new, name="improvement_new"),
    path(BASE + "<str:key>/", views.row, name="improvement_row"),
    path(BASE + "<str:key>/edit/", views.edit, name="improvement_edit"),
    path(BASE + "<str:key>/move/", views.move, name="improvement_move"),
    path(BASE + "<str:key>/remove/", views.remove, name="improvement_remove"),
]
