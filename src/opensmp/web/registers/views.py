"""Views of this slice."""

from __future__ import annotations

from django.http import HttpResponse

from opensmp.web.desk import Desk, page


@page("read")
def services(desk: Desk) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")


@page("read")
def customers(desk: Desk) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")


@page("read")
def suppliers(desk: Desk) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")


@page("read")
def documents(desk: Desk) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")


@page("read")
def people(desk: Desk) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")
