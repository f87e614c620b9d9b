"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.objectives import views

AREAS.update(dict.fromkeys(('objectives',), "plan"))

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path(BASE + "objectives/", views.objectives, name="objectives"),
]
