"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.plan import views

AREAS.update(dict.fromkeys(('read', 'write', 'comment', 'version',), "plan"))

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path(BASE + "plan/", views.read, name="read"),
    path(BASE + "plan/write/", views.write, name="write"),
    path(BASE + "plan/comment/", views.comment, name="comment"),
    path(BASE + "plan/v/<str:number>/", views.version, name="version"),
]
