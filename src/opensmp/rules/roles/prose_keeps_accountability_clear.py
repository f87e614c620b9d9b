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


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:jointly|collectively|together|equally|all) (?:accountable|responsible)\b"
        r"|\b(?:shared?|joint|collective) (?:accountability|responsibility)\b"
        r"|\b(?:everyone|everybody|all (?:staff|employees|teams|units)) (?:is|are) (?:accountable|responsible)\b"
        r"|\b(?:secara bersama(?:-sama)?|bersama-sama) bertanggung jawab\b|\btanggung jawab bersama\b"
        r"|\b(?:bertanggung jawab (?:secara )?bersama)"
        r"|\b(?:semua (?:pihak|orang|staf|karyawan|unit)|seluruh (?:staf|karyawan|pegawai|unit)|setiap orang) bertanggung jawab\b",
        re.IGNORECASE,
    )


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
    for text in dossier.texts:
        if text.section not in _SECTIONS:
            continue
        found = next((match for _language, words in text.prose.each() if (match := _shared().search(words))), None)
        if found is not None:
            yield Finding(
                where=Address(text.parts),
                says=_("The text makes several parties accountable at once: “{words}”", words=found[0]),
                quote=found[0],
            )
