"""Addresses of this slice."""

from django.urls import path

from opensmp.web.members import views

BASE = "o/<slug:organisation>/p/<slug:plan>/settings/members/"

urlpatterns = [
    path(BASE, views.members, name="members"),
    path(BASE + "<int:number>/", views.member, name="member"),
]
