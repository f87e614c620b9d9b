"""Addresses of this slice."""

from django.urls import path

from opensmp.web.help import views

urlpatterns = [
    path("help/", views.help_page, name="help"),
    path("help/<slug:topic>/", views.help_topic, name="help_topic"),
]
