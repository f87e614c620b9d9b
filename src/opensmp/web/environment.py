"""The template environment: what every page may say and ask."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from opensmp.i18n import Message, Plural, _, n_, speak, spoken_date, spoken_number
from opensmp.web import markup
from opensmp.web.addresses import address
from opensmp.web.clock import shown

_SHORT = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
}


def environment(**options: Any) -> Environment:
    """Return the environment that Django's Jinja2 backend asks for."""
    chosen = {**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**chosen)  # noqa: S701  # Django asks for autoescape
    made.globals.update(
        {
            "_": _say_literal, "n_": _say_plural, "say": _say, "date": _date, "short_date": _short_date, "number": _number,
            "percent": _percent, "url": _url, "static": cache(static), "csrf_field": _csrf_field, "prose": markup.prose,
        }
    )  # fmt: skip
    return made


@pass_context
def _say_literal(context: Context, template: str, /, **values: Any) -> str:
    return Message(template, tuple(values.items())).text(context["language"])


@pass_context
def _say_plural(context: Context, one: str, many: str, n: int, /, **values: Any) -> str:
    return n_(one, many, n, **values).text(context["language"])


@pass_context
def _say(context: Context, words: Any) -> str:
    """Speak a message, a text of the plan, or a word of the plan's vocabulary."""
    if words is None:
        return ""
    if isinstance(words, Message | Plural) or hasattr(words, "text"):
        return str(words.text(context["language"]))
    return speak(words, context["language"])


@pass_context
def _date(context: Context, day: date | datetime | None) -> str:
    if day is None:
        return ""
    return spoken_date(_day(context, day), context["language"])


@pass_context
def _short_date(context: Context, day: date | datetime | None, year: bool = True) -> str:
    if day is None:
        return ""
    day = _day(context, day)
    months = _SHORT[context["language"]]
    return f"{day.day} {months[day.month - 1]}{f' {day.year}' if year else ''}"


def _day(context: Context, day: date | datetime) -> date:
    """Return a day as it is, and of a moment the day on which the organisation's clock shows it."""
    return shown(day, context.get("organisation") or None).date() if isinstance(day, datetime) else day


@pass_context
def _number(context: Context, value: int | Decimal | None) -> str:
    return "" if value is None else spoken_number(value, context["language"])


@pass_context
def _percent(context: Context, share: Fraction | Decimal | float | None, digits: int = 1) -> str:
    if share is None:
        return ""
    exact = share if isinstance(share, Fraction) else Fraction(share)
    rounded = round(exact * 100, digits)
    return _("{n}%", n=Decimal(rounded.numerator) / Decimal(rounded.denominator)).text(context["language"])


@pass_context
def _url(context: Context, name: str, /, **parts: Any) -> str:
    return address(name, _slug(context.get("organisation")), _slug(context.get("plan")), parts)


def _slug(held: Any) -> str | None:
    return held.slug if held is not None and held is not False and hasattr(held, "slug") else None


@pass_context
def _csrf_field(context: Context) -> Any:
    token = context.get("form_token") or context["csrf_token"]  # the second is masked anew each time it is read
    return markup.hidden_field("csrfmiddlewaretoken", str(token))
