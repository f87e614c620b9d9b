"""Who belongs here, and as what. An invitation's link is shown once, and sent by e-mail where a mail server is set up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse

from opensmp.actions.members import Invited, change_membership, end_membership, invite
from opensmp.i18n import Refusal, Unreadable, _
from opensmp.store.models import Invitation, Membership, Role
from opensmp.web.addresses import address
from opensmp.web.desk import Desk, page
from opensmp.web.letters import send_letter
from opensmp.web.wording import ROLE_MEANINGS, ROLE_NAMES


@page("read_draft", post="manage_members")
def members(desk: Desk) -> HttpResponse:
    """List the members and, for the administrator, invite another one."""
    problem: Refusal | None = None
    link, mailed = "", False
    if desk.request.method == "POST":
        try:
            link, mailed = _invited(desk)
        except (Unreadable, ValueError) as reason:
            problem = reason if isinstance(reason, Refusal) else Unreadable(_("The last day is not a date."))
    rows = Membership.objects.of(desk.organisation).select_related("account").filter(ended_at=None)
    waiting = Invitation.objects.of(desk.organisation).filter(used_at=None).order_by("-pk")[:20]
    return desk.show(
        "members/members.html", status=problem.status if problem else 200, members=rows.order_by("account__name"),
        waiting=waiting if desk.may("manage_members") else (), link=link, mailed=mailed, roles=_choices(desk), people=_people(desk),
        role_names=ROLE_NAMES, typed=_typed(desk, problem), problem=problem.text(desk.language) if problem else "",
    )  # fmt: skip


def _typed(desk: Desk, problem: Refusal | None) -> Mapping[str, str]:
    fields = ("email", "name", "role", "person", "until")
    return {field: desk.request.POST.get(field, "") if problem else "" for field in fields}


def _invited(desk: Desk) -> tuple[str, bool]:
    """Store the invitation, send its link, and return the link to copy and whether a mail server took it."""
    said = desk.request.POST
    made = invite(
        desk.actor, said.get("email", ""), said.get("name", ""), said.get("role", ""), said.get("person", ""),
        _day(said.get("until", "")),
    )  # fmt: skip
    link = settings.BASE_URL + address("invitation", None, None, {"secret": made.secret})
    return link, _send(desk, made, link)


def _send(desk: Desk, made: Invited, link: str) -> bool:
    subject = _("{inviter} invites you to {name}", inviter=desk.actor.account.name, name=desk.organisation.name)
    text = _(
        "You are invited to the service management plan of {name}. Open this link within seven days; it works once:",
        name=desk.organisation.name,
    )
    return send_letter(made.invitation.email, subject.text(desk.language), f"{text.text(desk.language)}\n\n{link}\n")


@page("manage_members")
def member(desk: Desk, number: int) -> HttpResponse:
    """Change what one member is, or end the membership."""
    row = Membership.objects.of(desk.organisation).select_related("account").filter(pk=number, ended_at=None).first()
    if row is None:
        raise Http404
    problem: Refusal | None = None
    if desk.request.method == "POST":
        said = desk.request.POST
        try:
            if "end" in said:
                end_membership(desk.actor, row)
            else:
                change_membership(
                    desk.actor, row, said.get("role", ""), said.get("person", ""), _day(said.get("until", ""))
                )
        except Refusal as reason:
            problem = reason
        else:
            messages.success(desk.request, desk.say(_("Saved.")))
            return desk.go("members")
    return desk.show(
        "members/member.html", status=problem.status if problem else 200, member=row, roles=_choices(desk),
        people=_people(desk), problem=problem.text(desk.language) if problem else "",
    )  # fmt: skip


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as wrong:
        raise Unreadable(_("“{day}” is not a date.", day=written), _("Choose the day in the calendar.")) from wrong


def _choices(desk: Desk) -> list[tuple[str, str, str]]:
    return [(role, desk.say(ROLE_NAMES[role]), desk.say(ROLE_MEANINGS[role])) for role in Role]


def _people(desk: Desk) -> list[tuple[str, str]]:
    rows = [
        (person.id, person.name) for person in desk.dossier.organisation.people if desk.dossier.people.present(person)
    ]
    return [("", desk.say(_("Nobody in the register of people"))), *sorted(rows, key=lambda row: row[1])]
