"""In which language and how a command speaks to the terminal."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

import click

from opensmp.i18n import LANGUAGES

F = TypeVar("F", bound=Callable[..., Any])


def spoken_language() -> str:
    """The language of messages: ``OPENSMP_LANGUAGE``, else English. The system's locale never changes a result."""
    asked = os.environ.get("OPENSMP_LANGUAGE", "en")
    return asked if asked in LANGUAGES else "en"


def language_option(function: F) -> F:
    """``--language``: the language that the command speaks."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=spoken_language,
        show_default="en, or OPENSMP_LANGUAGE",
        help="Language of the messages: English or Bahasa Indonesia.",
    )(function)


class Day(click.ParamType[date]):
    """A calendar day such as 2026-11-22."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a day; write it as year-month-day, such as 2026-11-22.", param, ctx)


def today_option(function: F) -> F:
    """``--today``: the day of the check; everything that is due, expired or overdue depends on it and nothing else."""
    return click.option(
        "--today",
        type=Day(),
        default=lambda: datetime.now().astimezone().date(),
        show_default="the current day",
        help="Check as of this day (year-month-day).",
    )(function)
