"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.door import brought, columns, progress, views

AREAS.update({"brought": "", "throw_away": ""})

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path("welcome/documents/", views.bring, name="door"),
    path("welcome/documents/reading/", progress.reading, name="door_reading"),
    path("welcome/documents/columns/<int:number>/", columns.columns, name="door_columns"),
    path("welcome/documents/check/", views.check, name="door_check"),
    path(BASE + "settings/documents/", brought.brought, name="brought"),
    path(BASE + "settings/documents/throw-away/", brought.discard, name="throw_away"),
]
