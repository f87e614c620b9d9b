"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.search import views

AREAS.update(dict.fromkeys(("search",), ""))

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path(BASE + "search/", views.search, name="search"),
]
