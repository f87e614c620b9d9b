"""Whether the prose gives accountability to everybody, and so to nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, edit, fails, passes, rule
from opensmp.checking.finding import Address
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose

_SECTIONS = frozenset({"roles", "practices", "suppliers"})


_TOGETHER = tuple(
    f"{who} {answers}"
    for everybody, answering in (
        ("jointly;collectively;together;equally;all", "accountable;responsible"),
        ("share;shared;joint;collective", "accountability;responsibility"),
        ("everyone;everybody;all staff;all employees;all teams;all units", "is accountable;is responsible"),
        ("everyone;everybody;all staff;all employees;all teams;all units", "are accountable;are responsible"),
        ("secara bersama;secara bersama-sama;bersama-sama", "bertanggung jawab"),
        ("semua pihak;semua orang;semua staf;semua karyawan;semua unit;setiap orang", "bertanggung jawab"),
        ("seluruh staf;seluruh karyawan;seluruh pegawai;seluruh unit", "bertanggung jawab"),
        ("tanggung jawab;bertanggung jawab;bertanggung jawab secara", "bersama"),
    )
    for who in everybody.split(";")
    for answers in answering.split(";")
)
"""How a text says that several answer for one thing."""


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_TOGETHER)})\b", re.IGNORECASE)


def _more(dossier: Dossier, english: str, indonesian: str) -> Dossier:
    words = {"en": english, "id": indonesian}
    prevailing = dossier.plan.identity.language

    def longer(prose: Prose) -> Prose:
        return Prose(tuple((each, f"{text.rstrip()} {words[each or prevailing]}") for each, text in prose.texts))

    return edit(dossier, "plan/roles/structure", longer)


@rule(
    "ROL-33",
    clause="5.3",
    severity=ADVICE,
    requirements=("R12", "R54"),
    examples=(
        fails(
            "“The unit heads are jointly accountable for major incidents.”",
            lambda d: _more(
                d,
                "The unit heads are jointly accountable for major incidents.",
                "Para kepala unit bersama-sama bertanggung jawab atas insiden besar.",
            ),
        ),
        passes(
            "“The head of service management is accountable for major incidents.”",
            lambda d: _more(
                d,
                "One unit head is accountable for major incidents.",
                "Satu kepala unit bertanggung jawab atas insiden besar.",
            ),
        ),
    ),
)
def prose_keeps_accountability_clear(dossier: Dossier) -> Iterator[Finding]:
    """The prose gives accountability to one role.

    Why: where everybody is accountable, an auditor asks three people and hears three times “the others”.

    Fix: name the one role that answers for the result; the others carry out, advise or are told.
    """
    told = None
    for text, _language, words in dossier.wording.saying(_TOGETHER):
        found = _shared().search(words) if text is not told and text.section in _SECTIONS else None
        if found is not None:
            told = text
            yield Finding(
                where=Address(text.parts),
                says=_("The text makes several parties accountable at once: “{words}”", words=found[0]),
                quote=found[0],
            )
