"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.readiness import views

AREAS.update(dict.fromkeys(('readiness',), "assurance"))

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path(BASE + "readiness/", views.readiness, name="readiness"),
]
