"""A person at a plan: what every page of the workspace begins with, and the one gate in front of it.

``page("read")`` in front of a view finds organisation, plan and membership from the address, refuses whoever may not, and
hands the view a :class:`Desk`. An address without this mark fails the permission matrix (``tests/site/matrix``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from markupsafe import Markup

from opensmp.actions.deed import Actor
from opensmp.checking.run import Report
from opensmp.dossier import Dossier
from opensmp.i18n import Message, Plural
from opensmp.store.models import Account, Membership, Organisation, PlanRow
from opensmp.store.reading import Kept, dossier_for, report_for
from opensmp.web.addresses import address
from opensmp.web.clock import shown, today_of
from opensmp.web.markup import trusted
from opensmp.web.pages import page_context

P = ParamSpec("P")


class Desk:
    """One request of one person at one plan. ``dossier`` and ``report`` are built once a change, not once a request."""

    def __init__(self, request: HttpRequest, membership: Membership, organisation: Organisation, plan: PlanRow) -> None:
        self.request = request
        self.membership = membership
        self.organisation = organisation
        self.plan = plan
        self.here = request.resolver_match.url_name or "" if request.resolver_match else ""

    @cached_property
    def today(self) -> date:
        return today_of(self.organisation)

    def shown(self, moment: datetime) -> datetime:
        """Return a stored moment as the organisation's clock shows it."""
        return shown(moment, self.organisation)

    @cached_property
    def actor(self) -> Actor:
        """The person as the actions know it."""
        return Actor(
            self.membership.account, self.organisation, self.membership.role, self.membership.person, self.today
        )

    @property
    def dossier(self) -> Dossier:
        return dossier_for(self.plan, self.organisation, self.today)

    @property
    def report(self) -> Report:
        """The findings of profile ``stage1``."""
        return report_for(self.plan, self.organisation, self.today)

    @property
    def language(self) -> str:
        return self.membership.account.language

    def may(self, verb: str) -> bool:
        """Whether the person's role carries the verb."""
        return self.actor.may(verb)

    def url(self, name: str, **parts: Any) -> str:
        """Return an address of this plan."""
        return address(name, self.organisation.slug, self.plan.slug, parts)

    def say(self, words: Message | Plural) -> str:
        """Speak to this person."""
        return words.text(self.language)

    def show(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """Render a page of this plan."""
        return render(self.request, template, self._base() | context, status=status)

    def kept(self, template: str, build: Callable[[], dict[str, Any]]) -> Markup:
        """Return a part of a page that only a change of the plan changes, rendered once for this person until then.

        It must hold no form: the token in a form belongs to a request.
        """
        member = self.membership
        key = (
            template, self.organisation.pk, self.organisation.head, self.organisation.head_hash, self.plan.pk, self.today,
            self.language, member.account_id, member.role, member.person,
        )  # fmt: skip
        return _fragments.get(key, lambda: trusted(render_to_string(template, self._base() | build(), self.request)))

    def _base(self) -> dict[str, Any]:
        """Return what every page of a plan is given."""
        base = page_context(self.request) | {
            "desk": self, "organisation": self.organisation, "plan": self.plan, "may": self.may, "here": self.here,
            "area": AREAS.get(self.here, ""), "today": self.today,
        }  # fmt: skip
        base["person"] = {
            "initials": self.membership.account.initials, "name": self.membership.account.name,
            "role": self.membership.role, "shortcuts": self.membership.account.shortcuts,
            "email": self.membership.account.email, "id": self.membership.person,
        }  # fmt: skip
        return base

    def go(self, name: str, **parts: Any) -> HttpResponse:
        """Redirect to an address of this plan."""
        return redirect(self.url(name, **parts))


_fragments: Kept[Markup] = Kept(256)

View = Callable[Concatenate[Desk, P], HttpResponse]

AREAS: dict[str, str] = {}
"""The area of the navigation that each named address belongs to; the slices' ``urls`` fill it in."""


def page(verb: str, *, post: str | None = None) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """Guard a view of a plan: ``verb`` to look, ``post`` to change (the same verb where nothing else is named)."""

    def guard(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(
            request: HttpRequest, organisation: str, plan: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            desk = desk_of(request, organisation, plan)
            desk.actor.must(verb)
            if request.method not in ("GET", "HEAD"):
                desk.actor.must(post or verb)
            return view(desk, *args, **kwargs)

        return _noted(guarded, verb, post or verb)

    return guard


def _noted(view: Callable[..., HttpResponse], verb: str, post: str) -> Callable[..., HttpResponse]:
    """Note on a view what its guard asks for, to look and to change: the permission matrix reads it there."""
    vars(view).update(verb=verb, post=post)
    return view


def desk_of(request: HttpRequest, organisation: str, plan: str) -> Desk:
    """Return the person's desk at a plan; to strangers the plan does not exist."""
    membership = membership_of(request, organisation)
    if membership is None:
        raise Http404
    place = membership.organisation
    row = _plans.get((place.state, plan), lambda: PlanRow.objects.of(place).filter(slug=plan).first())
    if row is None:
        raise Http404
    return Desk(request, membership, place, row)


_plans: Kept[PlanRow | None] = Kept(256)


def account_of(request: HttpRequest) -> Account:
    """Return who is signed in; only behind a guard that asked for a sign-in."""
    if isinstance(request.user, Account):
        return request.user
    raise PermissionDenied


def membership_of(request: HttpRequest, organisation: str) -> Membership | None:
    """Return the person's membership of the organisation of that name, where it has not ended."""
    account = account_of(request)
    rows = Membership.everywhere.select_related("organisation")
    row = rows.filter(organisation__slug=organisation, account=account, ended_at=None).first()
    if row is None or (row.until is not None and row.until < today_of(row.organisation)):
        return None
    row.account = account
    return row


def open_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that anybody may open, signed in or not."""
    return _noted(view, "anybody", "anybody")


def member_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Guard a view that needs a person, and no organisation."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return _noted(guarded, "signed in", "signed in")
