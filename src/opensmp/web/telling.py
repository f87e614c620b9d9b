"""Telling a person what happened, on the page they see next."""

from __future__ import annotations

from django.contrib import messages

from opensmp.i18n import Message, Plural
from opensmp.web.desk import Desk

_LEVELS = {"success": messages.SUCCESS, "warning": messages.WARNING, "error": messages.ERROR}


def tell(desk: Desk, level: str, words: Message | Plural) -> None:
    """Keep a sentence for the next page. Levels: success, warning, error."""
    messages.add_message(desk.request, _LEVELS[level], desk.say(words))
