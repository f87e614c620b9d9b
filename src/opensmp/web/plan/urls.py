"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.plan import views
from opensmp.web.plan.writing import pages

AREAS.update(
    dict.fromkeys(
        (
            "read",
            "place",
            "comment",
            "version",
            "write",
            "write_section",
            "write_practice",
            "write_table",
            "write_row",
            "write_new",
            "write_history",
        ),
        "plan",
    )
)

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path(BASE + "plan/", views.read, name="read"),
    path(BASE + "plan/place/", views.place, name="place"),
    path(BASE + "plan/comment/", views.comment, name="comment"),
    path(BASE + "plan/v/<str:number>/", views.version, name="version"),
    path(BASE + "plan/write/", pages.write, name="write"),
    path(BASE + "plan/write/history/", pages.history, name="write_history"),
    path(BASE + "plan/<slug:section>/edit/", pages.section, name="write_section"),
    path(BASE + "plan/practices/<str:practice>/edit/", pages.practice, name="write_practice"),
    path(BASE + "plan/<slug:section>/<slug:table>/", pages.table, name="write_table"),
    path(BASE + "plan/<slug:section>/<slug:table>/new/", pages.row, name="write_new"),
    path(BASE + "plan/<slug:section>/<slug:table>/<str:key>/edit/", pages.row, name="write_row"),
]
