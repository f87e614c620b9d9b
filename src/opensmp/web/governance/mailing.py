"""Telling top management by e-mail that a draft waits: each in their own language, with one link."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

from opensmp.i18n import _
from opensmp.store.models import Membership, Role, Submission
from opensmp.web.desk import Desk

log = logging.getLogger("opensmp")


def link_to(desk: Desk, secret: str) -> str:
    """Return the whole link of a submission; it begins with the address people type, never with a request's host."""
    return f"{settings.BASE_URL}{desk.url('decision_link', secret=secret)}"


def tell_top_management(desk: Desk, submission: Submission, secret: str) -> tuple[str, ...] | None:
    """Send each member in top management the link; return their names, or None where the mail server did not take it."""
    rows = (
        Membership.objects.of(desk.organisation)
        .filter(role=Role.TOP_MANAGEMENT, ended_at=None)
        .select_related("account")
    )
    try:
        for row in rows:
            _send(desk, submission, row, link_to(desk, secret))
    except (OSError, SMTPException) as trouble:
        log.warning("the e-mail about version %s was not sent: %s", submission.number, trouble)
        return None
    return tuple(str(row.account) for row in rows)


def _send(desk: Desk, submission: Submission, member: Membership, link: str) -> None:
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
    send_mail(subject.text(language), "\n\n".join(line.text(language) for line in words), None, [member.account.email])
