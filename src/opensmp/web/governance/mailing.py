"""Telling top management by e-mail that a draft waits: each in their own language, with one link."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings

from opensmp.i18n import Message, _
from opensmp.store.models import Membership, Role, Submission
from opensmp.web.desk import Desk
from opensmp.web.letters import is_sent, send_letter


class Told(NamedTuple):
    """Who was told of a submission: names for whom a mail server took the letter, and names for whom none did."""

    names: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return "success" if self.names and not self.missed else "warning"

    def says(self) -> Message:
        """Say what became of the letters."""
        if not self.names and not self.missed:
            return _(
                "Submitted, but nobody in top management is a member here yet. Ask the administrator to invite them."
            )
        if not is_sent():
            return _(
                "Submitted. No mail server is set up here: give the link below to {names} yourself.", names=self.missed
            )
        if self.missed:
            return _(
                "Submitted, but the e-mail to {names} could not be sent. Give them the link below yourself.",
                names=self.missed,
            )
        if len(self.names) > 1:
            return _("Submitted. {names} were told by e-mail.", names=self.names)
        return _("Submitted. {name} was told by e-mail.", name=self.names[0])


def link_to(desk: Desk, secret: str) -> str:
    """Return the whole link of a submission; it begins with the address people type, never with a request's host."""
    return f"{settings.BASE_URL}{desk.url('decision_link', secret=secret)}"


def tell_top_management(desk: Desk, submission: Submission, secret: str) -> Told:
    """Send each member in top management the link. The submission is stored by then, whatever becomes of the letters."""
    members = Membership.objects.of(desk.organisation).filter(role=Role.TOP_MANAGEMENT, ended_at=None)
    names: dict[bool, list[str]] = {True: [], False: []}
    for row in members.select_related("account"):
        names[_send(desk, submission, row, link_to(desk, secret))].append(str(row.account))
    return Told(tuple(names[True]), tuple(names[False]))


def _send(desk: Desk, submission: Submission, member: Membership, link: str) -> bool:
    language = member.account.language
    words = (
        _("{name}, version {version} of the {title} waits for your decision.",
          name=member.account.name, version=submission.number, title=str(desk.plan)),
        _("{name} submitted it. What changed: {what}", name=str(submission.submitted_by), what=submission.what),
        _("Why: {why}", why=submission.why),
        _("Read it on one page and decide: {link}", link=link),
        _("The link opens only for you: you sign in, and nobody else can decide with it."),
    )  # fmt: skip
    subject = _(
        "For your decision: version {version}, {organisation}",
        version=submission.number,
        organisation=str(desk.organisation),
    )
    text = "\n\n".join(line.text(language) for line in words)
    return send_letter(member.account.email, subject.text(language), text)
