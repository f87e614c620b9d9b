"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.roles import views

AREAS.update(dict.fromkeys(('raci',), "plan"))

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path(BASE + "raci/", views.raci, name="raci"),
]
