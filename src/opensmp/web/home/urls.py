"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.home import views, welcome

AREAS.update({"home": "home"})

urlpatterns = [
    path("o/<slug:organisation>/p/<slug:plan>/", views.home, name="home"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/template/", welcome.from_template, name="welcome_template"),
    path("welcome/folder/", welcome.from_folder, name="welcome_folder"),
    path("welcome/example/", welcome.example, name="welcome_example"),
]
