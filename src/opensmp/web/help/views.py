"""Help, for whoever is signed in and for whoever is not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from opensmp.web.desk import open_page
from opensmp.web.pages import page_context


@open_page
def help_page(request: HttpRequest) -> HttpResponse:
    """To be built."""
    return render(request, "stub.html", page_context(request))
