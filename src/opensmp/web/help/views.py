"""Help, for whoever is signed in and for whoever is not."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from opensmp.web.desk import open_page
from opensmp.web.help.topics import BY_SLUG, KEYS, TOPICS, topic_for
from opensmp.web.pages import page_context


@open_page
def help_page(request: HttpRequest) -> HttpResponse:
    """The topics and the keys; ``?for=`` names the screen that somebody came from."""
    first = topic_for(request.GET.get("for", ""))
    topics = sorted(TOPICS, key=lambda topic: topic.slug != first)
    return render(request, "help/help.html", page_context(request) | {"topics": topics, "first": first, "keys": KEYS})


@open_page
def help_topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One topic."""
    if topic not in BY_SLUG:
        raise Http404
    return render(request, "help/topic.html", page_context(request) | {"topic": BY_SLUG[topic], "topics": TOPICS})
