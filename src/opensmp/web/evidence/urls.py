"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.evidence import views

AREAS.update(dict.fromkeys(('evidence',), "assurance"))

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path(BASE + "evidence/", views.evidence, name="evidence"),
]
