"""Views of this slice."""

from __future__ import annotations

from django.http import HttpResponse

from opensmp.web.desk import Desk, page


@page("see_evidence")
def evidence(desk: Desk) -> HttpResponse:
    """To be built."""
    return desk.show("stub.html")
