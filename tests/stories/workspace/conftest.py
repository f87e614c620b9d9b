"""A real browser at a real server: for the stories of the workspace."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from playwright.sync_api import Browser, Page
from tests.workspace import acting, django_db_setup, for_others, organisation, plan, signed_in

from opensmp.site.demo import PLAN, SLUG
from opensmp.store.models import Account

__all__ = ["acting", "django_db_setup", "for_others", "organisation", "plan", "signed_in"]

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "1"  # Playwright keeps a loop running in the thread that also asks the database
)

SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}

Visit = Callable[..., Page]


@pytest.fixture
def visit(for_others: None, live_server: object, browser: Browser) -> Iterator[Visit]:
    """Open pages as somebody: ``visit("dimas", "plan/", size="phone", language="id", script=False)``.

    A script error, or anything that the content policy refused, fails the story.
    """
    contexts, complaints = [], []

    def open_page(
        person: str,
        path: str = "",
        size: str = "desktop",
        language: str = "en",
        dark: bool = False,
        script: bool = True,
    ) -> Page:
        context = browser.new_context(
            viewport=SIZES[size], color_scheme="dark" if dark else "light", java_script_enabled=script, has_touch=size == "phone",  # type: ignore[arg-type]
        )  # fmt: skip
        context.set_default_timeout(15_000)
        contexts.append(context)
        if person:
            Account.objects.filter(email=f"{person}@bns.example").update(language=language)
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(person), "url": live_server.url}]
            )  # type: ignore[attr-defined]
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None
        )
        page.goto(live_server.url + (path if path.startswith("/") else f"/o/{SLUG}/p/{PLAN}/{path}"))  # type: ignore[attr-defined]
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def session_of(person: str) -> str:
    """Sign somebody in without the page, and return the cookie's value."""
    account = Account.objects.get(email=f"{person}@bns.example")
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return str(session.session_key)
