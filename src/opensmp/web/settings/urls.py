"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.settings import activity, leaving, registers, views

AREAS.update(
    dict.fromkeys(
        (
            "settings",
            "activity",
            "activity_file",
            "leaving",
            "registers",
            "register_file",
            "register_upload",
            "register_undo",
        ),
        "",
    )
)

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path(BASE + "settings/", views.settings, name="settings"),
    path(BASE + "settings/export/<str:form>/", leaving.leaving, name="leaving"),
    path(BASE + "settings/registers/", registers.registers, name="registers"),
    path(BASE + "settings/registers/export/<str:name>/", registers.register_file, name="register_file"),
    path(BASE + "settings/registers/import/<int:number>/", registers.register_upload, name="register_upload"),
    path(BASE + "settings/registers/undo/<int:number>/", registers.register_undo, name="register_undo"),
    path(BASE + "activity/", activity.activity, name="activity"),
    path(BASE + "activity/file/", activity.activity_file, name="activity_file"),
]
