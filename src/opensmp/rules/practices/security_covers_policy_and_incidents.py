"""Whether information security speaks of its policy and of security incidents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._examples import begun, silenced
from opensmp.rules.practices._helpers import place, speaks, title, treats


@cache
def _policy() -> re.Pattern[str]:
    return re.compile(r"\bpolic(?:y|ies)\b|\bkebijakan\b", re.I)


@cache
def _incidents() -> re.Pattern[str]:
    return re.compile(r"\bincidents?\b|\binsiden\b|\bbreach\w*|\bpelanggaran\b|\bkebocoran\b", re.I)


@rule(
    "PRA-33",
    clause="8.7.3",
    severity=ADVICE,
    requirements=("R14",),
    examples=(
        fails(
            "Information security that never mentions a security incident",
            lambda d: silenced(d, "security", _incidents(), "status"),
        ),
        passes(
            "“Security incidents are handled with the incident practice and reported to the CISO.”",
            lambda d: put(
                d,
                "plan/practices/practices/security",
                approach=begun(
                    d.practices["security"].approach,
                    "The policy names who decides on a security incident.",
                    "Kebijakan menyebut siapa yang memutuskan insiden keamanan.",
                ),
            ),
        ),
    ),
)
def security_covers_policy_and_incidents(dossier: Dossier) -> Iterator[Finding]:
    """Information security speaks of its policy and of security incidents.

    Why: policy, controls and security incidents are the three parts of the clause; controls alone leave two
    questions open.

    Fix: cite the information security policy and say how security incidents are recorded, decided on and
    reviewed.
    """
    practice = speaks(dossier, "security")
    if practice is None:
        return
    name = title(dossier, practice.id)
    cites = any(dossier.documents[key].kind == "policy" for key in practice.procedures if key in dossier.documents)
    if not cites and not treats(dossier, practice, _policy()):
        yield Finding(
            where=place(practice, "approach"),
            says=_("{practice} refers to no information security policy", practice=name),
        )
    if not treats(dossier, practice, _incidents()):
        yield Finding(
            where=place(practice, "approach"),
            says=_("{practice} does not say how security incidents are handled", practice=name),
        )
