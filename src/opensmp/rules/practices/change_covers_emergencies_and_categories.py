"""Whether change management speaks of categories of change and of emergency changes."""

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
def _emergency() -> re.Pattern[str]:
    return re.compile(r"\bemergenc\w*|\bdarurat\b", re.I)


@cache
def _category() -> re.Pattern[str]:
    return re.compile(
        r"\bcategor\w*|\bkategori\w*|\bclassif\w*|\bklasifikasi\w*|\bstandard\b|\bstandar\b|\bnormal\b"
        r"|\b(?:types?|kinds?|classes) of changes?"
        r"|\b(?:jenis|tipe|kelas) perubahan|\b(?:minor|major|mayor)\b",
        re.I,
    )


@rule(
    "PRA-19",
    clause="8.5.1",
    severity=BLOCKS,
    requirements=("R14", "R74"),
    examples=(
        fails(
            "Change management that never mentions an emergency change", lambda d: silenced(d, "change", _emergency())
        ),
        passes(
            "“Emergency changes are approved by the duty manager and reviewed afterwards.”",
            lambda d: put(
                d,
                "plan/practices/practices/change",
                approach=begun(
                    d.practices["change"].approach,
                    "Standard, normal and emergency changes each have their own approver.",
                    "Perubahan standar, normal, dan darurat masing-masing memiliki pemberi persetujuan sendiri.",
                ),
            ),
        ),
    ),
)
def change_covers_emergencies_and_categories(dossier: Dossier) -> Iterator[Finding]:
    """Change management covers the categories of change, emergencies included.

    Why: the change policy has to say which categories there are and how an emergency is handled; without it every
    urgent change goes round the control.

    Fix: name the categories of change, who approves each, and how an emergency change is approved and reviewed
    afterwards.
    """
    practice = speaks(dossier, "change")
    if practice is None:
        return
    name = title(dossier, practice.id)
    if not treats(dossier, practice, _emergency()):
        yield Finding(
            where=place(practice, "approach"),
            says=_("{practice} does not say how emergency changes are handled", practice=name),
        )
    elif not treats(dossier, practice, _category()):
        yield Finding(
            where=place(practice, "approach"),
            says=_("{practice} does not say which categories of change there are", practice=name),
        )
