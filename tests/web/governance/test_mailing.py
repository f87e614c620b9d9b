"""What is said of an e-mail is what became of it, and no mail server stops a submission."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Sequence

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test import Client
from tests.web.governance.test_approval import seen_on
from tests.workspace import BASE

from opensmp.store.models import Account, Organisation, Submission

SignedIn = Callable[[str], Client]
GIVEN = {"what": "The boundaries are drawn anew.", "why": "Decision D-2026-09."}


class Broken(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise smtplib.SMTPServerDisconnected("gone")


class Watching(BaseEmailBackend):
    """A mail server that notes whether a transaction was open while it was talked to."""

    inside: list[bool] = []  # noqa: RUF012  # Django makes one for each letter; the note must outlive it

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        self.inside.append(connection.in_atomic_block)
        return len(messages)


def submitted(client: Client) -> str:
    """Submit the draft; the page that follows."""
    page = client.post(
        BASE + "approval/", {**GIVEN, "seen": seen_on(client, "approval/")}, follow=True
    ).content.decode()
    assert Submission.objects.of(Organisation.objects.get()).filter(status="waiting").exists()
    assert "/approval/decide/" in page, "the link stands there to be given by hand"
    return page


@pytest.mark.parametrize("backend", ["console", "dummy", "filebased"])
def test_without_a_mail_server_nobody_is_said_to_be_told(
    signed_in: SignedIn, settings: object, backend: str, tmp_path: object
) -> None:
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_FILE_PATH = str(tmp_path)  # type: ignore[attr-defined]
    page = submitted(signed_in("ratna"))
    assert "No mail server is set up here: give the link below to Maya Kusumawardhani yourself." in page
    assert "No e-mail went out" in page
    assert "by e-mail to" not in page
    assert "get an e-mail" not in signed_in("maya").get(BASE + "approval/decide/").content.decode()


@pytest.mark.requirement("R40")
def test_a_mail_server_that_fails_leaves_the_submission_and_the_page_says_so(
    signed_in: SignedIn, settings: object
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"  # type: ignore[attr-defined]
    page = submitted(signed_in("ratna"))
    assert "the e-mail to Maya Kusumawardhani could not be sent" in page
    assert "No e-mail went out" in page


def test_where_it_went_out_the_page_says_to_whom(signed_in: SignedIn) -> None:
    page = submitted(signed_in("ratna"))
    assert "Maya Kusumawardhani was told by e-mail." in page
    assert "It went by e-mail to Maya Kusumawardhani." in page


def test_a_letter_goes_out_after_what_it_tells_of_is_stored(for_others: None, settings: object) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Watching"  # type: ignore[attr-defined]
    Watching.inside.clear()
    ratna = Client(SERVER_NAME="127.0.0.1")
    ratna.force_login(Account.objects.get(email="ratna@bns.example"))
    submitted(ratna)
    assert Watching.inside == [False]


def test_an_invitation_is_said_to_be_sent_only_where_it_was(signed_in: SignedIn, settings: object) -> None:
    given = {"email": "sari@example.org", "name": "Sari", "role": "contributor", "person": "", "until": ""}
    lukman = signed_in("lukman")
    assert "It was sent by e-mail." in lukman.post(BASE + "settings/members/", given).content.decode()
    settings.EMAIL_BACKEND = f"{__name__}.Broken"  # type: ignore[attr-defined]
    page = lukman.post(BASE + "settings/members/", {**given, "email": "other@example.org"}).content.decode()
    assert "No e-mail went out: give the link yourself." in page
