"""Changes that the examples of the rules on resources are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from opensmp.checking import edit
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.plan.resources import Budget, Resources


def said(dossier: Dossier, en: str, id: str) -> Prose:
    """Return words in the languages of the plan, so that an example never breaks parity."""
    words = {"en": en, "id": id}
    return Prose.of({each: words[each] for each in dossier.languages})


def with_budget(dossier: Dossier, change: Callable[[Budget], Budget]) -> Dossier:
    """Return the dossier with its budget changed; a plan without a budget gets one to be changed."""

    def changed(section: Resources) -> Resources:
        return replace(section, budget=change(section.budget or Budget(currency="IDR", period="")))

    return edit(dossier, "plan/resources", changed)


def without_sums(dossier: Dossier) -> Dossier:
    """Return the dossier without stated totals, so that an example can change lines alone."""
    dossier = with_budget(dossier, lambda held: replace(held, total=None, operation=None, improvement=None))
    return edit(dossier, "plan/resources", lambda held: replace(held, total_fte=None))


def more(dossier: Dossier, english: str, indonesian: str) -> Dossier:
    """Return the dossier with one more paragraph at the end of section 4."""
    words = {"en": english, "id": indonesian}
    prevailing = dossier.plan.identity.language

    def longer(prose: Prose) -> Prose:
        return Prose(tuple((each, f"{text.rstrip()}\n\n{words[each or prevailing]}\n") for each, text in prose.texts))

    return edit(dossier, "plan/resources/text", longer)


def one_more(value: Decimal | None) -> Decimal:
    """Return a figure that is wrong by one."""
    return (value or Decimal(0)) + 1
