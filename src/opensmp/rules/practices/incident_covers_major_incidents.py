"""Whether incident management speaks of major incidents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import BLOCKS, Finding, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.practices._examples import begun, silenced
from opensmp.rules.practices._helpers import place, speaks, title, treats


@cache
def _major() -> re.Pattern[str]:
    return re.compile(r"\bmajor\b|\binsiden (?:besar|mayor|utama|luar biasa|signifikan)\b|\bmayor\b", re.I)


@rule(
    "PRA-20",
    clause="8.6.1",
    severity=BLOCKS,
    requirements=("R14", "R74"),
    examples=(
        fails(
            "Incident management that never mentions a major incident",
            lambda d: silenced(d, "incident", _major(), "ordinary"),
        ),
        passes(
            "“A major incident is declared by the head of service desk, who informs the CIO.”",
            lambda d: put(
                d,
                "plan/practices/practices/incident",
                approach=begun(
                    d.practices["incident"].approach,
                    "The practice owner declares a major incident and informs top management.",
                    "Pemilik praktik menyatakan insiden besar dan memberi tahu manajemen puncak.",
                ),
            ),
        ),
    ),
)
def incident_covers_major_incidents(dossier: Dossier) -> Iterator[Finding]:
    """Incident management covers major incidents.

    Why: major incidents need a documented procedure of their own, top management has to be told, and each is
    reviewed; auditors test this before anything else in incident management.

    Fix: say what makes an incident major, who declares it, who is told, and that it is reviewed; cite the
    procedure.
    """
    practice = speaks(dossier, "incident")
    if practice and not treats(dossier, practice, _major()):
        yield Finding(
            where=place(practice, "approach"),
            says=_("{practice} does not say how major incidents are handled", practice=title(dossier, practice.id)),
        )
