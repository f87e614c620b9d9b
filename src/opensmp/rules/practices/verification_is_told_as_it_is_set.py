"""Whether the text of configuration management names the cadence of verification that is set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from opensmp.checking import ADVICE, Finding, edit, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.terms import Cadence
from opensmp.rules.practices._examples import begun
from opensmp.rules.practices._helpers import place, prose_of, reworded, speaks
from opensmp.rules.practices._promises import cadences_in


@cache
def _verifying() -> re.Pattern[str]:
    return re.compile(r"\b(?:verif\w*|reconcil\w*|diverifikasi|verifikasi|memverifikasi|rekonsiliasi)\b", re.I)


@rule(
    "PRA-38",
    clause="8.2.6",
    severity=ADVICE,
    requirements=("R44", "R46"),
    examples=(
        fails("“The items are verified each week.”, beside verification: yearly", lambda d: _told(d, "yearly")),
        passes("“The items are verified each week.”, beside verification: weekly", lambda d: _told(d, "weekly")),
    ),
)
def verification_is_told_as_it_is_set(dossier: Dossier) -> Iterator[Finding]:
    """The text on configuration names the cadence of verification that is set.

    Why: a verification that is quarterly in one line and monthly in the next will be late by one of them.

    Fix: correct the text or the cadence.
    """
    practice = speaks(dossier, "configuration")
    if practice is None or practice.verification is None:
        return
    for sentence in (
        part for prose in prose_of(practice) for _language, words in prose.each() for part in words.split(". ")
    ):
        named = cadences_in(sentence) if _verifying().search(sentence) else frozenset()
        if named and practice.verification not in named:
            yield Finding(
                where=place(practice, "verification"),
                says=_(
                    "Verification is set to {cadence}, but the text says: “{sentence}”",
                    cadence=practice.verification,
                    sentence=" ".join(sentence.split()),
                ),
                quote=sentence.strip(),
            )
            return


def _told(dossier: Dossier, cadence: Cadence) -> Dossier:
    practice = dossier.practices["configuration"]
    silent = replace(
        practice,
        approach=reworded(practice.approach, _verifying(), "x"),
        governance=reworded(practice.governance, _verifying(), "x"),
    )
    told = begun(silent.approach, "The items are verified each week.", "Butir konfigurasi diverifikasi setiap minggu.")
    recent = edit(
        dossier,
        "registers/configuration",
        lambda held: replace(held, classes=tuple(replace(row, verified=dossier.today) for row in held.classes)),
    )
    return put(
        recent,
        "plan/practices/practices/configuration",
        approach=told,
        governance=silent.governance,
        verification=cadence,
    )
