"""Which language and which theme a request speaks: the person's own, else a cookie's, else the browser's."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from opensmp.i18n import LANGUAGES

COOKIE = "language"
THEMES = ("auto", "light", "dark")


def language_of(request: HttpRequest) -> str:
    """Return ``en`` or ``id``."""
    if request.user.is_authenticated:
        return request.user.language if request.user.language in LANGUAGES else "en"
    chosen = request.COOKIES.get(COOKIE)
    if chosen in LANGUAGES:
        return str(chosen)
    wanted = request.headers.get("Accept-Language", "").lower()
    return "id" if wanted.startswith(("id", "in")) else "en"


def theme_of(request: HttpRequest) -> str:
    """Return ``light``, ``dark`` or ``auto``."""
    chosen = request.user.theme if request.user.is_authenticated else request.COOKIES.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


def language_of_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: Django's own words (forms of accounts) speak the same language as ours."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
