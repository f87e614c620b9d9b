"""The one edge towards HTTP: refusals and unexpected errors become pages in words, and no response is kept by a cache."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path

from opensmp.i18n import Refusal, _
from opensmp.web.lost import lost_page
from opensmp.web.pages import error_page

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("opensmp")
refusals = logging.getLogger("opensmp.refused")
"""One line for each refusal: what was asked, and by which account."""

_OPENS = {"invitation": "secret", "decision_link": "secret", "account_reset_password_from_key": "key"}
"""The part of an address that opens something, by the address's name: it never stands in a log."""


class Edge:
    """The outermost middleware. Unexpected errors get an id, which is logged with the traceback and shown without it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        if response.status_code in (403, 404, 429):
            _note(request, response.status_code)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn an error into its page; Django calls this innermost, with the request's person and language known."""
        if isinstance(error, Refusal):
            return error_page(request, error.status, error.says, error.hint)
        if isinstance(error, Http404 | PermissionDenied):
            return None
        number = secrets.token_hex(4)
        log.error("error %s at %s", number, request.path, exc_info=error)
        if isinstance(error, OperationalError) and "full" in str(error):
            return error_page(
                request, 507, _("The disk of the server is full."), _("Nothing was lost; make room, then try again.")
            )
        return error_page(
            request, 500, _("Something went wrong on our side."),
            _("Nothing was saved. Tell the administrator this number: {number}.", number=number),
        )  # fmt: skip


edge = Edge


def _note(request: HttpRequest, status: int) -> None:
    """Log a refusal in one line, whatever the address holds, without the secret of a link."""
    path, match = request.path, request.resolver_match
    if match is not None and match.url_name in _OPENS:
        path = path.replace(str(match.kwargs[_OPENS[match.url_name]]), "…")
    account = getattr(getattr(request, "user", None), "pk", None) or "nobody"
    refusals.warning("%s %s %s by account %s", status, request.method, escape_uri_path(path), account)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose token is missing or old."""
    del reason
    return error_page(
        request, 403, _("This form is too old to be sent."), _("Go back, reload the page, then send it again.")
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for an address that names nothing, or nothing of yours."""
    del exception
    return lost_page(request)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for something that another role may do."""
    del exception
    return error_page(request, 403, _("Your role does not allow this here."))


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of last resort."""
    return error_page(request, 500, _("Something went wrong on our side."))
