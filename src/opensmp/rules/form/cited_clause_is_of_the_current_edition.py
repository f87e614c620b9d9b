"""Whether clauses are cited from the current edition of the standard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.form._clauses import cited_clauses, finding_of
from opensmp.rules.form._helpers import saying, sentence_around, short


@rule(
    "FRM-08",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R26",),
    examples=(
        fails(
            "“The system was built to ISO/IEC 20000-1:2011.”",
            lambda d: saying(
                d,
                "plan/assurance",
                "text",
                en="The system was built to ISO/IEC 20000-1:2011.",
                id="Sistem ini dibangun menurut ISO/IEC 20000-1:2011.",
            ),
        ),
        passes(
            "“The system was built to ISO/IEC 20000-1:2018 (incl. Amd 1:2024).”",
            lambda d: saying(
                d,
                "plan/assurance",
                "text",
                en="The system was built to ISO/IEC 20000-1:2018 (incl. Amd 1:2024).",
                id="Sistem ini dibangun menurut ISO/IEC 20000-1:2018 (termasuk Amd 1:2024).",
            ),
        ),
    ),
)
def cited_clause_is_of_the_current_edition(dossier: Dossier) -> Iterator[Finding]:
    """Clauses are cited from the current edition of the standard.

    Why: the numbers of earlier editions mean other requirements today; a plan that cites them was not renewed with
    the standard.

    Fix: name the current edition and cite its clause.
    """
    found = {
        cited.passage.text.parts: cited for cited in cited_clauses(dossier) if cited.reading.verdict == "other edition"
    }
    for cited in found.values():
        yield finding_of(dossier, cited)
    yield from _named_editions(dossier, set(found))


def _named_editions(dossier: Dossier, told: set[tuple[str, ...]]) -> Iterator[Finding]:
    """Find the standard named with the year of an earlier edition, in texts not ``told`` of yet."""
    for passage in dossier.wording.holding(("20000-1:", "20000-1 :")):
        match = next((match for match in _edition().finditer(passage.words) if _is_earlier(dossier, match[1])), None)
        if match is not None and passage.text.parts not in told:
            told.add(passage.text.parts)
            start, end = sentence_around(passage.words, match.start(), match.end())
            yield Finding(
                where=at(*passage.text.parts),
                says=_(
                    "“{sentence}” names an earlier edition; the published one is {citation}.",
                    sentence=short(passage.words[start:end], 120),
                    citation=dossier.standard.citation,
                ),
                quote=passage.words[start:end].strip(),
            )


def _is_earlier(dossier: Dossier, year: str) -> bool:
    if year == dossier.standard.edition:
        return False
    edition = dossier.standard.editions.get(year)
    return edition is not None and not edition.current


@cache
def _edition() -> re.Pattern[str]:
    return re.compile(r"20000-1\s?:\s?((?:19|20)\d\d)(?!\d)")
