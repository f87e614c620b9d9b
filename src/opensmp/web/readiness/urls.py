"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.readiness import views

AREAS.update(dict.fromkeys(("readiness", "finding", "apply_fix", "accept_finding", "take_back"), "assurance"))

BASE = "o/<slug:organisation>/p/<slug:plan>/readiness/"

urlpatterns = [
    path(BASE, views.readiness, name="readiness"),
    path(BASE + "report/", views.report, name="readiness_report"),
    path(BASE + "apply/", views.apply_fix, name="apply_fix"),
    path(BASE + "accept/", views.accept_finding, name="accept_finding"),
    path(BASE + "again/", views.take_back, name="take_back"),
]
