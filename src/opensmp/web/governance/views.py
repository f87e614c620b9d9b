"""Views of this slice."""

from __future__ import annotations

from django.http import HttpResponse

from opensmp.web.desk import Desk, page


@page("read")
def approval(desk: Desk) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")


@page("read")
def timeline(desk: Desk) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")


@page("read")
def improvement(desk: Desk) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")
