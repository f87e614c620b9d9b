"""The page for an address that names nothing, or nothing of this person's: with a way to find what was meant."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from opensmp.i18n import _
from opensmp.store.models import Account, Membership, PlanRow
from opensmp.web.addresses import address
from opensmp.web.clock import today_of
from opensmp.web.pages import page_context

_PLAN = re.compile(r"/o/(?P<organisation>[^/]+)/p/(?P<plan>[^/]+)/")


def lost_page(request: HttpRequest) -> HttpResponse:
    """Return the page of 404, with the search of the plan that the address begins with, or of the only plan there is."""
    context = page_context(request)
    plan = _plan(request)
    hint = _("Look for it here, or begin at your home page.") if plan else _("Begin at your home page.")
    context |= {
        "status": 404, "title": _("There is nothing at this address.").text(context["language"]), "text": hint.text(context["language"]),
        "back": None, "id": None, "bare": True,
        "search": address("search", plan.organisation.slug, plan.slug, {}) if plan else "",
    }  # fmt: skip
    return render(request, "error.html", context, status=404)


def _plan(request: HttpRequest) -> PlanRow | None:
    """Return the plan in which the person may search: one of their own, whatever the address names."""
    account = getattr(request, "user", None)
    if not isinstance(account, Account):
        return None
    members = Membership.everywhere.filter(account=account, ended_at=None).select_related("organisation")
    own = [row.organisation for row in members if row.until is None or row.until >= today_of(row.organisation)]
    plans = [plan for place in own for plan in PlanRow.objects.of(place).select_related("organisation")]
    found = _PLAN.match(request.path)
    named = found.groupdict() if found else {}
    here = [row for row in plans if {"organisation": row.organisation.slug, "plan": row.slug} == named]
    if here:
        return here[0]
    return plans[0] if len(plans) == 1 else None
