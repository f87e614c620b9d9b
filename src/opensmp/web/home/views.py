"""Home, and where a person lands."""

from __future__ import annotations

from django.http import HttpResponse

from opensmp.web.desk import Desk, page


@page("read")
def home(desk: Desk) -> HttpResponse:
    """The standing of the plan."""
    return desk.show("home/home.html", report=desk.report, dossier=desk.dossier)
