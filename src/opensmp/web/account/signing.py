"""Signing in: allauth's page with what the demonstration and an organisation's own service add, and joining by a link."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from opensmp.actions.members import invitation_of, join
from opensmp.i18n import Refusal
from opensmp.store.models import Account, Membership
from opensmp.web.desk import open_page
from opensmp.web.pages import page_context
from opensmp.web.speaking import language_of
from opensmp.web.wording import ROLE_MEANINGS, ROLE_NAMES

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class SignIn(LoginView):  # type: ignore[misc]  # allauth has no types
    """allauth's page; in the demonstration with the example's people beside it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the people of the demonstration and the organisation's sign-in service."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        provider = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [{}])[0]
        context |= {
            "guests": _guests(self.request) if settings.DEMO else (),
            "oidc": reverse("openid_connect_login", kwargs={"provider_id": "oidc"}) if provider else "",
            "oidc_name": provider.get("name", ""),
        }
        return context


sign_in = open_page(SignIn.as_view())


def _guests(request: HttpRequest) -> list[dict[str, Any]]:
    language = language_of(request)
    rows = Membership.everywhere.filter(account__email__endswith="@bns.example", ended_at=None).select_related(
        "account"
    )
    return [
        {
            "person": row.person,
            "name": row.account.name,
            "initials": row.account.initials,
            "title": ROLE_NAMES[row.role].text(language),
            "role": ROLE_MEANINGS[row.role].text(language),
        }
        for row in rows.order_by("pk")
    ]


@open_page
@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demonstration's people, without a password. Outside the demonstration nothing is here."""
    if not settings.DEMO:
        raise Http404
    account = Account.objects.filter(email=f"{request.POST.get('person', '')}@bns.example").first()
    if account is None:
        raise Http404
    login(request, account, backend=_BACKEND)
    wanted = request.POST.get("next", "/")
    return redirect(wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/")


@open_page
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Join an organisation with the link of an invitation."""
    row = invitation_of(secret)
    account = request.user if request.user.is_authenticated else None
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            member = join(secret, account, request.POST.get("name", ""), request.POST.get("password", ""))
        except Refusal as reason:
            refusal = reason
        else:
            if account is None:
                login(request, member, backend=_BACKEND)
            return redirect("landing")
    language = language_of(request)
    context = page_context(request) | {
        "invitation": row,
        "is_known": Account.objects.filter(email=row.email).exists(),
        "is_signed_in": account is not None,
        "role": ROLE_NAMES[row.role],
        "meaning": ROLE_MEANINGS[row.role],
        "problem": refusal.text(language) if refusal else "",
        "typed": request.POST.get("name", row.name),
    }
    return render(request, "account/invitation.html", context, status=refusal.status if refusal else 200)
