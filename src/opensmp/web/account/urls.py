"""Addresses of this slice."""

from django.urls import path

from opensmp.web.account import views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("language/", views.language, name="language"),
    path("theme/", views.theme, name="theme"),
    path("account/", views.account, name="account"),
]
