"""Views of this slice."""

from __future__ import annotations

from django.http import HttpResponse

from opensmp.web.desk import Desk, page


@page("read")
def read(desk: Desk) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")


@page("edit_own_section")
def write(desk: Desk) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")


@page("comment")
def comment(desk: Desk) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")


@page("read")
def version(desk: Desk, number: str) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")
