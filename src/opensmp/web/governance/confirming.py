"""One proof for one decision: who signs gives the password, a code or the passkey for exactly what is being sent."""

from __future__ import annotations

import json
import time
from hashlib import sha256

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest

from opensmp.web.desk import account_of

_ASKED = "decision_asked"
"""Where a session keeps for which decision a proof was asked, and when."""


def can_confirm(request: HttpRequest) -> bool:
    """Whether there is anything to ask for: an account that only the organisation's own sign-in service opens has nothing."""
    return bool(get_adapter().get_reauthentication_methods(account_of(request)))


def must_be_confirmed(request: HttpRequest) -> None:
    """Ask for password, code or passkey, unless one was given for exactly this form since it was sent; it counts once.

    How long ago the person signed in does not matter. allauth keeps what was sent meanwhile and sends it again afterwards,
    so that nothing is typed twice. Raises ReauthenticationRequired, which its middleware turns into the page that asks.
    """
    if not can_confirm(request):
        return
    what, asked = _fingerprint(request), request.session.pop(_ASKED, None)
    if asked is None or asked["what"] != what or not _is_proved_since(request, asked["at"]):
        request.session[_ASKED] = {"what": what, "at": time.time()}
        raise ReauthenticationRequired


def _is_proved_since(request: HttpRequest, moment: float) -> bool:
    """Whether a proof was given after a moment, and not so long ago that somebody else may sit here by now."""
    given = [row["at"] for row in get_authentication_records(request, account_of(request)) if row.get("at")]
    last = max(given, default=0.0)
    return last >= moment and time.time() - last < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _fingerprint(request: HttpRequest) -> str:
    """Return what stands for the form that was sent and where to; the token of the form is no part of the decision."""
    sent = sorted((name, held) for name, held in request.POST.lists() if name != "csrfmiddlewaretoken")
    return sha256(json.dumps([request.path, sent]).encode()).hexdigest()
