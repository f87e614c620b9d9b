"""Search and jump: one field over everything this person may read."""

from __future__ import annotations

from django.http import HttpResponse

from opensmp.web.desk import Desk, page
from opensmp.web.search.index import GROUPS, MOST, PAGES, Hit, index_of
from opensmp.web.search.index import search as found_in


@page("read")
def search(desk: Desk) -> HttpResponse:
    """Results by group; without words, the pages one can jump to."""
    query = " ".join(desk.request.GET.get("q", "").split())[:200]
    items = index_of(desk)
    hits = found_in(items, query) if query else [Hit(item, "", "", "") for item in items if item.group == PAGES]
    groups = [(key, desk.say(title), [hit for hit in hits if hit.item.group == key]) for key, title in GROUPS.items()]
    shown = [(key, title, held[:MOST], len(held)) for key, title, held in groups if held]
    return desk.show("search/search.html", query=query, groups=shown, count=len(hits))
