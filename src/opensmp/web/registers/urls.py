"""Addresses of the registers: the five lists, and the rows of their tables."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.registers import organisation, views

AREAS.update(dict.fromkeys(("services", "customers", "suppliers", "documents", "people"), "registers"))

BASE = "o/<slug:organisation>/p/<slug:plan>/"
REGISTER = BASE + "registers/<slug:kind>/"
ORGANISATION = BASE + "organisation/<slug:kind>/"

urlpatterns = [
    path(BASE + "services/", views.services, name="services"),
    path(BASE + "customers/", views.customers, name="customers"),
    path(BASE + "suppliers/", views.suppliers, name="suppliers"),
    path(BASE + "documents/", views.documents, name="documents"),
    path(BASE + "people/", organisation.people, name="people"),
    path(BASE + "people/<str:key>/fill/", organisation.office_fill, name="office_fill"),
    path(BASE + "settings/calendars/", organisation.calendars, name="calendars"),
    path(BASE + "settings/calendars/<str:key>/holidays/", organisation.holidays, name="holidays"),
    path(REGISTER + "new/", views.register_new, name="register_new"),
    path(REGISTER + "<path:key>/edit/", views.register_edit, name="register_edit"),
    path(REGISTER + "<path:key>/remove/", views.register_remove, name="register_remove"),
    path(REGISTER + "<path:key>/", views.register_row, name="register_row"),
    path(ORGANISATION + "new/", organisation.organisation_new, name="organisation_new"),
    path(ORGANISATION + "<path:key>/edit/", organisation.organisation_edit, name="organisation_edit"),
    path(ORGANISATION + "<path:key>/remove/", organisation.organisation_remove, name="organisation_remove"),
    path(ORGANISATION + "<path:key>/", organisation.organisation_row, name="organisation_row"),
]
