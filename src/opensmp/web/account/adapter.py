"""What allauth may do here: nobody signs up alone, only by an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from opensmp.i18n import _
from opensmp.store.models import Account
from opensmp.web.pages import error_page


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by invitations and by `opensmp user`."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account without being invited."""
        del request
        return False


class InvitedOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An organisation's sign-in service opens accounts that exist, for addresses that it has verified, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody makes an account without being invited."""
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse an address that the service has not verified, or that nobody here has."""
        verified = {each.email.lower() for each in sociallogin.email_addresses if each.verified}
        if not Account.objects.filter(email__in=verified, is_active=True).exists():
            raise ImmediateHttpResponse(
                error_page(
                    request, 403, _("Your sign-in service vouches for no address that is known here."),
                    _("Ask the administrator of your organisation for an invitation to your address."),
                )
            )  # fmt: skip
