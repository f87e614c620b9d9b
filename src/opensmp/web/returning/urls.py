"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.returning import views

AREAS.update(dict.fromkeys(("word", "word_file", "returned"), "plan"))

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path(BASE + "word/", views.word, name="word"),
    path(BASE + "word/file/", views.word_file, name="word_file"),
    path(BASE + "word/<int:number>/", views.returned, name="returned"),
]
