"""Letters by e-mail: always after what they tell of is stored, and a letter that fails breaks nothing."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

log = logging.getLogger("opensmp")

_KEPT_HERE = ("console", "dummy", "filebased")
"""Django's backends whose letters reach nobody."""


def is_sent() -> bool:
    """Whether letters leave this server: where no mail server is named they are kept as files of the data folder."""
    return settings.EMAIL_BACKEND.split(".")[-2] not in _KEPT_HERE


def send_letter(to: str, subject: str, text: str) -> bool:
    """Send a letter outside any transaction; return whether a mail server took it. What went wrong stands in the log."""
    try:
        send_mail(" ".join(subject.split()), text, None, [to])
    except (OSError, SMTPException, ValueError) as trouble:  # ValueError: an address or a header that cannot be written
        log.warning("a letter was not sent: %s", trouble)
        return False
    return is_sent()
