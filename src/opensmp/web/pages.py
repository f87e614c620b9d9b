"""What every page is given, also where nobody is signed in, and the page of an error."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from opensmp.i18n import Message, Plural
from opensmp.store.models import Account
from opensmp.web.speaking import language_of, theme_of


def base_context(request: HttpRequest) -> dict[str, Any]:
    """Give pages that others render (allauth's forms) what ours have; a page of ours brings its own."""
    return {} if getattr(request, "is_given_its_page", False) else page_context(request)


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return what the base page needs; a page of a plan adds to it."""
    request.is_given_its_page = True  # type: ignore[attr-defined]  # read by base_context
    user = request.user if hasattr(request, "user") else None
    return {
        "request": request,
        "form_token": get_token(request),
        "language": language_of(request) if user is not None else "en",
        "theme": theme_of(request) if user is not None else "auto",
        "path": request.get_full_path(),
        "person": {
            "initials": user.initials,
            "name": user.name,
            "role": "",
            "shortcuts": user.shortcuts,
            "email": user.email,
        }
        if isinstance(user, Account)
        else None,
        "organisation": None,
        "plan": None,
        "may": _nobody_may,
        "area": "",
        "here": "",
        "bare": False,
    }


def _nobody_may(verb: str) -> bool:
    del verb
    return False


def error_page(
    request: HttpRequest, status: int, says: Message | Plural, hint: Message | Plural | None = None
) -> HttpResponse:
    """Return the page that tells what happened and what to do."""
    context = page_context(request)
    spoken = [part.text(context["language"]) for part in (says, hint) if part is not None]
    return render(
        request, "error.html",
        context | {"status": status, "title": spoken[0], "text": " ".join(spoken[1:]), "back": None, "id": None, "bare": True},
        status=status,
    )  # fmt: skip
