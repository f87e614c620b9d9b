"""One's own language, theme and account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from opensmp.i18n import LANGUAGES, Message, _
from opensmp.store.models import Account, Membership, Organisation, PlanRow
from opensmp.web.clock import today_of
from opensmp.web.desk import account_of, member_page, open_page
from opensmp.web.home.landing import first_page
from opensmp.web.pages import page_context
from opensmp.web.speaking import COOKIE, THEMES, language_of
from opensmp.web.wording import ROLE_NAMES

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
            Account.objects.filter(pk=account_of(request).pk).update(**{field: value})
        response.set_cookie(cookie, value, max_age=_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response


def _back(request: HttpRequest) -> str:
    """Return where the form came from, if that is one of our own pages."""
    wanted = request.POST.get("next", "/")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


Place = tuple[Organisation, PlanRow, Message]


def _held(request: HttpRequest) -> list[tuple[Membership, PlanRow]]:
    """Return every plan the person may open, with the membership that opens it."""
    rows = Membership.everywhere.filter(account=account_of(request), ended_at=None).select_related("organisation")
    return [
        (row, plan)
        for row in rows.order_by("organisation__name")
        if row.until is None or row.until >= today_of(row.organisation)
        for plan in PlanRow.objects.of(row.organisation).order_by("slug")
    ]


def _plans(request: HttpRequest) -> list[Place]:
    """Return the same with what the person is there, in words."""
    return [(row.organisation, plan, ROLE_NAMES[row.role]) for row, plan in _held(request)]


@member_page
def landing(request: HttpRequest) -> HttpResponse:
    """Where a person begins: at the only plan, at the list of them, or at the ways in where there is none."""
    held = _held(request)
    if not held:
        return redirect("welcome")
    if len(held) == 1:
        return redirect(first_page(*held[0]))
    return render(request, "account/plans.html", page_context(request) | {"plans": _plans(request)})


@member_page
def account(request: HttpRequest) -> HttpResponse:
    """One's own name, language, paper and shortcuts."""
    language = language_of(request)
    name = request.POST.get("name", account_of(request).name).strip()
    problem = ""
    if request.method == "POST":
        if name:
            _keep(request, name)
            messages.success(request, _("Saved.").text(request.POST.get("language", language)))
            return redirect("account")
        problem = _("Your name is missing.").text(language)
    context = page_context(request) | {"plans": _plans(request), "typed": name, "problem": problem}
    return render(request, "account/account.html", context, status=422 if problem else 200)


def _keep(request: HttpRequest, name: str) -> None:
    chosen = {"language": request.POST.get("language", ""), "theme": request.POST.get("theme", "")}
    known = {
        field: value for field, value in chosen.items() if value in {"language": LANGUAGES, "theme": THEMES}[field]
    }
    rows = Account.objects.filter(pk=account_of(request).pk)
    rows.update(name=name[:120], shortcuts="shortcuts" in request.POST, **known)
