"""Whether the plan says which edition of the standard it applies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from opensmp.checking import ADVICE, Address, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _

_NEAR = 40
"""Characters after the edition within which its amendment is looked for."""


@rule(
    "FRM-23",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R21", "R26"),
    examples=(
        fails("“ISO/IEC 20000-1:2018”, without its amendment", lambda d: _unamended(d)),
        passes("“ISO/IEC 20000-1:2018 (incl. Amd 1:2024)” once, and “ISO/IEC 20000-1” elsewhere", lambda d: d),
    ),
)
def standard_is_named_with_its_amendment(dossier: Dossier) -> Iterator[Finding]:
    """The standard is named once with its edition and amendment.

    Why: since the amendment of 2024 the context must answer for climate change; a plan that names the bare number
    leaves open which requirements it meets.

    Fix: write “ISO/IEC 20000-1:2018 (incl. Amd 1:2024)” where the plan says what it applies, once.
    """
    named = tuple(_named(dossier))
    if not named or any(_amended(words) for _where, words in named):
        return
    where, words = next(((where, words) for where, words in named if "20000-1:2018" in words), named[0])
    yield Finding(
        where=where,
        says=_(
            "The plan names ISO/IEC 20000-1 without its edition and amendment; the published one is {citation}.",
            citation=dossier.standard.citation,
        ),
        quote=words[:200],
    )


def _named(dossier: Dossier) -> Iterator[tuple[Address, str]]:
    """Yield each place that names the standard with its words."""
    for obligation in dossier.plan.scope.obligations:
        if "20000-1" in obligation.instrument:
            yield at("plan/scope/obligations", obligation.id, "instrument"), obligation.instrument
    for passage in dossier.wording.holding(("20000-1",)):
        yield at(*passage.text.parts), passage.words


@cache
def _edition() -> re.Pattern[str]:
    return re.compile(rf"20000-1:2018[^;]{{0,{_NEAR}}}?\bAmd\.?\s?1\b", re.IGNORECASE)


def _amended(words: str) -> bool:
    return bool(_edition().search(words))


@cache
def _amendment() -> re.Pattern[str]:
    return re.compile(r"(?<=20000-1:2018)\s?[(/][^)]{0,30}Amd 1(?::2024)?\)?")


def _unamended(dossier: Dossier) -> Dossier:
    """Return a copy without a word on the amendment, in prose and in the obligations."""

    def bare(words: str) -> str:
        return _amendment().sub("", words)

    for text in dossier.texts:
        if any(_amended(words) for _language, words in text.prose.each()):
            dossier = put(dossier, "/".join(text.parts[:-1]), **{text.field: text.prose.mapped(bare)})
    rows = dossier.plan.scope.obligations
    return put(dossier, "plan/scope", obligations=tuple(replace(row, instrument=bare(row.instrument)) for row in rows))
