"""Whether links lead somewhere that a reader of the plan can reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.form._helpers import few, saying


@rule(
    "FRM-22",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R26", "R46"),
    examples=(
        fails(
            "“see the list (C:\\Users\\ratna\\list.xlsx)”",
            lambda d: saying(
                d,
                "plan/improvement",
                "text",
                en="The ideas stand in C:\\Users\\ratna\\ideas.xlsx.",
                id="Usulan ada di C:\\Users\\ratna\\usulan.xlsx.",
            ),
        ),
        passes(
            "A link to a page with a title",
            lambda d: saying(
                d,
                "plan/improvement",
                "text",
                en="The ideas stand in the [list of ideas](https://intranet.example/ideas).",
                id="Usulan ada di [daftar usulan](https://intranet.example/ideas).",
            ),
        ),
    ),
)
def links_lead_somewhere(dossier: Dossier) -> Iterator[Finding]:
    """Links lead somewhere that every reader can reach.

    Why: a file on one person's computer is no supporting document; it is outside document control, and the auditor
    cannot open it.

    Fix: put the document into the register and refer to it as [[document:ID]], or link to where everybody finds it.
    """
    told: set[tuple[str, ...]] = set()
    for passage in dossier.wording.holding(_SIGNS):
        found = _dead().findall(passage.words) if passage.text.parts not in told else []
        if found:
            told.add(passage.text.parts)
            yield Finding(
                where=at(*passage.text.parts),
                says=_("A link leads where readers cannot follow: {links}.", links=few(found)),
                quote=found[0],
            )


_SIGNS = (":\\", "file://", "]()", "](#)", "://localhost", "://127.0.0.1", " \\\\")


@cache
def _dead() -> re.Pattern[str]:
    return re.compile(
        r"(?:\b[A-Za-z]:\\[^\s)\]]{0,200}|file://[^\s)\]]{0,200}|(?<!\S)\\\\[A-Za-z][^\s)\]]{2,200}"
        r"|https?://(?:localhost|127\.0\.0\.1)[^\s)\]]{0,200}|\[[^\]\n]{0,100}\]\(#?\))"
    )
