"""Addresses of the matrix and the roles."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.roles import views

AREAS.update({"raci": "plan"})

BASE = "o/<slug:organisation>/p/<slug:plan>/"
ROW = BASE + "raci/<slug:kind>/"

urlpatterns = [
    path(BASE + "raci/", views.raci, name="raci"),
    path(BASE + "raci/start/", views.raci_start, name="raci_start"),
    path(ROW + "new/", views.role_new, name="role_new"),
    path(ROW + "<path:key>/edit/", views.role_edit, name="role_edit"),
    path(ROW + "<path:key>/remove/", views.role_remove, name="role_remove"),
    path(ROW + "<path:key>/", views.role_row, name="role_row"),
]
