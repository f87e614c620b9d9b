"""What allauth may do here: nobody signs up alone, only by an invitation."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by invitations and by `opensmp user`."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account without being invited."""
        del request
        return False
