"""First run: where does your plan live today? Each way in ends at Home with the first findings."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from opensmp.actions.beginning import begin, free_slug, may_begin, person_of, today
from opensmp.dossier import Dossier
from opensmp.exchange.archive import read_archive
from opensmp.exchange.beginning import Newcomer, dossier_to_begin, short
from opensmp.exchange.errors import Problem
from opensmp.exchange.errors import Unreadable as UnreadablePlan
from opensmp.exchange.example import DAY, example_folder
from opensmp.exchange.folder import load
from opensmp.exchange.template import TEMPLATES
from opensmp.i18n import LANGUAGES, Message, Plural, Refused, Unreadable, _
from opensmp.plan.terms import Language
from opensmp.store.models import Account, Membership, PlanRow
from opensmp.web.addresses import address
from opensmp.web.desk import member_page
from opensmp.web.pages import page_context
from opensmp.web.speaking import language_of

DOOR = "door"
"""Where the session keeps what somebody brought through the Word door."""
MOST_PROBLEMS = 30
"""Problems of a folder that the page lists; mending these often mends the others."""

_SIZES: tuple[tuple[str, Message, Message], ...] = (
    ("standard", _("An IT organisation of 50 people or more"), _("All practices, each with an owner of its own")),
    ("small", _("A small one, up to 25 people"), _("Combined roles, the practices that the standard asks for")),
    ("bank", _("An Indonesian commercial bank"), _("With the regulations that concern it already named")),
)


@member_page
def welcome(request: HttpRequest) -> HttpResponse:
    """The ways in."""
    return _show(request, "home/welcome.html", allowed=may_begin(_account(request)), waits=_waits(request), status=200)


@member_page
def from_template(request: HttpRequest) -> HttpResponse:
    """The few questions before the template; POST begins the plan."""
    problems: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        problems = _missing(request)
        status = 422
        if not problems:
            newcomer = _newcomer(request)
            dossier, person = dossier_to_begin(newcomer, today())
            try:
                return _begun(request, newcomer.organisation, dossier, person)
            except (Refused, Unreadable) as trouble:
                problems, status = [("id_address", trouble.text(language_of(request)))], trouble.status
    sizes = [(key, _say(request, says), _say(request, more)) for key, says, more in _SIZES]
    return _show(
        request, "home/template.html", status, given=request.POST, problems=problems, faults=dict(problems), sizes=sizes
    )


@member_page
def from_folder(request: HttpRequest) -> HttpResponse:
    """A plan's folder, brought as one archive; POST reads it, and lists what must be mended first."""
    said: list[str] = []
    listed: list[Listed] = []
    status = 200
    if request.method == "POST":
        try:
            return _from_archive(request)
        except UnreadablePlan as trouble:
            said, status = [trouble.says.text(language_of(request))], trouble.status
            listed = [_listed(request, problem) for problem in trouble.problems[:MOST_PROBLEMS]]
        except (Refused, Unreadable) as trouble:
            said, status = [trouble.text(language_of(request))], trouble.status
    return _show(request, "home/folder.html", status, said=said, listed=listed, given=request.POST)


@member_page
@require_POST
def example(request: HttpRequest) -> HttpResponse:
    """Open the complete example: the one that is here already, or one of the person's own."""
    account = _account(request)
    held = Membership.everywhere.filter(account=account, ended_at=None, organisation__lives_on__isnull=False)
    found = held.select_related("organisation").first()
    if found is not None:
        plan = PlanRow.objects.of(found.organisation).first()
        return redirect(address("home", found.organisation.slug, plan.slug, {})) if plan else redirect("welcome")
    dossier = load(example_folder(), DAY)
    plan = begin(
        account, free_slug(f"example-{short(account.name)}"), dossier.organisation.name, dossier, "ratna", lives_on=DAY
    )
    return redirect(address("home", plan.organisation.slug, plan.slug, {}))


def _waits(request: HttpRequest) -> str:
    """Return the name of a document that was brought and is not a draft yet."""
    files = (request.session.get(DOOR) or {}).get("files")
    return str(files[0][0]) if files else ""


class Listed(NamedTuple):
    """A problem of a folder as the page lists it."""

    place: str
    key: str
    says: str
    remedy: str


def _listed(request: HttpRequest, problem: Problem) -> Listed:
    return Listed(problem.place, problem.key, _say(request, problem.says), _say(request, problem.remedy))


def _from_archive(request: HttpRequest) -> HttpResponse:
    brought = request.FILES.get("folder")
    if brought is None:
        raise Unreadable(_("Choose the archive of your plan's folder."))
    dossier = read_archive(cast(Any, brought.file), today())
    name = request.POST.get("organisation", "").strip() or dossier.organisation.name
    if not name:
        raise Unreadable(_("The plan does not name its organisation."), _("Write its name beside the file."))
    return _begun(request, name, dossier, person_of(_account(request), dossier))


def _begun(request: HttpRequest, name: str, dossier: Dossier, person: str) -> HttpResponse:
    with transaction.atomic():
        plan = begin(_account(request), _address(request, name), name, dossier, person)
    return redirect(address("home", plan.organisation.slug, plan.slug, {}))


def _address(request: HttpRequest, name: str) -> str:
    """Return the short name for the address: the one that was asked for, else a free one made of the name."""
    asked = request.POST.get("address", "").strip().lower()
    return short(asked) if asked else free_slug(short(name))


def _missing(request: HttpRequest) -> list[tuple[str, str]]:
    wanted = {
        "organisation": _("Write the name of the organisation."),
        "name": _("Write your name."),
        "office": _("Write the title of your office, such as IT Service Manager."),
    }
    found = [
        (f"id_{key}", _say(request, says)) for key, says in wanted.items() if not request.POST.get(key, "").strip()
    ]
    if request.POST.get("second_language") == request.POST.get("language"):
        found.append(("id_second_language", _say(request, _("The second language is another one, or none."))))
    return found


def _newcomer(request: HttpRequest) -> Newcomer:
    given = {key: value.strip() for key, value in request.POST.items() if isinstance(value, str)}
    language = given.get("language") if given.get("language") in LANGUAGES else LANGUAGES[0]
    second = given.get("second_language")
    return Newcomer(
        organisation=given["organisation"][:200], name=given["name"][:120], office=given["office"][:200],
        approver=given.get("approver", "")[:120], approver_office=given.get("approver_office", "")[:200],
        scope=given.get("scope", ""), number=given.get("number", "")[:60],
        template=given["template"] if given.get("template") in TEMPLATES else TEMPLATES[0],
        language=cast(Language, language), second_language=cast(Language, second) if second in LANGUAGES else None,
    )  # fmt: skip


def _account(request: HttpRequest) -> Account:
    return cast(Account, request.user)


def _say(request: HttpRequest, words: Message | Plural) -> str:
    return words.text(language_of(request))


def _show(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    return render(request, template, page_context(request) | context, status=status)
