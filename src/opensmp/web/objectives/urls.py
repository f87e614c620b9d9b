"""Addresses of the objectives."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.objectives import views

AREAS.update({"objectives": "plan"})

BASE = "o/<slug:organisation>/p/<slug:plan>/objectives/"

urlpatterns = [
    path(BASE, views.objectives, name="objectives"),
    path(BASE + "new/", views.objective_new, name="objective_new"),
    path(BASE + "reading/", views.objective_reading, name="objective_reading"),
    path(BASE + "past/new/", views.past_new, name="past_new"),
    path(BASE + "past/<path:key>/edit/", views.past_edit, name="past_edit"),
    path(BASE + "past/<path:key>/remove/", views.past_remove, name="past_remove"),
    path(BASE + "past/<path:key>/", views.past_objective, name="past_objective"),
    path(BASE + "<path:key>/say/", views.objective_say, name="objective_say"),
    path(BASE + "<path:key>/edit/", views.objective_edit, name="objective_edit"),
    path(BASE + "<path:key>/remove/", views.objective_remove, name="objective_remove"),
    path(BASE + "<path:key>/", views.objective, name="objective"),
]
