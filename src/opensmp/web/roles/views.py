"""Views of this slice."""

from __future__ import annotations

from django.http import HttpResponse

from opensmp.web.desk import Desk, page


@page("read")
def raci(desk: Desk) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")
