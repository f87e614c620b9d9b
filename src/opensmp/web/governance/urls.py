"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.governance import views

AREAS.update(dict.fromkeys(('approval', 'timeline', 'improvement',), "governance"))

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path(BASE + "approval/", views.approval, name="approval"),
    path(BASE + "timeline/", views.timeline, name="timeline"),
    path(BASE + "improvement/", views.improvement, name="improvement"),
]
