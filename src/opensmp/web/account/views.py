"""One's own language, theme and account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from opensmp.i18n import LANGUAGES
from opensmp.store.models import Account, Membership, Organisation, PlanRow
from opensmp.web.addresses import address
from opensmp.web.desk import member_page, open_page
from opensmp.web.pages import page_context
from opensmp.web.speaking import COOKIE, THEMES

_YEAR = 365 * 24 * 60 * 60


@open_page
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language: kept with the account, or in a cookie where nobody is signed in."""
    return _chosen(request, "language", request.POST.get("language", ""), LANGUAGES, COOKIE)


@open_page
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Choose light or dark paper."""
    return _chosen(request, "theme", request.POST.get("theme", ""), THEMES, "theme")


def _chosen(request: HttpRequest, field: str, value: str, known: tuple[str, ...], cookie: str) -> HttpResponse:
    response = redirect(_back(request))
    if value in known:
        if request.user.is_authenticated:
            Account.objects.filter(pk=request.user.pk).update(**{field: value})
        response.set_cookie(cookie, value, max_age=_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response


def _back(request: HttpRequest) -> str:
    """Return where the form came from, if that is one of our own pages."""
    wanted = request.POST.get("next", "/")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


@member_page
def landing(request: HttpRequest) -> HttpResponse:
    """Where a person begins: at the only plan, or at the list of them."""
    rows = Membership.everywhere.filter(account_id=request.user.pk, ended_at=None).select_related("organisation")
    plans = [(row.organisation, plan) for row in rows for plan in PlanRow.objects.of(row.organisation).order_by("slug")]
    if len(plans) == 1:
        return redirect(address("home", plans[0][0].slug, plans[0][1].slug, {}))
    return render(request, "account/plans.html", page_context(request) | {"plans": plans})


@member_page
def account(request: HttpRequest) -> HttpResponse:
    """To be built."""
    return render(request, "stub.html", page_context(request))
