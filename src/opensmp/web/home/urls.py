"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.home import views

AREAS.update({"home": "home"})

urlpatterns = [path("o/<slug:organisation>/p/<slug:plan>/", views.home, name="home")]
