"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.settings import views

AREAS.update(dict.fromkeys(('settings', 'activity',), ""))

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path(BASE + "settings/", views.settings, name="settings"),
    path(BASE + "activity/", views.activity, name="activity"),
]
