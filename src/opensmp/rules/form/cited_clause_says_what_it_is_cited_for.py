"""Whether the clauses that the plan cites exist and say what they are cited for."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.checking import ADVICE, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.rules.form._clauses import cited_clauses, finding_of
from opensmp.rules.form._helpers import saying


@rule(
    "FRM-07",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R26",),
    examples=(
        fails(
            "“Service reporting follows clause 8.12.”",
            lambda d: saying(
                d,
                "plan/assurance",
                "text",
                en="Service reporting follows clause 8.12.",
                id="Pelaporan layanan mengikuti klausul 8.12.",
            ),
        ),
        passes(
            "“Service reporting follows clause 9.4.”",
            lambda d: saying(
                d,
                "plan/assurance",
                "text",
                en="Service reporting follows clause 9.4.",
                id="Pelaporan layanan mengikuti klausul 9.4.",
            ),
        ),
    ),
)
def cited_clause_says_what_it_is_cited_for(dossier: Dossier) -> Iterator[Finding]:
    """Every clause that the plan cites exists and says what it is cited for.

    Why: a wrong clause number shows that the text was copied without the standard beside it, and sends the reader to
    another requirement.

    Fix: cite the clause of the published edition that holds the requirement, or leave the number out.
    """
    for cited in cited_clauses(dossier):
        if cited.reading.verdict not in {"right", "other edition"}:
            yield finding_of(dossier, cited)
