"""The yardstick of `workspace_speed`: a bare Django page for somebody signed in, over the same SQLite settings and server.

Run by the benchmark as a process: ``python -m benchmarks.bare_page FOLDER PORT``; it prints the session's cookie value.
"""

from __future__ import annotations

import logging
import sys
from functools import cache
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path
from waitress import serve

from opensmp.site.environment import SQLITE_OPTIONS

PAGE = "<!doctype html><title>{{ name }}</title><h1>{{ name }}</h1><ul>{% for n in rows %}<li>Row {{ n }}</li>{% endfor %}</ul>"


def page(request: HttpRequest) -> HttpResponse:
    """One page: who is signed in, and two hundred rows (six kilobytes)."""
    return HttpResponse(_template().render({"name": request.user.get_username(), "rows": range(200)}, request))


@cache
def _template() -> Any:
    return engines["django"].from_string(PAGE)


urlpatterns = [path("", page)]


def main(folder: Path, port: int) -> None:
    """Serve the page until killed."""
    settings.configure(
        SECRET_KEY="bare" * 20, ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, USE_TZ=True,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "bare.sqlite3"), "OPTIONS": dict(SQLITE_OPTIONS),
                "CONN_MAX_AGE": 60,
            }
        },
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    )  # fmt: skip
    django.setup()
    call_command("migrate", verbosity=0)
    client = Client()
    client.force_login(get_user_model().objects.create_user("bare"))
    print(client.cookies["sessionid"].value, flush=True)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # fifty connections are meant to wait
    serve(get_wsgi_application(), host="127.0.0.1", port=port, threads=8)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
