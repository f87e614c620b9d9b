"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.registers import views

AREAS.update(dict.fromkeys(('services', 'customers', 'suppliers', 'documents', 'people',), "registers"))

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path(BASE + "services/", views.services, name="services"),
    path(BASE + "customers/", views.customers, name="customers"),
    path(BASE + "suppliers/", views.suppliers, name="suppliers"),
    path(BASE + "documents/", views.documents, name="documents"),
    path(BASE + "people/", views.people, name="people"),
]
